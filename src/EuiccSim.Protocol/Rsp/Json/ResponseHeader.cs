namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>How the execution of a function ended. SGP.22 v2.5 §5.2.6, §6.5.1.4.</summary>
public enum ExecutionStatus
{
    /// <summary>"Executed-Success".</summary>
    ExecutedSuccess,

    /// <summary>"Executed-WithWarning".</summary>
    ExecutedWithWarning,

    /// <summary>"Failed".</summary>
    Failed,

    /// <summary>"Expired": it took too long.</summary>
    Expired,
}

/// <summary>The header of a JSON response (functionExecutionStatus). SGP.22 v2.5 §6.5.1.4.</summary>
public sealed record ResponseHeader : IRspJson<ResponseHeader>
{
    /// <summary>How the execution ended.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>Why it failed, or what the warning is.</summary>
    public StatusCodeData? StatusCodeData { get; init; }

    /// <summary>Success, without more.</summary>
    public static ResponseHeader Success { get; } = new() { Status = ExecutionStatus.ExecutedSuccess };

    /// <summary>True if the function was executed, with or without a warning.</summary>
    public bool IsSuccess => Status is ExecutionStatus.ExecutedSuccess or ExecutionStatus.ExecutedWithWarning;

    /// <summary>A failure.</summary>
    public static ResponseHeader Failure(StatusCode code, string? message = null, string? subjectIdentifier = null) => new()
    {
        Status = ExecutionStatus.Failed,
        StatusCodeData = new() { Code = code, Message = message, SubjectIdentifier = subjectIdentifier },
    };

    /// <inheritdoc/>
    public static ResponseHeader Read(JsonObjectReader json)
    {
        string name = json.Text("status");
        int index = Array.IndexOf(Names, name);
        if (index < 0) throw json.Wrong("status", $"'{name}' is none of {string.Join(", ", Names)}");
        return new()
        {
            Status = (ExecutionStatus)index,
            StatusCodeData = json.Has("statusCodeData") ? json.Object<StatusCodeData>("statusCodeData") : null,
        };
    }

    /// <inheritdoc/>
    public void Write(JsonObjectWriter json)
    {
        json.Text("status", Names[(int)Status]);
        if (StatusCodeData is { } data) json.Object("statusCodeData", data);
    }

    private static readonly string[] Names = ["Executed-Success", "Executed-WithWarning", "Failed", "Expired"];
}

/// <summary>Why a function failed. SGP.22 v2.5 §5.2.6.</summary>
public sealed record StatusCodeData : IRspJson<StatusCodeData>
{
    /// <summary>The subject and the reason.</summary>
    public required StatusCode Code { get; init; }

    /// <summary>Which subject: an ICCID, for example.</summary>
    public string? SubjectIdentifier { get; init; }

    /// <summary>Text for people.</summary>
    public string? Message { get; init; }

    /// <inheritdoc/>
    public static StatusCodeData Read(JsonObjectReader json) => new()
    {
        Code = new(json.Text("subjectCode"), json.Text("reasonCode")),
        SubjectIdentifier = json.Has("subjectIdentifier") ? json.Text("subjectIdentifier") : null,
        Message = json.Has("message") ? json.Text("message") : null,
    };

    /// <inheritdoc/>
    public void Write(JsonObjectWriter json)
    {
        json.Text("subjectCode", Code.Subject);
        json.Text("reasonCode", Code.Reason);
        if (SubjectIdentifier is { } subject) json.Text("subjectIdentifier", subject);
        if (Message is { } message) json.Text("message", message);
    }
}

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
        string name = json.Loose("status") ?? "";
        int index = Array.IndexOf(Names, name);
        StatusCodeData? data = json.Has("statusCodeData") ? StatusCodeData.ReadAny(json, "statusCodeData")
            : json.Has("message") ? StatusCodeData.ReadAny(json, "message") : null;
        // Who says why, has refused, whatever it calls that.
        if (index < 0 && data is null) throw json.Wrong("status", name.Length == 0 ? "is missing" : $"'{name}' is none of {string.Join(", ", Names)}");
        return new() { Status = index < 0 ? ExecutionStatus.Failed : (ExecutionStatus)index, StatusCodeData = data };
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
/// <remarks>
/// It is read as servers in the field write it: codes as numbers, without a part, with members of their own, or text in the place of all. What a
/// server says is for a person, who is better off with half of it than with none.
/// </remarks>
public sealed record StatusCodeData : IRspJson<StatusCodeData>
{
    /// <summary>The subject and the reason; a part that was not told is empty.</summary>
    public required StatusCode Code { get; init; }

    /// <summary>Which subject: an ICCID, for example.</summary>
    public string? SubjectIdentifier { get; init; }

    /// <summary>Text for people, with what other members a server has added ("name: text").</summary>
    public string? Message { get; init; }

    /// <inheritdoc/>
    public static StatusCodeData Read(JsonObjectReader json)
    {
        string others = string.Join("; ", json.Others(Members).Select(one => $"{one.Name}: {one.Text}"));
        string? message = json.Loose("message");
        return new()
        {
            Code = new(json.Loose("subjectCode")?.Trim() ?? "", json.Loose("reasonCode")?.Trim() ?? ""),
            SubjectIdentifier = json.Loose("subjectIdentifier"),
            Message = others.Length == 0 ? message : string.IsNullOrEmpty(message) ? others : $"{message} ({others})",
        };
    }

    /// <summary>The same of what may be no object at all.</summary>
    internal static StatusCodeData ReadAny(JsonObjectReader json, string name) =>
        json.LooseObject(name) is { } data ? Read(data) : new() { Code = new("", ""), Message = json.Loose(name) };

    /// <inheritdoc/>
    public void Write(JsonObjectWriter json)
    {
        json.Text("subjectCode", Code.Subject);
        json.Text("reasonCode", Code.Reason);
        if (SubjectIdentifier is { } subject) json.Text("subjectIdentifier", subject);
        if (Message is { } message) json.Text("message", message);
    }

    private static readonly string[] Members = ["subjectCode", "reasonCode", "subjectIdentifier", "message"];
}

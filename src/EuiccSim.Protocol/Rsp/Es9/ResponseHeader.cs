namespace EuiccSim.Protocol.Rsp.Es9;

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
public sealed record ResponseHeader
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

    internal static ResponseHeader Read(Es9JsonReader header) => ReadStatus(header, "functionExecutionStatus");

    internal static ResponseHeader ReadStatus(Es9JsonReader json, string member)
    {
        Es9JsonReader status = json.Object(member);
        string name = status.Text("status");
        int index = Array.IndexOf(Names, name);
        if (index < 0) throw new Es9MessageException($"{member}.status: '{name}' is none of {string.Join(", ", Names)}");
        return new()
        {
            Status = (ExecutionStatus)index,
            StatusCodeData = status.Has("statusCodeData") ? StatusCodeData.Read(status.Object("statusCodeData")) : null,
        };
    }

    internal void Write(Es9JsonWriter json) => json.Object("header", header => WriteStatus(header, "functionExecutionStatus"));

    internal void WriteStatus(Es9JsonWriter json, string member) => json.Object(member, status =>
    {
        status.Text("status", Names[(int)Status]);
        StatusCodeData?.Write(status);
    });

    private static readonly string[] Names = ["Executed-Success", "Executed-WithWarning", "Failed", "Expired"];
}

/// <summary>Why a function failed. SGP.22 v2.5 §5.2.6.</summary>
public sealed record StatusCodeData
{
    /// <summary>The subject and the reason.</summary>
    public required StatusCode Code { get; init; }

    /// <summary>Which subject: an ICCID, for example.</summary>
    public string? SubjectIdentifier { get; init; }

    /// <summary>Text for people.</summary>
    public string? Message { get; init; }

    internal static StatusCodeData Read(Es9JsonReader json) => new()
    {
        Code = new(json.Text("subjectCode"), json.Text("reasonCode")),
        SubjectIdentifier = json.OptionalText("subjectIdentifier"),
        Message = json.OptionalText("message"),
    };

    internal void Write(Es9JsonWriter json) => json.Object("statusCodeData", data =>
    {
        data.Text("subjectCode", Code.Subject);
        data.Text("reasonCode", Code.Reason);
        data.OptionalText("subjectIdentifier", SubjectIdentifier);
        data.OptionalText("message", Message);
    });
}

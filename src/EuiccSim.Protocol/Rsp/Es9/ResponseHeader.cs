using System.Text.Json;

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

    internal static ResponseHeader Read(Es9JsonReader header)
    {
        Es9JsonReader status = header.Object("functionExecutionStatus");
        string name = status.Text("status");
        int index = Array.IndexOf(Names, name);
        if (index < 0) throw new Es9MessageException($"header.functionExecutionStatus.status: '{name}' is none of {string.Join(", ", Names)}");
        return new()
        {
            Status = (ExecutionStatus)index,
            StatusCodeData = status.Has("statusCodeData") ? StatusCodeData.Read(status.Object("statusCodeData")) : null,
        };
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("header");
        json.WriteStartObject("functionExecutionStatus");
        json.WriteString("status", Names[(int)Status]);
        StatusCodeData?.Write(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

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

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("statusCodeData");
        json.WriteString("subjectCode", Code.Subject);
        json.WriteString("reasonCode", Code.Reason);
        if (SubjectIdentifier is not null) json.WriteString("subjectIdentifier", SubjectIdentifier);
        if (Message is not null) json.WriteString("message", Message);
        json.WriteEndObject();
    }
}

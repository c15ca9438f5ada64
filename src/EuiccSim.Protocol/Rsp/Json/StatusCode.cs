namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>Why a server refuses: what the matter is about, and what is the matter with it. SGP.22 v2.5 §5.2.6.</summary>
/// <param name="Subject">The subject code, "8.2.6".</param>
/// <param name="Reason">The reason code, "3.8".</param>
public readonly record struct StatusCode(string Subject, string Reason)
{
    /// <summary>In words: "MatchingID: refused".</summary>
    public string Description =>
        $"{StatusCodes.Subjects.GetValueOrDefault(Subject, "unknown subject")}: {StatusCodes.Reasons.GetValueOrDefault(Reason, "unknown reason")}";

    /// <summary>"8.2.6/3.8".</summary>
    public override string ToString() => $"{Subject}/{Reason}";
}

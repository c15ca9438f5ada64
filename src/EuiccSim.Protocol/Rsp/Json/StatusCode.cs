namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>Why a server refuses: what the matter is about, and what is the matter with it. SGP.22 v2.5 §5.2.6.</summary>
/// <param name="Subject">The subject code, "8.2.6".</param>
/// <param name="Reason">The reason code, "3.8".</param>
public readonly record struct StatusCode(string Subject, string Reason)
{
    /// <summary>In words: "MatchingID: refused".</summary>
    public string Description => IsEmpty ? "no status code" : $"{Words(StatusCodes.Subjects, Subject, "subject")}: {Words(StatusCodes.Reasons, Reason, "reason")}";

    /// <summary>True if neither part was told.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Subject) && string.IsNullOrEmpty(Reason);

    /// <summary>"8.2.6/3.8"; "?" stands for a part that was not told, and both together are "no status code".</summary>
    public override string ToString() => IsEmpty ? "no status code" : $"{Part(Subject)}/{Part(Reason)}";

    private static string Words(IReadOnlyDictionary<string, string> table, string code, string what) =>
        string.IsNullOrEmpty(code) ? $"no {what} told" : table.GetValueOrDefault(code, $"unknown {what}");

    private static string Part(string code) => string.IsNullOrEmpty(code) ? "?" : code;
}

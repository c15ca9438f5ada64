namespace EuiccSim.Lpa.Es9;

/// <summary>Why a server refused: a subject code and a reason code. SGP.22 v2.5 §5.2.6; the codes of each function are in §5.6 to §5.8.</summary>
/// <param name="Subject">What the refusal is about, "8.2.6".</param>
/// <param name="Reason">What is wrong with it, "3.8".</param>
/// <param name="Message">The server's own words, if it gave any.</param>
public sealed record StatusCode(string Subject, string Reason, string? Message = null)
{
    /// <summary>What the codes mean, in words; codes that SGP.22 does not know are told as they are.</summary>
    public string Meaning => StatusCodeMeaning.Of(Subject, Reason);

    /// <summary>"8.2.6/3.8 (MatchingID: refused)", with the server's words after it.</summary>
    public override string ToString() =>
        string.IsNullOrEmpty(Message) ? $"{Subject}/{Reason} ({Meaning})" : $"{Subject}/{Reason} ({Meaning}): {Message}";
}

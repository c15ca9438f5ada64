using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Lpa.Es9;

/// <summary>What a refusal means for the user. SGP.22 v2.5 §5.6, §5.8.</summary>
internal static class StatusCodeMeaning
{
    internal static string Of(StatusCode code)
    {
        if (code.IsEmpty) return "no status code";
        return Sentences.TryGetValue((code.Subject, code.Reason), out string? meaning) ? meaning : code.Description;
    }

    // Where "subject: reason" would leave the user guessing.
    private static readonly Dictionary<(string Subject, string Reason), string> Sentences = new()
    {
        [("8.1", "4.8")] = "the eUICC has not enough memory for the profile",
        [("8.1", "6.1")] = "the eUICC's signature does not verify, or it signed another challenge",
        [("8.1.1", "2.2")] = "the order needs an EID",
        [("8.1.1", "3.8")] = "the profile is meant for another eUICC",
        [("8.1.1", "3.10")] = "the profile is meant for another eUICC",
        [("8.1.2", "6.1")] = "the certificate of the eUICC's manufacturer is not valid",
        [("8.1.2", "6.3")] = "the certificate of the eUICC's manufacturer has expired",
        [("8.1.3", "6.1")] = "the eUICC's certificate is not valid",
        [("8.1.3", "6.3")] = "the eUICC's certificate has expired",
        [("8.2", "1.2")] = "the profile is not released for download",
        [("8.2", "3.7")] = "the profile cannot be bound to this eUICC again",
        [("8.2.5", "4.3")] = "there is no profile that this device and eUICC can use",
        [("8.2.6", "3.8")] = "the server does not know the MatchingID, or the order is used up",
        [("8.2.7", "2.2")] = "the Confirmation Code is missing",
        [("8.2.7", "3.8")] = "the Confirmation Code is wrong",
        [("8.2.7", "6.4")] = "the Confirmation Code was wrong too often; the order is closed",
        [("8.8.1", "3.8")] = "the server does not answer to the address it was called by",
        [("8.8.2", "3.1")] = "the server supports none of the eUICC's certificate issuers",
        [("8.8.3", "3.1")] = "the server does not support the eUICC's version of SGP.22",
        [("8.8.4", "3.7")] = "the server has no certificate that the eUICC can verify",
        [("8.8.5", "4.10")] = "the download order has expired",
        [("8.8.5", "6.4")] = "the download was tried too often; the order is closed",
        [("8.9.1", "3.8")] = "the discovery server does not answer to the address it was called by",
        [("8.9.2", "3.1")] = "the discovery server supports none of the eUICC's certificate issuers",
        [("8.9.3", "3.1")] = "the discovery server does not support the eUICC's version of SGP.22",
        [("8.9.4", "3.7")] = "the discovery server has no certificate that the eUICC can verify",
        [("8.9.5", "3.9")] = "the discovery server has no such event",
        [("8.10.1", "3.9")] = "the server does not know the session; it may have timed out",
        [("8.11.1", "3.9")] = "the server does not know the certificate issuer of the eUICC",
    };

    /// <summary>What a person can do; null where nothing is known.</summary>
    internal static string? AdviceFor(StatusCode code) =>
        Advices.TryGetValue((code.Subject, code.Reason), out string? advice) ? advice : null;

    private const string AskProvider = "Ask whoever gave you the Activation Code";
    private const string OtherCertificates = "Test eUICCs get profiles from test servers only, real ones from real servers only: try a server of the eUICC's own kind.";

    private static readonly Dictionary<(string Subject, string Reason), string> Advices = new()
    {
        [("8.1", "4.8")] = "Delete a profile that is not needed any more, and try again.",
        [("8.1", "6.1")] = "Try again; if it stays so, the eUICC or what is between it and the server is faulty.",
        [("8.1.1", "2.2")] = $"{AskProvider} to bind the order to this eUICC's EID.",
        [("8.1.1", "3.8")] = "Use the eUICC that it was ordered for, or ask for another one for this EID.",
        [("8.1.1", "3.10")] = "Use the eUICC that it was ordered for, or ask for another one for this EID.",
        [("8.1.2", "6.1")] = OtherCertificates,
        [("8.1.2", "6.3")] = "The eUICC is too old for this server; only its maker can help.",
        [("8.1.3", "6.1")] = OtherCertificates,
        [("8.1.3", "6.3")] = "The eUICC is too old for this server; only its maker can help.",
        [("8.2", "1.2")] = $"{AskProvider} to release it.",
        [("8.2", "3.7")] = $"{AskProvider} for a new one: the profile was fetched before and cannot be fetched again.",
        [("8.2.5", "4.3")] = $"{AskProvider} for a profile that fits this device: the eUICC's capabilities or the device's do not suffice.",
        [("8.2.6", "3.8")] = $"Check the Activation Code; codes are good for one installation. {AskProvider} for a new one.",
        [("8.2.7", "2.2")] = "Try again with the Confirmation Code, which comes apart from the Activation Code.",
        [("8.2.7", "3.8")] = "Try again with the right Confirmation Code; the server counts the tries.",
        [("8.2.7", "6.4")] = $"{AskProvider} for a new one.",
        [("8.8.1", "3.8")] = "Check the server's name: a server answers to the one in its certificates.",
        [("8.8.2", "3.1")] = OtherCertificates,
        [("8.8.3", "3.1")] = "Try another server, or another eUICC: their versions are too far apart.",
        [("8.8.4", "3.7")] = OtherCertificates,
        [("8.8.5", "4.10")] = $"{AskProvider} for a new one.",
        [("8.8.5", "6.4")] = $"{AskProvider} for a new one.",
        [("8.9.1", "3.8")] = "Check the server's name: a server answers to the one in its certificates.",
        [("8.9.2", "3.1")] = OtherCertificates,
        [("8.9.3", "3.1")] = "Try another SM-DS: the versions are too far apart.",
        [("8.9.4", "3.7")] = OtherCertificates,
        [("8.9.5", "3.9")] = "Ask the SM-DS again: somebody else may have fetched what waited.",
        [("8.10.1", "3.9")] = "Try again from the beginning, and answer questions sooner.",
        [("8.11.1", "3.9")] = OtherCertificates,
    };
}

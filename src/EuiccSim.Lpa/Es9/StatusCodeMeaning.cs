using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Lpa.Es9;

/// <summary>What a refusal means for the user. SGP.22 v2.5 §5.6, §5.8.</summary>
internal static class StatusCodeMeaning
{
    internal static string Of(StatusCode code)
    {
        if (code.Subject.Length == 0) return "no status code";
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
}

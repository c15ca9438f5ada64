namespace EuiccSim.Lpa.Es9;

/// <summary>Subject and reason codes in words. SGP.22 v2.5 §5.2.6, §5.6, §5.8.</summary>
internal static class StatusCodeMeaning
{
    internal static string Of(string subject, string reason)
    {
        if (Pairs.TryGetValue((subject, reason), out string? meaning)) return meaning;
        string what = Subjects.TryGetValue(subject, out string? name) ? name : $"subject {subject}";
        string why = Reasons.TryGetValue(reason, out string? words) ? words : $"reason {reason}";
        return $"{what}: {why}";
    }

    // Where the two words alone would leave the user guessing.
    private static readonly Dictionary<(string Subject, string Reason), string> Pairs = new()
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

    private static readonly Dictionary<string, string> Subjects = new()
    {
        ["1.2"] = "function requester", ["1.2.1"] = "function requester identifier", ["1.6"] = "function provider",
        ["8.1"] = "eUICC", ["8.1.1"] = "EID", ["8.1.2"] = "EUM certificate", ["8.1.3"] = "eUICC certificate",
        ["8.1.4"] = "EUM's range of EIDs", ["8.2"] = "profile", ["8.2.1"] = "ICCID", ["8.2.5"] = "profile type",
        ["8.2.6"] = "MatchingID", ["8.2.7"] = "Confirmation Code", ["8.8"] = "SM-DP+", ["8.8.1"] = "SM-DP+ address",
        ["8.8.2"] = "security configuration of the SM-DP+", ["8.8.3"] = "specification version", ["8.8.4"] = "SM-DP+ certificate",
        ["8.8.5"] = "download order", ["8.9"] = "SM-DS", ["8.9.1"] = "SM-DS address", ["8.9.2"] = "security configuration of the SM-DS",
        ["8.9.3"] = "specification version", ["8.9.4"] = "SM-DS certificate", ["8.9.5"] = "event record",
        ["8.10.1"] = "transaction identifier", ["8.11.1"] = "certificate issuer's key",
    };

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["1.1"] = "unknown", ["1.2"] = "not allowed", ["2.1"] = "invalid", ["2.2"] = "mandatory element missing",
        ["2.3"] = "conditional element missing", ["3.1"] = "unsupported", ["3.3"] = "already in use", ["3.5"] = "not in a valid state",
        ["3.7"] = "unavailable", ["3.8"] = "refused", ["3.9"] = "unknown", ["3.10"] = "invalid association",
        ["4.2"] = "execution error", ["4.3"] = "stopped on a warning", ["4.8"] = "insufficient memory", ["4.10"] = "time to live expired",
        ["5.1"] = "inaccessible", ["6.1"] = "verification failed", ["6.3"] = "expired", ["6.4"] = "maximum number of attempts exceeded",
    };
}

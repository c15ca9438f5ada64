using System.Collections.Frozen;

namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>The status codes of ES9+ and ES11, and the names of their parts in our own words. SGP.22 v2.5 §5.2.6, §5.6, §5.8.</summary>
public static class StatusCodes
{
    /// <summary>The address is not the server's.</summary>
    public static StatusCode SmdpAddressRefused { get; } = new("8.8.1", "3.8");

    /// <summary>The server supports none of the eUICC's root CIs.</summary>
    public static StatusCode SecurityConfigurationUnsupported { get; } = new("8.8.2", "3.1");

    /// <summary>The eUICC's version of SGP.22 is not supported.</summary>
    public static StatusCode SvnUnsupported { get; } = new("8.8.3", "3.1");

    /// <summary>The server has no certificate that the eUICC can verify.</summary>
    public static StatusCode SmdpCertificateUnavailable { get; } = new("8.8.4", "3.7");

    /// <summary>The session is not known.</summary>
    public static StatusCode TransactionIdUnknown { get; } = new("8.10.1", "3.9");

    /// <summary>The root CI of the eUICC's chain is not known.</summary>
    public static StatusCode CiPublicKeyUnknown { get; } = new("8.11.1", "3.9");

    /// <summary>The certificate of the eUICC's maker is not good.</summary>
    public static StatusCode EumCertificateInvalid { get; } = new("8.1.2", "6.1");

    /// <summary>The certificate of the eUICC's maker has expired.</summary>
    public static StatusCode EumCertificateExpired { get; } = new("8.1.2", "6.3");

    /// <summary>The eUICC's certificate is not good.</summary>
    public static StatusCode EuiccCertificateInvalid { get; } = new("8.1.3", "6.1");

    /// <summary>The eUICC's certificate has expired.</summary>
    public static StatusCode EuiccCertificateExpired { get; } = new("8.1.3", "6.3");

    /// <summary>The eUICC's signature does not verify, or the challenge is not the server's.</summary>
    public static StatusCode EuiccSignatureInvalid { get; } = new("8.1", "6.1");

    /// <summary>The eUICC has not enough memory.</summary>
    public static StatusCode EuiccMemoryInsufficient { get; } = new("8.1", "4.8");

    /// <summary>The profile is for another eUICC.</summary>
    public static StatusCode EidRefused { get; } = new("8.1.1", "3.8");

    /// <summary>The profile is not released.</summary>
    public static StatusCode ProfileNotAllowed { get; } = new("8.2", "1.2");

    /// <summary>The package is bound to another key, and cannot be bound again.</summary>
    public static StatusCode ProfileUnavailable { get; } = new("8.2", "3.7");

    /// <summary>No profile fits this eUICC and device.</summary>
    public static StatusCode ProfileTypeNotEligible { get; } = new("8.2.5", "4.3");

    /// <summary>No profile waits under this MatchingID.</summary>
    public static StatusCode MatchingIdRefused { get; } = new("8.2.6", "3.8");

    /// <summary>A Confirmation Code is needed.</summary>
    public static StatusCode ConfirmationCodeMissing { get; } = new("8.2.7", "2.2");

    /// <summary>The Confirmation Code is wrong.</summary>
    public static StatusCode ConfirmationCodeRefused { get; } = new("8.2.7", "3.8");

    /// <summary>The Confirmation Code was wrong too often.</summary>
    public static StatusCode ConfirmationCodeRetriesExceeded { get; } = new("8.2.7", "6.4");

    /// <summary>The order has expired.</summary>
    public static StatusCode DownloadOrderExpired { get; } = new("8.8.5", "4.10");

    /// <summary>The profile was asked for too often.</summary>
    public static StatusCode DownloadOrderAttemptsExceeded { get; } = new("8.8.5", "6.4");

    /// <summary>The address is not the SM-DS's.</summary>
    public static StatusCode SmdsAddressRefused { get; } = new("8.9.1", "3.8");

    /// <summary>The SM-DS supports none of the eUICC's root CIs.</summary>
    public static StatusCode SmdsSecurityConfigurationUnsupported { get; } = new("8.9.2", "3.1");

    /// <summary>The eUICC's version of SGP.22 is not supported by the SM-DS.</summary>
    public static StatusCode SmdsSvnUnsupported { get; } = new("8.9.3", "3.1");

    /// <summary>The SM-DS has no certificate that the eUICC can verify.</summary>
    public static StatusCode SmdsCertificateUnavailable { get; } = new("8.9.4", "3.7");

    /// <summary>An event with this identifier is registered already.</summary>
    public static StatusCode EventRecordInUse { get; } = new("8.9.5", "3.3");

    /// <summary>There is no such event.</summary>
    public static StatusCode EventRecordUnknown { get; } = new("8.9.5", "3.9");

    /// <summary>What a subject code stands for.</summary>
    public static IReadOnlyDictionary<string, string> Subjects { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["1"] = "general",
        ["1.1"] = "function requester",
        ["1.2"] = "function provider",
        ["1.2.1"] = "validity period",
        ["1.3"] = "protocol",
        ["1.3.1"] = "protocol format",
        ["1.3.2"] = "protocol version",
        ["1.6"] = "function",
        ["8"] = "remote provisioning",
        ["8.1"] = "eUICC",
        ["8.1.1"] = "EID",
        ["8.1.2"] = "certificate of the eUICC's maker",
        ["8.1.3"] = "certificate of the eUICC",
        ["8.1.4"] = "EID range of the eUICC's maker",
        ["8.2"] = "profile",
        ["8.2.1"] = "profile's ICCID",
        ["8.2.5"] = "profile type",
        ["8.2.6"] = "MatchingID",
        ["8.2.7"] = "Confirmation Code",
        ["8.2.8"] = "profile policy rules",
        ["8.2.9"] = "profile metadata",
        ["8.2.10"] = "Bound Profile Package",
        ["8.8"] = "SM-DP+",
        ["8.8.1"] = "SM-DP+ address",
        ["8.8.2"] = "SM-DP+ security configuration",
        ["8.8.3"] = "specification version supported by the SM-DP+",
        ["8.8.4"] = "SM-DP+ certificate",
        ["8.8.5"] = "download order",
        ["8.9"] = "SM-DS",
        ["8.9.1"] = "SM-DS address",
        ["8.9.2"] = "SM-DS security configuration",
        ["8.9.3"] = "specification version supported by the SM-DS",
        ["8.9.4"] = "SM-DS certificate",
        ["8.9.5"] = "event record",
        ["8.10"] = "session",
        ["8.10.1"] = "transaction identifier",
        ["8.11"] = "certificate issuer",
        ["8.11.1"] = "certificate issuer's public key",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a reason code stands for.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["1.1"] = "unknown",
        ["1.2"] = "not allowed",
        ["2.1"] = "invalid",
        ["2.2"] = "mandatory element missing",
        ["2.3"] = "conditional element missing",
        ["3.1"] = "not supported",
        ["3.3"] = "already in use",
        ["3.5"] = "not in the right state",
        ["3.7"] = "not available",
        ["3.8"] = "refused",
        ["3.9"] = "unknown",
        ["3.10"] = "does not belong together",
        ["3.11"] = "has changed",
        ["4.2"] = "failed in execution",
        ["4.3"] = "stopped on a warning",
        ["4.4"] = "busy",
        ["4.8"] = "not enough memory",
        ["4.10"] = "expired before use",
        ["5.1"] = "not reachable",
        ["5.3"] = "expired before execution",
        ["6.1"] = "verification failed",
        ["6.3"] = "expired",
        ["6.4"] = "too many attempts",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}

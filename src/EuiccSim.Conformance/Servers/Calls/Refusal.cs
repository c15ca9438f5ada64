namespace EuiccSim.Conformance.Servers.Calls;

/// <summary>How a server says no: the status code of the JSON binding, and the number of the ASN.1 binding where there is one.</summary>
/// <param name="Code">Subject and reason: "8.1/6.1".</param>
/// <param name="Error">The number; null where the ASN.1 module has none.</param>
internal sealed record Refusal(string Code, int? Error = null);

/// <summary>The refusals that SGP.22 v2.5 names, function by function (§5.6, §5.8, §5.9, §6.6.2).</summary>
internal static class Refusals
{
    // InitiateAuthentication
    internal static readonly Refusal AddressRefused = new("8.8.1/3.8", 1);
    internal static readonly Refusal CiUnsupported = new("8.8.2/3.1", 3);
    internal static readonly Refusal SvnUnsupported = new("8.8.3/3.1", 2);
    internal static readonly Refusal CertificateUnavailable = new("8.8.4/3.7", 3);
    internal static readonly Refusal SmdsAddressRefused = new("8.9.1/3.8", 1);
    internal static readonly Refusal SmdsCiUnsupported = new("8.9.2/3.1", 3);
    internal static readonly Refusal SmdsSvnUnsupported = new("8.9.3/3.1", 2);
    internal static readonly Refusal SmdsCertificateUnavailable = new("8.9.4/3.7", 3);

    // AuthenticateClient
    internal static readonly Refusal EumInvalid = new("8.1.2/6.1", 1);
    internal static readonly Refusal EumExpired = new("8.1.2/6.3", 2);
    internal static readonly Refusal EuiccInvalid = new("8.1.3/6.1", 3);
    internal static readonly Refusal EuiccExpired = new("8.1.3/6.3", 4);
    internal static readonly Refusal EinOutOfRange = new("8.1.4/6.1", 3);
    internal static readonly Refusal Signature = new("8.1/6.1", 5);
    internal static readonly Refusal MatchingId = new("8.2.6/3.8", 6);
    internal static readonly Refusal EidRefused = new("8.1.1/3.8", 7);
    internal static readonly Refusal NoEligibleProfile = new("8.2.5/4.3", 8);
    internal static readonly Refusal CiUnknown = new("8.11.1/3.9", 9);
    internal static readonly Refusal Transaction = new("8.10.1/3.9", 10);
    internal static readonly Refusal Memory = new("8.1/4.8", 11);
    internal static readonly Refusal NotReleased = new("8.2/1.2", 127);
    internal static readonly Refusal OrderExpired = new("8.8.5/4.10", 127);
    internal static readonly Refusal AttemptsExceeded = new("8.8.5/6.4", 127);

    // AuthenticateClient of ES11
    internal static readonly Refusal EventUnknown = new("8.9.5/3.9", 6);
    internal static readonly Refusal EventInUse = new("8.9.5/3.3");
    internal static readonly Refusal SmdsTransaction = new("8.10.1/3.9", 7);

    // GetBoundProfilePackage
    internal static readonly Refusal PackageSignature = new("8.1/6.1", 1);
    internal static readonly Refusal CodeMissing = new("8.2.7/2.2", 2);
    internal static readonly Refusal CodeRefused = new("8.2.7/3.8", 3);
    internal static readonly Refusal CodeRetriesExceeded = new("8.2.7/6.4", 4);
    internal static readonly Refusal RebindingRefused = new("8.2/3.7", 5);
    internal static readonly Refusal PackageTransaction = new("8.10.1/3.9", 95);

    // CancelSession
    internal static readonly Refusal CancelTransaction = new("8.10.1/3.9", 1);
    internal static readonly Refusal CancelSignature = new("8.1/6.1", 2);
    internal static readonly Refusal ServerOid = new("8.8/3.10", 127);

    /// <summary>
    /// What an order that cannot be had is refused with in AuthenticateClient: the standard names one for each reason, and which of them a
    /// used, cancelled or failed order has, it leaves open.
    /// </summary>
    internal static readonly Refusal[] NotToBeHad = [MatchingId, NotReleased, EidRefused, NoEligibleProfile, OrderExpired, AttemptsExceeded];
}

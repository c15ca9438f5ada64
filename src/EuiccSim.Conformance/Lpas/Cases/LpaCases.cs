using EuiccSim.Conformance.Cases;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>The cases for LPAs, SGP.23 §4.4 and §5.4.</summary>
internal static class LpaCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. CommandCases.All,
        .. PackageCases.All,
        .. RelayCases.All,
        .. LaterVersionCases.All,
        .. HttpFormCases.All,
        .. HttpFaultCases.All,
        .. CodeCases.All,
        .. BadCodeCases.All,
        .. ConfirmationCases.All,
        .. RefusalCases.All,
        .. SessionCases.All,
        .. CancelCases.All,
        .. NotificationCases.All,
        .. DeliveryFaultCases.All,
        .. TlsCases.All,
        .. DiscoveryCases.All,
        .. ManagementCases.All,
        .. ManagementFaultCases.All,
        .. InterruptionCases.All,
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("LPAd/timeout", Side.Lpa, "A server that does not answer: the LPA gives up and cancels", "SGP.22 does not say how long an LPA waits"),
        new("LPAd/user-timeout", Side.Lpa, "A user who does not answer: CancelSession with timeout", "SGP.22 does not say how long a user may think"),
        new("LPAd/user-intent", Side.Lpa, "The user's intent is asked for as SGP.21 wants it, with authentication where it is set", "what a screen asks is not seen by card and servers"),
        new("LPAd/tls-curve", Side.Lpa, "A server whose TLS certificate has a key on a curve that SGP.22 does not have", "the platform's TLS of this run has the curves of SGP.22 only"),
        new("LPAd/tls-revoked", Side.Lpa, "A server whose TLS certificate is on the CI's revocation list", "the list would have to be at the address in the certificate, which is another machine's"),
        new("LPAd/asn1", Side.Lpa, "ES9+ in the ASN.1 binding", "the servers of a run speak JSON; an LPA may choose either"),
        new("LPAd/rpm", Side.Lpa, "Remote profile management, device change, enterprise profiles, push", "SGP.22 v3"),
        new("LPAe/all", Side.Lpa, "An LPA in the eUICC", "an LPAe is not driven by calls from outside"),
    ];
}

using EuiccSim.Conformance.Cases;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>The cases for an SM-DP+ (SGP.23 §4.3) and an SM-DS (§4.5).</summary>
internal static class ServerCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. OrderCases.All,
        .. CancelOrderCases.All,
        .. ClientTlsCases.OfOperators,
        .. InitiateAuthenticationCases.Of(ServerKind.Smdp),
        .. PackageCases.All,
        .. RetryCases.All,
        .. PackageErrorCases.All,
        .. OfferCases.All,
        .. CertificateCases.Of(ServerKind.Smdp),
        .. ClientCases.Of(ServerKind.Smdp),
        .. OfferErrorCases.All,
        .. NotificationCases.All,
        .. CancelCases.All,
        .. TlsCases.Of(Side.Smdp),
        .. HttpCases.All,
        .. MalformedCases.All,
        .. FlowCases.All,

        .. InitiateAuthenticationCases.Of(ServerKind.Smds),
        .. EventCases.All,
        .. CertificateCases.Of(ServerKind.Smds),
        .. ClientCases.Of(ServerKind.Smds),
        .. ClientTlsCases.OfServers,
        .. TlsCases.Of(Side.Smds),
    ];

    internal static IEnumerable<AbsentCase> Absent => [.. OrderCases.Absent, .. RetryCases.Absent, .. OfferCases.Absent, .. OfferErrorCases.Absent, .. s_frp];

    private static readonly AbsentCase[] s_frp =
    [
        new("4.3.14.2/frp", Side.Smdp, "AuthenticateClient on FRP256v1", "for further study in SGP.23"),
        new("4.3.17/frp", Side.Smdp, "TLS on FRP256v1", "TLS has no number for this curve"),
    ];
}

using System.Security.Authentication;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: the certificate that a server shows in TLS. To one that is not right nothing is sent.</summary>
internal static class TlsCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Refused("LPAd/tls-expired", TlsFault.Expired, "has expired"),
        Refused("LPAd/tls-not-yet-valid", TlsFault.NotYetValid, "is not valid yet"),
        Refused("LPAd/tls-other-name", TlsFault.OtherName, "is for another name"),
        Refused("LPAd/tls-other-role", TlsFault.OtherRole, "has the role of CERT.DPauth, not of CERT.DP.TLS"),
        Refused("LPAd/tls-client-only", TlsFault.NoServerPurpose, "is for TLS clients alone (extended key usage)"),
        Refused("LPAd/tls-no-purpose", TlsFault.NoPurpose, "has no extended key usage"),
        Refused("LPAd/tls-key-usage", TlsFault.OtherKeyUsage, "has a key that is not for signatures (key usage)"),
        Refused("LPAd/tls-foreign-ci", TlsFault.ForeignCi, "was issued by another CI of the same name"),
        Refused("LPAd/tls-self-signed", TlsFault.SelfSigned, "is signed by itself"),
        Refused("LPAd/tls-bad-signature", TlsFault.BadSignature, "has a signature that does not verify"),
        Accepted("LPAd/tls-12", SslProtocols.Tls12, "A server that offers TLS 1.2 alone can be used"),
    ];

    private static ConformanceCase Refused(string id, TlsFault fault, string what) =>
        Download(id, "SGP.22 §2.6.6, §4.5.2", $"To a server whose TLS certificate {what} nothing is sent", async bench =>
        {
            LpaScene scene = await bench.OpenAsync(new() { TlsFault = fault });
            OrderedProfile order = await scene.OrderAsync();
            LpaVisit visit = await bench.DownloadAsync(order);
            bench.ExpectNothingSent(visit);
            await bench.ExpectNotInstalledAsync(scene, visit, order);
        });

    private static ConformanceCase Accepted(string id, SslProtocols versions, string title) => Download(id, "SGP.22 §2.6.6", title, async bench =>
    {
        LpaScene scene = await bench.OpenAsync(new() { TlsVersions = versions });
        OrderedProfile order = await scene.OrderAsync();
        LpaVisit visit = await bench.DownloadAsync(order);
        await bench.ExpectInstalledAsync(scene, visit, order);
    });
}

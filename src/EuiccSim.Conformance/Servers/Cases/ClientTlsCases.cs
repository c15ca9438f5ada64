using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>Who comes to ES2+ or ES12 without the right certificate. SGP.22 v2.5 §5.3, §5.9, §2.6.6.</summary>
internal static class ClientTlsCases
{
    internal static IEnumerable<ConformanceCase> OfOperators =>
    [
        Es2("no-certificate", "An operator without a certificate is refused", _ => null),
        Es2("foreign-certificate", "An operator whose certificate is of a CA that the server does not know is refused", Foreign),
    ];

    internal static IEnumerable<ConformanceCase> OfServers =>
    [
        Es12("no-certificate", "An SM-DP+ without a certificate is refused", _ => null),
        Es12("foreign-certificate", "An SM-DP+ whose certificate is of a CA that the SM-DS does not know is refused", Foreign),
        Es12("role", "A certificate of an SM-DS is refused in the place of an SM-DP+'s", bench =>
            bench.Server.Trusted.FirstOrDefault(pki => pki is { DsTls: not null, DsTlsKey: not null })?.ToSmdsTlsCertificate()
            ?? throw Running.Bench.DoesNotApply("keys: CERT.DS.TLS with its key is not in --pki")),
    ];

    private static ConformanceCase Es2(string word, string title, Func<ServerBench, X509Certificate2?> certificate) => ConformanceCase.Of<ServerBench>(
        $"ES2+/{word}", title, "SGP.22 §5.3", Side.Smdp, CaseEffect.Reads, [ServerOption.Es2, ServerOption.Tls],
        bench => RefusedAsync(bench, bench.Target.Es2!, "es2plus", "downloadOrder", Es2Request.DownloadOrder(bench.Random, Digits.DrawIccid(bench.Random)), certificate(bench)));

    private static ConformanceCase Es12(string word, string title, Func<ServerBench, X509Certificate2?> certificate) => ConformanceCase.Of<ServerBench>(
        $"4.5/es12-{word}", title, "SGP.22 §5.9", Side.Smds, CaseEffect.Reads, [ServerOption.Es12, ServerOption.Of(Side.Smds, ServerOption.Tls)],
        // An event that is not there: nothing would be done for anybody.
        bench => RefusedAsync(bench, bench.Target.Es12!, "es12", "deleteEvent", Es2Request.DeleteEvent(bench.Random, SomeEid, "CONFORMANCE"), certificate(bench)));

    /// <summary>The handshake breaks, or HTTP refuses: no function answers.</summary>
    private static async Task RefusedAsync(ServerBench bench, ServerWire way, string interfaceName, string function, JsonObject request, X509Certificate2? certificate)
    {
        using (certificate)
        using (ServerWire other = new(way.Url, way.Interface, way.Options with { ClientCertificate = certificate, Attempts = 1 }, null))
        {
            try
            {
                HttpAnswer answer = await bench.SendAsync(other, HttpAsk.Json(interfaceName, function, FunctionCall.Write(request)) with { UserAgent = null });
                bench.Expect(answer.Status is 401 or 403, "an alert of TLS, or HTTP status 401 or 403", $"HTTP status {answer.Status}");
            }
            catch (Es9TransportException fault) when (fault.Fault is Es9TransportFault.TlsFailed or Es9TransportFault.ConnectionLost or Es9TransportFault.Other)
            {
                bench.Expect(true, "an alert of TLS, or HTTP status 401 or 403");
            }
        }
    }

    private static X509Certificate2 Foreign(ServerBench bench)
    {
        using OperatorPki pki = OperatorPki.Create(bench.Random, bench.RunOptions.Time.GetUtcNow().AddYears(-1));
        return pki.ToClientCertificate();
    }

    private const string SomeEid = "89049032123451234512345678901235";
}

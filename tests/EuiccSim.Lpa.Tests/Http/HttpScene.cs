using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Http;
using EuiccSim.Lpa.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.Lpa.Tests.Http;

/// <summary>What the tests of the transport share: a PKI, a clock that stands still, and how to call.</summary>
internal static class HttpScene
{
    internal const string Host = "testsmdpplus1.example.com";

    internal static DateTimeOffset Start { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    internal static RspPki Nist { get; } = TestPki.Create(EcCurve.NistP256, new SeededRandom("http"), Start).WithSystemKeys();

    internal static RspPki Other { get; } = TestPki.Create(EcCurve.NistP256, new SeededRandom("other"), Start).WithSystemKeys();

    internal static RspPki Brainpool { get; } = TestPki.Create(EcCurve.BrainpoolP256r1, new SeededRandom("http"), Start).WithSystemKeys();

    /// <summary>The TLS certificate that the first PKI's CI would issue after this change.</summary>
    internal static X509Certificate2 Tls(Func<CertificateTemplate, CertificateTemplate> change, RspPki? pki = null)
    {
        pki ??= Nist;
        CertificateTemplate usual = CertificateTemplates.TlsServer(
            Protocol.Crypto.Certificates.CertificateRole.DpTls, [Host, "localhost"], new("2.999.10"), Octets.FromHex("09"), Start);
        return (pki with { DpTls = change(usual).Issue(pki.DpTlsKey!.PublicKey, pki.Ci, pki.CiKey!) }).ToTlsCertificate();
    }

    /// <summary>The first PKI's CI, on its second day.</summary>
    internal static TlsServerTrust Trust { get; } = new() { Cis = [Nist.Ci], Time = new ManualTime(Start.AddDays(1)) };

    /// <summary>Trusts the first PKI's CI, finds the server where it is, and never waits to try again.</summary>
    internal static RspHttpOptions Options(TlsServer server, TimeProvider? time = null) => new()
    {
        Trust = Trust,
        ConnectTo = new Dictionary<string, EndPoint> { [Host] = server.EndPoint },
        Time = time ?? TimeProvider.System,
        RetryPause = TimeSpan.Zero,
        UseProxy = false,
    };

    internal static async Task<Es9HttpResponse> PostAsync(RspHttpOptions options, string function = "getBoundProfilePackage", string address = Host)
    {
        using Es9HttpTransport transport = new(options);
        return await transport.PostAsync(address, function, Body, default);
    }

    internal static async Task<Es9TransportException> FaultAsync(RspHttpOptions options, string function = "getBoundProfilePackage", string address = Host) =>
        (await Assert.ThrowsAsync<Es9TransportException>(() => PostAsync(options, function, address)))!;

    internal static Octets Body { get; } = Octets.Wrap("{\"transactionId\":\"00\"}"u8.ToArray());

    internal static string Text(this Es9HttpResponse response) => Encoding.UTF8.GetString(response.Body.Span);
}

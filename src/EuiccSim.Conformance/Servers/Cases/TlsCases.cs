using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.17, and the same of an SM-DS: TLS. SGP.22 v2.5 §2.6.6, §6.1.</summary>
internal static class TlsCases
{
    internal static IEnumerable<ConformanceCase> Of(Side side)
    {
        string clause = side == Side.Smdp ? "4.3.17/" : "4.5/";
        yield return Row("nist", "The server shows a TLS certificate on P-256 under a CI, with role, name and key usage, and has its key",
            bench => ServerAsync(bench, side, EcCurve.NistP256), ServerOption.Nist);
        yield return Row("brainpool", "The server shows a TLS certificate on brainpoolP256r1 under a CI, with role, name and key usage, and has its key", bench => ServerAsync(bench, side, EcCurve.BrainpoolP256r1), ServerOption.Brainpool);
        yield return Row("cipher-suite", "TLS 1.2 with ECDHE, ECDSA and AES-128 in GCM alone is taken", async bench =>
        {
            TlsAnswer answer = await ProbeAsync(bench, new() { CipherSuites = [TlsProbe.EcdheEcdsaAes128Gcm] });
            bench.Expect(answer.IsTaken, "ServerHello to ServerHelloDone", answer.Ending);
            bench.ExpectEqual(answer.Version, TlsProbe.Tls12, "the version");
        }, ServerOption.Nist);
        yield return Refused("tls-1.1", "TLS 1.1 is refused", new() { Version = TlsProbe.Tls11, CipherSuites = [0xC009, 0xC00A] });
        yield return Refused("tls-1.0", "TLS 1.0 is refused", new() { Version = TlsProbe.Tls10, CipherSuites = [0xC009, 0xC00A] });
        yield return Refused("no-encryption", "A cipher suite that does not encrypt is refused", new() { CipherSuites = [0xC006, 0x003B] });
        yield return Refused("anonymous", "A cipher suite without a certificate is refused", new() { CipherSuites = [0xC018, 0xC019] });
        yield return Refused("rc4", "A cipher suite with RC4 or 3DES is refused", new() { CipherSuites = [0xC007, 0xC008] });

        ConformanceCase Row(string word, string title, Func<ServerBench, Task> body, params SequenceOf<string> needs) => ConformanceCase.Of(
            clause + word, title, "SGP.22 §2.6.6, §6.1", side, CaseEffect.Reads,
            SequenceOf.From(((IEnumerable<string>)[ServerOption.Tls, .. needs]).Select(need => ServerOption.Of(side, need))), body);

        ConformanceCase Refused(string word, string title, TlsProbe probe) => Row(word, title, async bench =>
        {
            TlsAnswer answer = await ProbeAsync(bench, probe);
            bench.Expect(!answer.IsTaken, "an alert, or the end of the connection", $"ServerHello with the version {answer.Version:X4} and the cipher suite {answer.CipherSuite:X4}");
        });
    }

    /// <summary>The client offers the certificate's curve and no other.</summary>
    private static async Task ServerAsync(ServerBench bench, Side side, EcCurve curve)
    {
        TlsAnswer answer = await ProbeAsync(bench, new() { Groups = [curve == EcCurve.NistP256 ? TlsProbe.P256 : TlsProbe.BrainpoolP256r1] });
        if (!answer.IsTaken && curve != EcCurve.NistP256) throw Bench.DoesNotApply($"TLS on {curve.Name}: {answer.Ending} to a client that has no other curve");
        bench.Expect(answer.IsTaken && answer.Certificates.Count > 0, "ServerHello, Certificate, ServerKeyExchange, ServerHelloDone", answer.Ending);
        RspCertificate[] sent = [.. answer.Certificates.Select(der => RspCertificate.Parse(der))];
        TrustedCi[] cis = [.. bench.Server.Served.Select(TrustedCi.From)];
        TlsServerChainOutcome? outcome = TlsServerChain.Check(sent[0], sent[1..], cis, bench.RunOptions.Time.GetUtcNow());
        if (outcome is not { } judged) throw Bench.DoesNotApply($"TLS: the certificate, issued by {sent[0].Issuer}, is under no CI that the run knows");
        bench.ExpectEqual(judged.Fault, CertificateFault.None, "what is wrong with the TLS certificate");
        bench.ExpectEqual(sent[0].Curve, curve, "the curve of its key");
        CertificateRole role = side == Side.Smdp ? CertificateRole.DpTls : CertificateRole.DsTls;
        bench.Expect(sent[0].HasRole(role), $"its role is {StandardName.Of(role)}", sent[0].Extensions.CertificatePolicies?.Value.ToString());
        string host = bench.Server.Wire.Url.Host;
        bench.Expect(CertificateChain.NamesHost(sent[0], host), $"one of its dNSNames is {host}", sent[0].Extensions.DnsNames.ToString());
        ServerSession session = await bench.Session(bench.Stranger(curve)).InitiateAsync();
        bench.ExpectEqual(sent[0].Extensions.RegisteredIds, session.ServerCertificate.Extensions.RegisteredIds, "its object identifier, which is that of serverCertificate,");
        bool isSigned = sent[0].PublicKey!.VerifyDer(answer.SignedParameters.Span, answer.Signature.Span);
        bench.Expect(isSigned, "the signature of ServerKeyExchange verifies with it", answer.Signature.ToString());
    }

    private static Task<TlsAnswer> ProbeAsync(ServerBench bench, TlsProbe probe)
    {
        bench.Step("a ClientHello is sent");
        return probe.SendAsync(bench.Server.Wire, bench.Random, bench.Ct);
    }
}

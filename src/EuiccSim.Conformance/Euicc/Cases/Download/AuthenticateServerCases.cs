using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.18: AuthenticateServer with servers that are good.</summary>
internal static class AuthenticateServerCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. OfCurve("nist", EcCurve.NistP256, EuiccDeclaration.Nist),
        .. OfCurve("brainpool", EcCurve.BrainpoolP256r1, EuiccDeclaration.Brainpool),
        .. OfCurve("frp", EcCurve.Frp256v1, EuiccDeclaration.Frp),
        Row("transaction-1", "A transactionId of one octet comes back", server => server with { TransactionId = TransactionId.Parse("5A") }),
        Row("transaction-16", "A transactionId of 16 octets comes back", server => server with { TransactionId = TransactionId.Parse("FFEEDDCCBBAA99887766554433221100") }),
        Row("address", "Another serverAddress comes back, letter by letter", server => server with { Address = "RSP.Example.com" }),
        Row("matching-id-long", "A long matchingId comes back", server => server with { MatchingId = string.Concat(Enumerable.Repeat("ABCDEF0123456789-", 14)) }),
        ReadsWithKeys("parameters", "ctxParams1 come back octet by octet, with fields that the eUICC does not know", ParametersAsync),
        ReadsWithKeys("other-ci", "The server is of one CI, and the eUICC signs under the other that was asked for", bench =>
            bench.ExpectAuthenticatedAsync(bench.Server(EcCurve.NistP256) with { SigningPki = bench.Server(EcCurve.BrainpoolP256r1).Pki }),
            EuiccDeclaration.Nist, EuiccDeclaration.Brainpool),
        ReadsWithKeys("ds", "An SM-DS is authenticated, too", bench =>
        {
            RspPki pki = bench.Target.Declaration.Pki;
            if (pki is not { DsAuth: { } certificate, DsAuthKey: { } key }) throw Running.Bench.DoesNotApply("CERT.DSauth: no, from --pki");
            return bench.ExpectAuthenticatedAsync(bench.Server(pki with { DpAuth = certificate, DpAuthKey = key }));
        }),
        ReadsWithKeys("remade", "A certificate with nothing wrong is taken, when the CI has signed it anew", bench =>
        {
            CertificateForge forge = bench.Forge(CertificateRole.DpAuth);
            return bench.ExpectAuthenticatedAsync(bench.Server(forge.With(forge.Issue())));
        }, EuiccDeclaration.CiKey),
    ];

    /// <summary>What makes certificates for the server of the run.</summary>
    internal static CertificateForge Forge(this EuiccBench bench, CertificateRole role) => new(bench.Target.Declaration.Pki, role, bench.Target.Stock);

    internal static ConformanceCase ReadsWithKeys(string word, string title, Func<EuiccBench, Task> body, params SequenceOf<string> needs) =>
        Reads($"4.2.18/{word}", "SGP.22 §5.7.13", title, body, SequenceOf.From<string>([EuiccDeclaration.Keys, .. needs]));

    private static ConformanceCase[] OfCurve(string word, EcCurve curve, string need) =>
    [
        ReadsWithKeys($"{word}-matching-id", $"With keys on {curve} and a matchingId: the eUICC authenticates itself by signature and certificates", bench =>
            bench.ExpectAuthenticatedAsync(bench.Server(curve) with { MatchingId = "04386-AGYFT-A74Y8-3F815" }), need),
        ReadsWithKeys($"{word}-matching-id-empty", $"With keys on {curve} and an empty matchingId: the eUICC authenticates itself", bench =>
            bench.ExpectAuthenticatedAsync(bench.Server(curve) with { MatchingId = "" }), need),
        ReadsWithKeys($"{word}-matching-id-absent", $"With keys on {curve} and without matchingId: the eUICC authenticates itself", bench =>
            bench.ExpectAuthenticatedAsync(bench.Server(curve)), need),
    ];

    private static ConformanceCase Row(string word, string title, Func<PlayedServer, PlayedServer> change) =>
        ReadsWithKeys(word, title, bench => bench.ExpectAuthenticatedAsync(change(bench.Server())));

    private static async Task ParametersAsync(EuiccBench bench)
    {
        // matchingId "X"; deviceInfo with a TAC, the capabilities eutran and (of a later version) '8F', and an IMEI.
        Octets parameters = Octets.FromHex("A01E" + "800158" + "A119" + "800435290611" + "A107" + "85030F0000" + "8F00" + "8208" + "3529061100000001");
        EuiccInfo2 info = await bench.ArrangeAsync("EUICCInfo2 is read", () => bench.CallAsync(new GetEuiccInfo2Request()));
        PlayedServer server = bench.Server();
        AuthenticateServerRequest request = await bench.ChallengedAsync(server) with { CtxParams1 = Asn1Codec.Decode<Signed<CtxParams1>>(parameters) };
        await bench.ExpectAuthenticatedAsync(server, request, info);
    }
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Conformance.Euicc.Cases.Download.AuthenticateServerCases;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.18: AuthenticateServer with servers that are not good: certificates, signatures, challenges.</summary>
internal static class ServerCertificateCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. InvalidCertificate.All.Select(kind => Certificate("dp", "CERT.DPauth.ECDSA", CertificateRole.DpAuth, kind)),
        .. InvalidCertificate.All.Where(kind => s_ofSmds.Contains(kind.Word)).Select(kind => Certificate("ds", "CERT.DSauth.ECDSA", CertificateRole.DsAuth, kind)),
        ReadsWithKeys("dp-tls-certificate", "The TLS certificate of the SM-DP+ authenticates nobody", bench => OtherAsync(bench, pki => (pki.DpTls, pki.DpTlsKey))),
        ReadsWithKeys("dp-pb-certificate", "CERT.DPpb.ECDSA of the SM-DP+ authenticates nobody", bench => OtherAsync(bench, pki => (pki.DpPb, pki.DpPbKey))),
        ReadsWithKeys("no-certificate", "What is no certificate is refused", async bench =>
        {
            PlayedServer server = bench.Server();
            AuthenticateServerRequest request = await bench.ChallengedAsync(server);
            await bench.ExpectMalformedRefusedAsync(server, request with { ServerCertificate = new(Octets.FromHex("3003020101")) });
        }),
        .. Signatures(),
        ReadsWithKeys("challenge-other", "Another challenge than the eUICC's is a mismatch", async bench =>
        {
            PlayedServer server = bench.Server();
            AuthenticateServerRequest request = server.Authenticate(Damaged((await bench.ArrangeAsync("a challenge is asked for", bench.ChallengeAsync)), 0));
            await bench.ExpectRefusedAsync(server, request, AuthenticateErrorCode.EuiccChallengeMismatch);
        }),
        ReadsWithKeys("ci-unknown", "A key identifier of no CI of the eUICC is refused", async bench =>
        {
            PlayedServer server = bench.Server();
            AuthenticateServerRequest request = await bench.ChallengedAsync(server);
            Octets unknown = bench.Target.Stock.Foreign.TrustedCi.SubjectKeyIdentifier;
            await bench.ExpectRefusedAsync(server, request with { EuiccCiPKIdToBeUsed = unknown }, AuthenticateErrorCode.CiPKUnknown);
        }),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.18/error-127", Side.Euicc, "AuthenticateServer ends with undefinedError", "SGP.22 names nothing that must be answered so"),
    ];

    private static IEnumerable<ConformanceCase> Signatures()
    {
        static ConformanceCase Row(string word, string title, Func<AuthenticateServerRequest, PlayedServer, AuthenticateServerRequest> change) =>
            ReadsWithKeys(word, title, async bench =>
            {
                PlayedServer server = bench.Server();
                await bench.ExpectRefusedAsync(server, change(await bench.ChallengedAsync(server), server), AuthenticateErrorCode.InvalidSignature);
            });
        static AuthenticateServerRequest Changed(AuthenticateServerRequest request, int at) =>
            request with { ServerSigned1 = Asn1Codec.Decode<Signed<ServerSigned1>>(Damaged(request.ServerSigned1.Encoded, at)) };
        yield return Row("signature-damaged", "A serverSignature1 with one bit changed is invalid", (request, _) =>
            request with { ServerSignature1 = Damaged(request.ServerSignature1, -1) });
        yield return Row("signature-zeros", "A serverSignature1 of zeros is invalid", (request, _) => request with { ServerSignature1 = Octets.Of(new byte[64]) });
        yield return Row("signature-other-key", "A serverSignature1 by another key of the server is invalid", (request, server) =>
            request with { ServerSignature1 = server.Pki.DpPbKey.Sign(request.ServerSigned1.Encoded.Span) });
        yield return Row("transaction-changed", "A transactionId that was changed after signing is noticed", (request, _) => Changed(request, 4));
        yield return Row("server-challenge-changed", "A serverChallenge that was changed after signing is noticed", (request, _) => Changed(request, -1));
        yield return Row("address-changed", "A serverAddress that was changed after signing is noticed", (request, _) => Changed(request, -20));
    }

    private static ConformanceCase Certificate(string prefix, string name, CertificateRole role, InvalidCertificate kind) =>
        Reads($"4.2.18/{prefix}-certificate-{kind.Word}", "SGP.22 §4.5.2, §5.7.13", $"{name} is refused: {kind.Title}", bench =>
        {
            if (role == CertificateRole.DsAuth && bench.Target.Declaration.Pki.DsAuth is null) throw Running.Bench.DoesNotApply("CERT.DSauth: no, from --pki");
            return RefusedAsync(bench, kind.Make(bench.Forge(role)), kind.Codes);
        }, kind.Needs);

    private static Task OtherAsync(EuiccBench bench, Func<RspPki, (RspCertificate?, Protocol.Crypto.EcSigningKey?)> other)
    {
        RspPki pki = bench.Target.Declaration.Pki;
        return other(pki) is ({ } certificate, { } key)
            ? RefusedAsync(bench, pki with { DpAuth = certificate, DpAuthKey = key }, [AuthenticateErrorCode.InvalidCertificate])
            : throw Running.Bench.DoesNotApply("such a certificate with its key: no, from --pki");
    }

    /// <summary>The CI to be used stays the one that the eUICC knows.</summary>
    private static async Task RefusedAsync(EuiccBench bench, RspPki pki, SequenceOf<AuthenticateErrorCode> codes)
    {
        PlayedServer server = bench.Server(pki);
        AuthenticateServerRequest request = await bench.ChallengedAsync(server);
        Octets known = bench.Target.Declaration.Pki.TrustedCi.SubjectKeyIdentifier;
        await bench.ExpectRefusedAsync(server, request with { EuiccCiPKIdToBeUsed = known }, [.. codes]);
    }

    private static Octets Damaged(Octets octets, int at) => BoundPackage.Damage(octets, at);

    /// <summary>SGP.26 has these for CERT.DSauth, too.</summary>
    private static readonly string[] s_ofSmds = ["bad-signature", "curve-p192", "curve-brainpool-p192", "role-ds-tls", "expired"];
}

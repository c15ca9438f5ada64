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

/// <summary>4.2.10: PrepareDownload.</summary>
internal static class PrepareDownloadCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Good("nist", $"With keys on {EcCurve.NistP256}: the eUICC signs its one-time key", bench => bench.Server(EcCurve.NistP256), EuiccDeclaration.Nist),
        Good("brainpool", $"With keys on {EcCurve.BrainpoolP256r1}: the eUICC signs its one-time key", bench => bench.Server(EcCurve.BrainpoolP256r1), EuiccDeclaration.Brainpool),
        Good("frp", $"With keys on {EcCurve.Frp256v1}: the eUICC signs its one-time key", bench => bench.Server(EcCurve.Frp256v1), EuiccDeclaration.Frp),
        Good("remade", "A certificate with nothing wrong is taken, when the CI has signed it anew", bench =>
        {
            CertificateForge forge = bench.Forge(CertificateRole.DpPb);
            return bench.Server(forge.With(forge.Issue()));
        }, EuiccDeclaration.CiKey),
        Installs("4.2.10/confirmation-code", "SGP.22 §5.7.5", "The hash of a Confirmation Code comes back, signed", async bench =>
            await bench.ExpectPreparedAsync(await bench.AuthenticatedAsync(), hashCc: bench.Draw(32))),
        Installs("4.2.10/key-is-new", "SGP.22 §5.7.5", "Each download has a one-time key of its own", async bench =>
        {
            HashSet<Octets> seen = [];
            for (int i = 0; i < 3; i++)
            {
                PlayedSession session = await bench.ExpectPreparedAsync(await bench.AuthenticatedAsync());
                bench.Expect(seen.Add(session.Otpk), "a euiccOtpk that did not come before", session.Otpk.ToString());
            }
        }),
        .. ForeignServerCases.PrepareDownload,
        .. InvalidCertificate.All.Select(kind => Reads(
            $"4.2.10/certificate-{kind.Word}", "SGP.22 §4.5.2, §5.7.5", $"CERT.DPpb.ECDSA is refused: {kind.Title}",
            bench => RefusedAsync(bench, kind.Make(bench.Forge(CertificateRole.DpPb)), CodesOf(kind)), kind.Needs)),
        Bad("dp-auth-certificate", "CERT.DPauth.ECDSA binds nothing", pki => (pki.DpAuth, pki.DpAuthKey)),
        Bad("dp-tls-certificate", "The TLS certificate of the SM-DP+ binds nothing", pki => (pki.DpTls, pki.DpTlsKey)),
        Error("certificate-other-server", "CERT.DPpb.ECDSA of another server than the one that was authenticated is refused", bench =>
        {
            CertificateForge forge = bench.Forge(CertificateRole.DpPb);
            return RefusedAsync(bench, forge.With(forge.Issue(template => template with { RegisteredId = new("2.999.12") })), DownloadErrorCode.InvalidCertificate);
        }, EuiccDeclaration.CiKey),
        Error("no-certificate", "What is no certificate is refused", async bench =>
            await bench.ExpectMalformedRefusedAsync((await bench.AuthenticatedAsync()).Preparation() with { SmdpCertificate = new(Octets.FromHex("3003020101")) })),
        Error("ds", "An SM-DS binds nothing", bench =>
        {
            RspPki pki = bench.Target.Declaration.Pki;
            if (pki is not { DsAuth: { } certificate, DsAuthKey: { } key }) throw Running.Bench.DoesNotApply("CERT.DSauth: no, from --pki");
            return RefusedAsync(bench, pki with { DpAuth = certificate, DpAuthKey = key }, DownloadErrorCode.InvalidCertificate);
        }),
        .. Signatures(),
        Error("no-session", "After a new challenge there is no session", async bench =>
        {
            PrepareDownloadRequest request = (await bench.AuthenticatedAsync()).Preparation();
            await bench.ArrangeAsync("another challenge is asked for", bench.ChallengeAsync);
            await bench.ExpectRefusedAsync(request, DownloadErrorCode.NoSessionContext);
        }),
        Error("no-session-cancelled", "After CancelSession there is no session", async bench =>
        {
            PlayedSession session = await bench.AuthenticatedAsync();
            await bench.ArrangeAsync("the session is cancelled", () => bench.ExpectCancelledAsync(session.Server, session.Euicc, CancelSessionReason.Postponed));
            await bench.ExpectRefusedAsync(session.Preparation(), DownloadErrorCode.NoSessionContext);
        }),
        Error("other-transaction", "Another transactionId than the session's is refused", async bench =>
        {
            PlayedSession session = await bench.AuthenticatedAsync();
            PlayedServer other = session.Server with { TransactionId = TransactionId.FromOctets(BoundPackage.Damage(session.Server.TransactionId.Octets, 0)) };
            await bench.ExpectRefusedAsync((session with { Server = other }).Preparation(), DownloadErrorCode.InvalidTransactionId);
        }),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.10/error-127", Side.Euicc, "PrepareDownload ends with undefinedError", "SGP.22 names nothing that must be answered so"),
        new("4.2.10/confirmation-code-missing", Side.Euicc, "ccRequiredFlag is set and hashCc is absent",
            "SGP.22 v2 leaves the Confirmation Code to the LPA and the SM-DP+: the eUICC signs what it gets"),
    ];

    private static IEnumerable<ConformanceCase> Signatures()
    {
        static ConformanceCase Row(string word, string title, Func<PrepareDownloadRequest, PlayedSession, PrepareDownloadRequest> change) => Error(word, title, async bench =>
        {
            PlayedSession session = await bench.AuthenticatedAsync();
            await bench.ExpectRefusedAsync(change(session.Preparation(), session), DownloadErrorCode.InvalidSignature);
        });
        static Octets Signed2(PrepareDownloadRequest request, Octets signature1) => Octets.Concat(request.SmdpSigned2.Encoded, Preparations.SignatureHeader, signature1);
        yield return Row("signature-damaged", "A smdpSignature2 with one bit changed is invalid", (request, _) =>
            request with { SmdpSignature2 = BoundPackage.Damage(request.SmdpSignature2, -1) });
        yield return Row("signature-zeros", "A smdpSignature2 of zeros is invalid", (request, _) => request with { SmdpSignature2 = Octets.Of(new byte[64]) });
        yield return Row("signature-other-key", "A smdpSignature2 by another key of the server is invalid", (request, session) =>
            request with { SmdpSignature2 = session.Server.Pki.DpAuthKey.Sign(Signed2(request, session.Authenticated.EuiccSignature1).Span) });
        yield return Row("signature-without-euicc", "A smdpSignature2 that leaves euiccSignature1 out is invalid", (request, session) =>
            request with { SmdpSignature2 = session.Server.Pki.DpPbKey.Sign(request.SmdpSigned2.Encoded.Span) });
        yield return Row("signature-other-session", "A smdpSignature2 over another euiccSignature1 is invalid", (request, session) =>
            request with { SmdpSignature2 = session.Server.Pki.DpPbKey.Sign(Signed2(request, BoundPackage.Damage(session.Authenticated.EuiccSignature1, 0)).Span) });
        yield return Row("confirmation-flag-changed", "A ccRequiredFlag that was changed after signing is noticed", (request, _) =>
            request with { SmdpSigned2 = Signed<SmdpSigned2>.Of(request.SmdpSigned2.Value with { CcRequiredFlag = true }) });
    }

    private static ConformanceCase Good(string word, string title, Func<EuiccBench, PlayedServer> server, string need) =>
        Installs($"4.2.10/{word}", "SGP.22 §5.7.5", title, async bench => await bench.ExpectPreparedAsync(await bench.AuthenticatedAsync(server(bench))), need);

    private static ConformanceCase Error(string word, string title, Func<EuiccBench, Task> body, params SequenceOf<string> needs) =>
        Reads($"4.2.10/{word}", "SGP.22 §5.7.5", title, body, SequenceOf.From<string>([EuiccDeclaration.Keys, .. needs]));

    private static ConformanceCase Bad(string word, string title, Func<RspPki, (RspCertificate?, EcSigningKey?)> other) => Error(word, title, bench =>
    {
        RspPki pki = bench.Target.Declaration.Pki;
        return other(pki) is ({ } certificate, { } key)
            ? RefusedAsync(bench, pki with { DpPb = certificate, DpPbKey = key }, DownloadErrorCode.InvalidCertificate)
            : throw Running.Bench.DoesNotApply("such a certificate with its key: no, from --pki");
    });

    private static async Task RefusedAsync(EuiccBench bench, RspPki pki, params DownloadErrorCode[] codes)
    {
        PlayedSession session = await bench.AuthenticatedAsync(bench.Server(pki));
        await bench.ExpectRefusedAsync(session.Preparation(), codes);
    }

    private static DownloadErrorCode[] CodesOf(InvalidCertificate kind) =>
        [.. kind.Codes.Where(code => code <= AuthenticateErrorCode.UnsupportedCurve).Select(code => (DownloadErrorCode)(int)code)];
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>
/// 4.2.10, 4.2.11, 4.2.18, 4.2.19: what every eUICC, also one with live certificates, owes to a server that its CI did not certify. No keys of the
/// card's CI are needed: the run makes up another CI.
/// </summary>
internal static class ForeignServerCases
{
    // Such a request breaks several rules at once, and SGP.22 leaves it to the eUICC with which of them it begins.
    private static readonly AuthenticateErrorCode[] s_refusals =
        [AuthenticateErrorCode.InvalidCertificate, AuthenticateErrorCode.UnsupportedCurve, AuthenticateErrorCode.NoSessionContext, AuthenticateErrorCode.CiPKUnknown];

    private static readonly AuthenticateErrorCode[] s_certificate = [AuthenticateErrorCode.InvalidCertificate, AuthenticateErrorCode.UnsupportedCurve];

    internal static IEnumerable<ConformanceCase> PrepareDownload =>
    [
        Row("4.2.10/foreign-no-session", "5.7.5", "PrepareDownload of a server that was never authenticated is refused", async bench =>
        {
            await bench.ArrangeAsync("a challenge is asked for", bench.ChallengeAsync);
            await bench.ExpectRefusedAsync(Preparation(bench), DownloadErrorCode.NoSessionContext, DownloadErrorCode.InvalidCertificate);
        }),
        Row("4.2.10/foreign-after-refusal", "5.7.5", "PrepareDownload of a server that was refused is refused", async bench =>
        {
            PlayedServer server = Foreign(bench);
            await bench.ExpectRefusedAsync(server, s_refusals);
            await bench.ExpectRefusedAsync(Preparation(bench), DownloadErrorCode.NoSessionContext, DownloadErrorCode.InvalidCertificate);
        }),
    ];

    internal static IEnumerable<ConformanceCase> LoadPackage =>
    [
        Row("4.2.11/foreign-no-session", "5.7.6", "A package for which no download was prepared is not taken", async bench =>
        {
            await bench.ArrangeAsync("a challenge is asked for", bench.ChallengeAsync);
            Belongings before = await Belongings.ReadAsync(bench);
            PlayedServer server = Foreign(bench);
            // Bound to a key of nobody.
            Octets otpk = Protocol.Crypto.EcKeyAgreementKey.Generate(server.Pki.Curve, bench.RunOptions.Random).PublicPoint;
            BoundPackage package = server.Bind(otpk, Asn1Codec.Encode(TestProfiles.Metadata(1)), TestProfiles.Package(1));
            bench.Step("the first segment is sent");
            await bench.RefusedAsync(package.Segments()[0], "69XX", "6AXX");
            await bench.ExpectUnchangedAsync(before);
        }),
    ];

    internal static IEnumerable<ConformanceCase> AuthenticateServer =>
    [
        Row("4.2.18/foreign-ci-unknown", "5.7.13", "A server that names a CI which the eUICC does not know is refused", bench =>
            bench.ExpectRefusedAsync(Foreign(bench), AuthenticateErrorCode.CiPKUnknown, AuthenticateErrorCode.InvalidCertificate)),
        Row("4.2.18/foreign-certificate", "5.7.13", "A server that names a CI of the eUICC, with a certificate of another CI, is refused", bench =>
            ClaimAsync(bench, pki => pki, AuthenticateErrorCode.InvalidCertificate, AuthenticateErrorCode.UnsupportedCurve, AuthenticateErrorCode.CiPKUnknown)),
        Row("4.2.18/foreign-certificate-in-its-name", "5.7.13", "A certificate that names the eUICC's CI as its issuer, and that another key signed, is refused", bench =>
            ClaimAsync(bench, pki => pki with { DpAuth = InNameOf(bench, pki) }, s_certificate)),
        Row("4.2.18/foreign-dp-pb", "5.7.13", "A certificate for profile binding, of another CI, authenticates nobody", bench =>
            ClaimAsync(bench, pki => pki with { DpAuth = pki.DpPb, DpAuthKey = pki.DpPbKey }, s_refusals)),
        Row("4.2.18/foreign-self-signed", "5.7.13", "A self-signed certificate authenticates nobody", bench =>
            ClaimAsync(bench, pki => pki with { DpAuth = pki.Ci, DpAuthKey = pki.CiKey! }, s_refusals)),
        Row("4.2.18/foreign-own-eum", "5.7.13", "The certificate of a maker, of another CI, authenticates nobody", bench =>
            ClaimAsync(bench, pki => pki with { DpAuth = pki.Eum, DpAuthKey = pki.EumKey! }, s_refusals)),
        Row("4.2.18/foreign-no-certificate", "5.7.13", "What is no certificate is refused, when the eUICC's CI is named", async bench =>
        {
            PlayedServer server = Foreign(bench);
            AuthenticateServerRequest request = await bench.ChallengedAsync(server);
            await bench.ExpectMalformedRefusedAsync(server, request with { EuiccCiPKIdToBeUsed = OwnCi(bench), ServerCertificate = new(Octets.FromHex("3003020101")) });
        }),
        Row("4.2.18/foreign-no-challenge", "5.7.13", "Without a challenge since the reset a server of another CI is refused", async bench =>
        {
            PlayedServer server = Foreign(bench);
            await bench.ArrangeAsync("the card is reset", bench.ResetAsync);
            await bench.ExpectRefusedAsync(server, server.Authenticate(bench.Draw(16)) with { EuiccCiPKIdToBeUsed = OwnCi(bench) }, s_refusals);
        }, EuiccDeclaration.RawApdus),
    ];

    internal static IEnumerable<ConformanceCase> CancelSession =>
    [
        Row("4.2.19/no-session", "5.7.14", "Without a server there is no session to cancel", async bench =>
        {
            await bench.ArrangeAsync("a challenge is asked for", bench.ChallengeAsync);
            await bench.ExpectOverAsync(Foreign(bench));
        }),
        Row("4.2.19/no-session-since-reset", "5.7.14", "After a reset there is no session to cancel", async bench =>
        {
            await bench.ArrangeAsync("the card is reset", bench.ResetAsync);
            await bench.ExpectOverAsync(Foreign(bench));
        }, EuiccDeclaration.RawApdus),
    ];

    private static ConformanceCase Row(string id, string section, string title, Func<EuiccBench, Task> body, params SequenceOf<string> needs) =>
        Reads(id, $"SGP.22 §{section}", title, body, needs);

    private static PlayedServer Foreign(EuiccBench bench) => bench.Server(bench.Target.Stock.Foreign);

    private static Octets OwnCi(EuiccBench bench) => bench.Target.Declaration.Info.EuiccCiPKIdListForSigning[0];

    private static async Task ClaimAsync(EuiccBench bench, Func<RspPki, RspPki> change, params AuthenticateErrorCode[] codes)
    {
        PlayedServer server = bench.Server(change(bench.Target.Stock.Foreign));
        AuthenticateServerRequest request = await bench.ChallengedAsync(server);
        await bench.ExpectRefusedAsync(server, request with { EuiccCiPKIdToBeUsed = OwnCi(bench) }, codes);
    }

    /// <summary>The foreign server's certificate, with the key identifier of the card's CI as that of its issuer.</summary>
    private static RspCertificate InNameOf(EuiccBench bench, RspPki pki)
    {
        // authorityKeyIdentifier { [0] keyIdentifier }.
        Octets content = BoundPackage.Tlv("30", BoundPackage.Tlv("80", bench.Target.Declaration.Info.EuiccCiPKIdListForVerification[0]));
        return RemadeCertificate.WithExtensions(pki.DpAuth, pki.CiKey!, one => one.Oid == "2.5.29.35" ? one with { Content = content } : one);
    }

    private static PrepareDownloadRequest Preparation(EuiccBench bench)
    {
        PlayedServer server = Foreign(bench);
        SmdpSigned2 signed = new() { TransactionId = server.TransactionId, CcRequiredFlag = false };
        Signed<SmdpSigned2> encoded = Signed<SmdpSigned2>.Of(signed);
        return new() { SmdpSigned2 = encoded, SmdpSignature2 = server.Pki.DpPbKey.Sign(encoded.Encoded.Span), SmdpCertificate = new(server.Pki.DpPb.Encoded) };
    }
}

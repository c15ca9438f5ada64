using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.17: what a loaded list does: a server that it names is refused. SGP.22 v2.5 §4.5.2.2.</summary>
internal static class RevocationCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Row("dp-auth", "A server whose CERT.DPauth.ECDSA is revoked is refused, and another is not", async bench =>
        {
            PlayedServer revoked = bench.NewServer();
            await LoadAsync(bench, bench.NewList(revoked.Pki.DpAuth));
            await bench.ExpectRefusedAsync(revoked, AuthenticateErrorCode.InvalidCertificate);
            await bench.ExpectAuthenticatedAsync(bench.Server());
        }),
        Row("dp-pb", "A server whose CERT.DPpb.ECDSA is revoked binds nothing", async bench =>
        {
            PlayedServer revoked = bench.NewServer();
            await LoadAsync(bench, bench.NewList(revoked.Pki.DpPb));
            PlayedSession session = await bench.AuthenticatedAsync(revoked);
            await bench.ExpectRefusedAsync(session.Preparation(), DownloadErrorCode.InvalidCertificate);
        }),
        Row("among-many", "A certificate in the middle of a list is found", async bench =>
        {
            PlayedServer revoked = bench.NewServer();
            await LoadAsync(bench, bench.NewList(bench.NewServer().Pki.DpAuth, revoked.Pki.DpAuth, bench.NewServer().Pki.DpAuth));
            await bench.ExpectRefusedAsync(revoked, AuthenticateErrorCode.InvalidCertificate);
        }),
        Row("after-reset", "A list counts after a reset, too", async bench =>
        {
            PlayedServer revoked = bench.NewServer();
            await LoadAsync(bench, bench.NewList(revoked.Pki.DpAuth));
            await bench.ArrangeAsync("the card is reset", bench.ResetAsync);
            await bench.ExpectRefusedAsync(revoked, AuthenticateErrorCode.InvalidCertificate);
        }, EuiccDeclaration.RawApdus),
        Row("parts", "A certificate in any part of a list is revoked", async bench =>
        {
            PlayedServer first = bench.NewServer(), second = bench.NewServer();
            RevocationListTemplate list = bench.NewList() with { TotalParts = 2 };
            await LoadAsync(bench, list with { Part = 1, Revoked = bench.NewList(first.Pki.DpAuth).Revoked });
            await LoadAsync(bench, list with { Part = 2, Revoked = bench.NewList(second.Pki.DpAuth).Revoked });
            await bench.ExpectRefusedAsync(first, AuthenticateErrorCode.InvalidCertificate);
            await bench.ExpectRefusedAsync(second, AuthenticateErrorCode.InvalidCertificate);
        }),
        Row("delta", "A list that completes another adds to it", async bench =>
        {
            PlayedServer first = bench.NewServer(), second = bench.NewServer();
            RevocationListTemplate list = bench.NewList(first.Pki.DpAuth);
            await LoadAsync(bench, list);
            await LoadAsync(bench, bench.NewList(second.Pki.DpAuth) with { BaseNumber = list.Number });
            await bench.ExpectRefusedAsync(first, AuthenticateErrorCode.InvalidCertificate);
            await bench.ExpectRefusedAsync(second, AuthenticateErrorCode.InvalidCertificate);
        }),
        Row("fresher", "A certificate that a fresher list no longer has is good again", async bench =>
        {
            PlayedServer server = bench.NewServer();
            await LoadAsync(bench, bench.NewList(server.Pki.DpAuth));
            await bench.ExpectRefusedAsync(server, AuthenticateErrorCode.InvalidCertificate);
            await LoadAsync(bench, bench.NewList());
            await bench.ExpectAuthenticatedAsync(server);
        }),
        Row("refused-list", "A list that was refused revokes nothing", async bench =>
        {
            PlayedServer server = bench.NewServer();
            CertificateList list = bench.Issue(bench.NewList(server.Pki.DpAuth));
            await bench.ExpectRefusedAsync(new CertificateList(BoundPackage.Damage(list.Encoded, -1)), LoadCrlResponseError.InvalidSignature);
            await bench.ExpectAuthenticatedAsync(server);
        }),
    ];

    private static Task<LoadCrlResponse> LoadAsync(EuiccBench bench, RevocationListTemplate list) =>
        bench.ArrangeAsync("a list is loaded", () => bench.CallAsync(new LoadCrlRequest { Crl = bench.Issue(list) }));

    private static ConformanceCase Row(string word, string title, Func<EuiccBench, Task> body, params SequenceOf<string> needs) => Destroys(
        $"4.2.17/revoked-{word}", "SGP.22 §4.5.2.2, §4.6", title, body, SequenceOf.From<string>([EuiccDeclaration.Keys, EuiccDeclaration.CiKey, LoadCrlCases.CrlSupport, .. needs]));
}

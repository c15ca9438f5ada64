using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>5.2.1: a download is tried again, and the server says to which one-time key its package is bound.</summary>
internal static class RetryCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Installs("5.2.1/same-key", Section, "After a failed load the key comes again, and the package bound to it is installed", async bench =>
        {
            PlayedSession failed = await bench.FailedAsync();
            PlayedSession again = await AgainAsync(bench, failed);
            await bench.ExpectInstalledAsync(again, TestProfiles.Metadata(1), again.Bind().Segments());
        }),
        Installs("5.2.1/same-key-after-reset", Section, "After a failed load and a reset the key comes again, and the package bound to it is installed", async bench =>
        {
            PlayedSession failed = await bench.FailedAsync();
            await bench.ArrangeAsync("the card is reset", bench.ResetAsync);
            PlayedSession again = await AgainAsync(bench, failed);
            await bench.ExpectInstalledAsync(again, TestProfiles.Metadata(1), again.Bind().Segments());
        }, EuiccDeclaration.RawApdus),
        Installs("5.2.1/confirmation-code", Section, "After a wrong Confirmation Code the key comes again, with the hash of the next one", async bench =>
        {
            PlayedSession wrong = await bench.ArrangeAsync("a download is prepared with a wrong Confirmation Code", async () =>
                await bench.ExpectPreparedAsync(await bench.AuthenticatedAsync(), hashCc: bench.Draw(32)));
            PlayedSession again = await AgainAsync(bench, wrong, bench.Draw(32));
            await bench.ExpectInstalledAsync(again, TestProfiles.Metadata(1), again.Bind().Segments());
        }),
        Installs("5.2.1/other-key", Section, "A key that is not the eUICC's is not taken for one", async bench =>
        {
            PlayedSession failed = await bench.FailedAsync();
            await ExpectOtherAsync(bench, failed.Otpk, bench.Server(), EcKeyAgreementKey.Generate(failed.Server.Pki.Curve, bench.RunOptions.Random).PublicPoint);
        }),
        Installs("5.2.1/no-key", Section, "Without bppEuiccOtpk the key is new", async bench =>
        {
            PlayedSession failed = await bench.FailedAsync();
            await ExpectOtherAsync(bench, failed.Otpk, bench.Server(), null);
        }),
        Installs("5.2.1/other-server", Section, "Another SM-DP+ does not get the key", async bench =>
        {
            PlayedSession failed = await bench.FailedAsync();
            static CertificateTemplate Other(CertificateTemplate template) => template with { RegisteredId = new("2.999.12") };
            RspPki pki = bench.Target.Declaration.Pki with
            {
                DpAuth = bench.Forge(CertificateRole.DpAuth).Issue(Other),
                DpPb = bench.Forge(CertificateRole.DpPb).Issue(Other),
            };
            await ExpectOtherAsync(bench, failed.Otpk, bench.Server(pki), failed.Otpk);
        }, EuiccDeclaration.CiKey),
        Installs("5.2.1/installed", Section, "After an installation its key does not come again", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            await bench.ArrangeAsync("the package is loaded", () => bench.LoadAsync(session.Bind().Segments()));
            await ExpectOtherAsync(bench, session.Otpk, bench.Server(), session.Otpk);
        }),
    ];

    /// <summary>A load that fails at its very end, so that a retry makes sense.</summary>
    private static async Task<PlayedSession> FailedAsync(this EuiccBench bench)
    {
        PlayedSession session = await bench.PreparedAsync();
        return await bench.ArrangeAsync("a load fails", async () =>
        {
            List<Octets> segments = session.Bind().Segments();
            segments[^1] = BoundPackage.Damage(segments[^1], -1);
            bench.ExpectError(session, await bench.LoadAsync(segments), ErrorReason.Scp03tSecurityError);
            return session;
        });
    }

    /// <summary>The next session with the same server. To give the key again is an option of eUICCs (O_E_REUSE_OTPK).</summary>
    private static async Task<PlayedSession> AgainAsync(EuiccBench bench, PlayedSession before, Octets? hashCc = null)
    {
        PlayedSession again = await bench.ExpectPreparedAsync(await bench.AuthenticatedAsync(), before.Otpk, hashCc);
        TargetOption? declared = bench.Target.Options.FirstOrDefault(option => option.Name == EuiccDeclaration.ReuseOtpk);
        if (again.Otpk != before.Otpk && declared is not { Value: true })
            throw Running.Bench.DoesNotApply($"{EuiccDeclaration.ReuseOtpk}: no, from {declared?.Source ?? "the eUICC's answer, which has another one-time key"}");
        bench.ExpectOctets(again.Otpk, before.Otpk, "euiccOtpk is the one that the server named");
        return again;
    }

    private static async Task ExpectOtherAsync(EuiccBench bench, Octets earlier, PlayedServer server, Octets? bound)
    {
        PlayedSession next = await bench.ExpectPreparedAsync(await bench.AuthenticatedAsync(server), bound);
        bench.Expect(next.Otpk != earlier && next.Otpk != bound, "another euiccOtpk", next.Otpk.ToString());
    }

    private const string Section = "SGP.22 §3.1.3, §5.7.5";
}

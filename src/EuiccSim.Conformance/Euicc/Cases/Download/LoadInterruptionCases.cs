using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.11: loads that something comes in between of.</summary>
internal static class LoadInterruptionCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Reset("secure-channel", "InitialiseSecureChannel", 1),
        Reset("isdp", "ConfigureISDP", 2),
        Reset("metadata", "the metadata", 4),
        Reset("elements", "half of the elements", 8),
        Reset("last-but-one", "all but the last segment", -1),
        Installs("4.2.11/reset-in-segment", Section, "A reset in the middle of a segment: no Profile is there, and a signed result tells of the interruption", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            List<Octets> segments = session.Bind().Segments();
            await bench.ArrangeAsync("the package is loaded up to the middle of a segment", async () =>
            {
                await bench.SendAsync(segments.Take(5));
                IReadOnlyList<CommandApdu> blocks = StoreDataBlocks.Split(segments[5]);
                foreach (CommandApdu block in blocks.SkipLast(1)) await bench.SendBlockAsync(block);
            });
            await InterruptedAsync(bench, session, segments[5]);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.11/reset-before-package", Section, "A reset before the package has begun is nothing to tell of", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.RefusedAsync(session.Bind().Segments()[0], "69XX", "6AXX");
            await bench.ExpectUnchangedAsync(session.Before);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.11/reset-after-result", Section, "A reset after a result has nothing more to tell", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync(bench.Server() with { RemoteOperation = 2 });
            Signed<ProfileInstallationResult> result = await bench.ArrangeAsync("the package is refused", () => bench.LoadAsync(session.Bind().Segments()));
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.ExpectNothingButToldAsync(session, result);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.11/reset-after-installation", Section, "A Profile that is installed survives a reset, and so does its result", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            TestProfile profile = await bench.ExpectInstalledAsync(session, TestProfiles.Metadata(1), session.Bind().Segments());
            Belongings before = await Belongings.ReadAsync(bench);
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.ExpectUnchangedAsync(before);
            bench.ExpectEqual((await bench.InfoAsync(profile, "9F70")).ProfileState, ProfileState.Disabled, "profileState");
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.11/reset-then-install", Section, "After an interruption the same Profile can be installed", async bench =>
        {
            PlayedSession first = await bench.PreparedAsync();
            await bench.ArrangeAsync("a load is interrupted by a reset", async () =>
            {
                await bench.SendAsync(first.Bind().Segments().Take(6));
                await bench.ResetAsync();
            });
            PlayedSession second = await bench.PreparedAsync();
            await bench.ExpectInstalledAsync(second, TestProfiles.Metadata(1), second.Bind().Segments());
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.11/challenge", Section, "A new challenge ends a load: the rest of the package is not taken", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            List<Octets> segments = session.Bind().Segments();
            await bench.ArrangeAsync("the package is loaded up to its metadata", () => bench.SendAsync(segments.Take(4)));
            bench.Step("a challenge is asked for");
            await bench.ChallengeAsync();
            bench.Step("the next segment is sent");
            await bench.RefusedAsync(segments[4], "69XX", "6AXX");
            await bench.ExpectNoProfileAsync(session);
        }),
        Installs("4.2.11/other-function", Section, "Another function in the middle of a load: the load goes on to its end, or it ends and nothing is left", OtherFunctionAsync),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.11/power-loss-at-the-end", Side.Euicc, "The power goes between the last octet of a package and its result", "no reader can choose that moment"),
    ];

    private static ConformanceCase Reset(string word, string title, int count) => Installs(
        $"4.2.11/reset-{word}", Section, $"A reset after {title}: no Profile is there, and a signed result tells of the interruption", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            List<Octets> segments = session.Bind().Segments();
            int sent = count < 0 ? segments.Count + count : count;
            await bench.ArrangeAsync($"the package is loaded up to {title}", () => bench.SendAsync(segments.Take(sent)));
            await InterruptedAsync(bench, session, segments[sent]);
        }, EuiccDeclaration.RawApdus);

    private static async Task InterruptedAsync(EuiccBench bench, PlayedSession session, Octets next)
    {
        bench.Step("the card is reset");
        await bench.ResetAsync();
        await bench.ExpectInterruptionToldAsync(session);
        bench.Step("the next segment is sent");
        await bench.RefusedAsync(next, "69XX", "6AXX");
        bench.Step("the card is reset once more");
        await bench.ResetAsync();
        await bench.ExpectInterruptionToldAsync(session);
    }

    /// <summary>SGP.22 does not say whether other functions wait or end the load; in no case may half a Profile be left.</summary>
    private static async Task OtherFunctionAsync(EuiccBench bench)
    {
        PlayedSession session = await bench.PreparedAsync();
        List<Octets> segments = session.Bind().Segments();
        await bench.ArrangeAsync("the package is loaded up to its metadata", () => bench.SendAsync(segments.Take(4)));
        bench.Step("GetEUICCInfo1 is asked for");
        ResponseApdu other = await bench.StoreDataAsync(Asn1Codec.Encode(new GetEuiccInfo1Request()));
        bench.ExpectStatus(other.Status, "9000", "91XX", "69XX", "6AXX");
        bench.Step("the rest of the package is sent");
        ResponseApdu last = await bench.SendUntilAsync(segments.Skip(4));
        if (last.Status.IsOk)
        {
            Signed<ProfileInstallationResult> result = EuiccBench.Decode<ProfileInstallationResult>(last.Data, nameof(ProfileInstallationResult));
            if (bench.ExpectResult(session, result).FinalResult is FinalResult.Success) return;
            bench.ExpectError(session, result, ErrorReason.InstallFailedDueToInterruption, ErrorReason.Scp03tStructureError);
        }
        await bench.ExpectNoProfileAsync(session);
    }

    private static async Task ExpectNoProfileAsync(this EuiccBench bench, PlayedSession session)
    {
        bench.Step("what is on the card is read");
        Belongings now = await Belongings.ReadAsync(bench);
        Iccid?[] before = [.. session.Before.Profiles.Select(one => one.Iccid)], after = [.. now.Profiles.Select(one => one.Iccid)];
        bench.Expect(before.SequenceEqual(after), "the Profiles that were there before", string.Join(", ", after));
    }

    private const string Section = "SGP.22 §3.1.3.3, §5.7.6";
}

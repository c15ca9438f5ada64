using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.11: LoadBoundProfilePackage, as an LPA sends it, and with segments that are wrong.</summary>
internal static class LoadPackageCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. OfCurve("nist", EcCurve.NistP256, EuiccDeclaration.Nist),
        .. OfCurve("brainpool", EcCurve.BrainpoolP256r1, EuiccDeclaration.Brainpool),
        .. OfCurve("frp", EcCurve.Frp256v1, EuiccDeclaration.Frp),
        Blocks(120),
        Blocks(16),
        Installs("4.2.11/two", Section, "Two Profiles after one another have AIDs and notifications of their own", async bench =>
        {
            TestProfile first = await bench.InstallAsync(1);
            PlayedSession session = await bench.PreparedAsync();
            TestProfile second = await bench.ExpectInstalledAsync(session, TestProfiles.Metadata(2), session.Bind(TestProfiles.Metadata(2), TestProfiles.Package(2)).Segments());
            bench.Expect(first.Aid != second.Aid, "another AID than the first Profile's", second.Aid.ToString());
        }),
        .. ForeignServerCases.LoadPackage,
        Installs("4.2.11/not-prepared", Section, "After AuthenticateServer alone a package is not taken", async bench =>
        {
            PlayedSession earlier = await bench.PreparedAsync(), session = await bench.AuthenticatedAsync();
            bench.Step("the first segment is sent");
            await bench.RefusedAsync((session with { Otpk = earlier.Otpk }).Bind().Segments()[0], "69XX", "6AXX");
            await bench.ExpectUnchangedAsync(session.Before);
        }),
        // The rest of the package finds no session.
        Installs("4.2.11/after-result", Section, "What comes after a result is not taken, and nothing more is told", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync(bench.Server() with { RemoteOperation = 2 });
            List<Octets> segments = session.Bind().Segments();
            Signed<ProfileInstallationResult> result = await bench.ArrangeAsync("the package is refused", () => bench.LoadAsync(segments));
            bench.Step("the next segments are sent");
            foreach (Octets segment in segments.Skip(1).Take(4)) await bench.RefusedAsync(segment, "69XX", "6AXX");
            await bench.ExpectNothingButToldAsync(session, result);
        }),
        Installs("4.2.11/sequence-number", Section, "A result that was removed from the list leaves its sequence number to nobody", async bench =>
        {
            PlayedSession first = await bench.PreparedAsync(bench.Server() with { RemoteOperation = 2 });
            long number = await bench.ArrangeAsync("a package is refused, and its result removed", async () =>
            {
                Signed<ProfileInstallationResult> result = await bench.LoadAsync(first.Bind().Segments());
                long told = result.Value.ProfileInstallationResultData.Value.NotificationMetadata.SeqNumber;
                await bench.CallAsync(new NotificationSentRequest { SeqNumber = told });
                return told;
            });
            PlayedSession second = await bench.PreparedAsync(bench.Server() with { RemoteOperation = 2 });
            bench.Step("another package is refused");
            ProfileInstallationResultData data = bench.ExpectResult(second, await bench.LoadAsync(second.Bind().Segments()));
            bench.Expect(data.NotificationMetadata.SeqNumber > number, $"a seqNumber above {number}", $"{data.NotificationMetadata.SeqNumber}");
        }),
        Installs("4.2.11/again", Section, "A package is installed once", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            List<Octets> segments = session.Bind().Segments();
            await bench.ArrangeAsync("the package is loaded", () => bench.LoadAsync(segments));
            bench.Step("the same package is sent again");
            await bench.RefusedAsync(segments[0], "69XX", "6AXX");
        }),
        .. Segments(),
    ];

    private static ConformanceCase Blocks(int size) => Installs($"4.2.11/blocks-{size}", Section, $"Segments in STORE DATA blocks of {size} octets are installed", async bench =>
    {
        PlayedSession session = await bench.PreparedAsync();
        await bench.ExpectInstalledAsync(session, TestProfiles.Metadata(1), session.Bind().Segments(), size);
    });

    private static ConformanceCase[] OfCurve(string word, EcCurve curve, string need) =>
    [
        Installs($"4.2.11/{word}", Section, $"With keys on {curve}, and the session's keys: the Profile is installed, and the signed result is kept", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync(bench.Server(curve));
            await bench.ExpectInstalledAsync(session, TestProfiles.Metadata(1), session.Bind().Segments());
        }, need),
        Installs($"4.2.11/{word}-replaced-keys", Section, $"With keys on {curve}, replaced session keys and metadata in two parts: the Profile is installed", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync(bench.Server(curve) with { ReplaceSessionKeys = SessionKeyCases.Keys(bench), MetadataBlock = 80 });
            await bench.ExpectInstalledAsync(session, TestProfiles.Metadata(1), session.Bind().Segments());
        }, need),
    ];

    /// <summary>Segments: 0 'BF36' and 'BF23', 1 'A0', 2 the header of 'A1', 3 the '88', 4 the header of 'A3', then '86's.</summary>
    private static IEnumerable<ConformanceCase> Segments()
    {
        string[] names = ["InitialiseSecureChannel", "'A0'", "the header of 'A1'", "the '88'", "the header of 'A3'", "an '86'"];
        for (int index = 1; index < names.Length; index++)
        {
            int at = index;
            yield return Broken($"left-out-{at}", $"A package in which {names[at]} is left out is not installed", segments => segments.RemoveAt(at));
        }
        for (int index = 0; index < names.Length; index++)
        {
            int at = index;
            yield return Broken($"twice-{at}", $"A package in which {names[at]} comes twice is not installed", segments => segments.Insert(at, segments[at]));
        }
        yield return Broken("order", "A package whose elements come before its metadata is not installed", segments =>
            (segments[2], segments[3], segments[4], segments[5]) = (segments[4], segments[5], segments[2], segments[3]));
        // As many octets as the right one has.
        yield return Broken("group-too-long", "A group that is longer than its package is refused", segments => segments[4] = Octets.FromHex("A382FFFF"));
        yield return Broken("group-too-short", "A group that is shorter than its part is refused", segments => segments[2] = Octets.FromHex("A101"));
        yield return Broken("empty-group", "An 'A0' without ConfigureISDP is refused", segments => segments[1] = Octets.FromHex("A000"));
        yield return Broken("unknown-group", "A group that a package does not have is refused", segments => segments[2] = Octets.FromHex("A400"));
    }

    private static ConformanceCase Broken(string word, string title, Action<List<Octets>> edit) => Installs($"4.2.11/{word}", "SGP.22 §2.5.4, §2.5.5, §5.7.6", title, async bench =>
    {
        PlayedSession session = await bench.PreparedAsync();
        List<Octets> segments = session.Bind().Segments();
        edit(segments);
        await bench.ExpectBrokenOffAsync(session, segments);
    });

    private const string Section = "SGP.22 §2.5.5, §5.7.6";
}

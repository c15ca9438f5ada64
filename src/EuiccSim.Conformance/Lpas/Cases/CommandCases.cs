using EuiccSim.Card;
using EuiccSim.Card.Kernel;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4.1: the commands of ES10 and their order.</summary>
internal static class CommandCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Download("4.4.1/nominal", "SGP.22 §3.1.3", "A profile is downloaded, installed and left disabled", async bench =>
        {
            LpaNominal nominal = await bench.NominalAsync();
            await bench.ExpectInstalledAsync(nominal.Scene, nominal.Download, nominal.Order);
            bench.ExpectNotCalled(nominal.All, Es9Function.CancelSession);
        }),
        Download("4.4.1/order", "SGP.22 §3.0.1, §3.1.3", "The commands to the eUICC and the functions of the server come in the order of the procedure", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).All;
            int before = -1;
            foreach ((string name, int? position) in Steps(visit))
            {
                int at = position ?? throw LpaBench.NotReached(name);
                bench.Expect(at > before, $"{name} comes after what is before it in the procedure", $"it is at {at}, and what is before it at {before}");
                before = at;
            }
        }),
        Download("4.4.1/once", "SGP.22 §3.1.3", "Each function of the server is called once in a download, and the installation result is told once", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).All;
            foreach (IGrouping<string, SeenPost> function in visit.Posts.GroupBy(one => one.Function))
                bench.ExpectEqual(function.Count(), 1, $"the number of calls of {function.Key}");
        }),
        Download("4.4.1/info", "SGP.22 §3.0.1", "GetEUICCInfo1 is asked before InitiateAuthentication", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).Download;
            SeenPost post = LpaBench.Need(visit.PostOf(Es9Function.InitiateAuthentication), "InitiateAuthentication");
            Es10Exchange? info = visit.Es10Of(Es10Tag.GetEuiccInfo1);
            bench.Expect(info is not null && info.End < post.Position, "EUICCInfo1 is read before InitiateAuthentication", info is null ? "it is not read" : "it is read later");
        }),
        Download("4.4.1/blocks", "SGP.22 §5.7.2", "STORE DATA has P1 '11' and '91', P2 from 0 on, and 1 to 255 octets", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).All;
            bench.Expect(visit.Es10.Count > 0, "there are STORE DATA commands", "there is none");
            foreach (Es10Exchange one in visit.Es10) ExpectBlocks(bench, one);
        }),
        Download("4.4.1/channel", "SGP.22 §5.7.1", "STORE DATA goes to the channel on which the ISD-R was selected", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).All;
            foreach (Es10Exchange one in visit.Es10)
            {
                SequenceOf<ChannelNumber> selected = ChannelUse.With(visit, one.Position).IsdR;
                bench.Expect(selected.Contains(one.Channel), "the ISD-R is selected on the channel of the command", $"channel {one.Channel}; it is selected on {selected}");
            }
        }),
        Download("4.4.1/channel-closed", "SGP.22 §5.7.1", "The channel to the ISD-R is closed at the end", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).All;
            SequenceOf<ChannelNumber> open = ChannelUse.With(visit, visit.Sights.Count).Open;
            bench.Expect(open.Count == 0, "every channel that was opened is closed at the end", $"still open: {open}");
        }, LpaOption.Channels),
        Download("4.4.1/challenge", "SGP.22 §3.0.1", "Each session begins with a challenge of its own", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.World.Inject(Fault.At(Place.Es9).On(Es9Function.AuthenticateClient).Refuse("8.2.6", "3.8"));
            LpaVisit first = await bench.DownloadAsync(order);
            LpaVisit second = await bench.DownloadAsync(order);
            Octets one = ChallengeOf(first), other = ChallengeOf(second);
            bench.Expect(one != other, "the second session sends another challenge", other.ToString());
        }),
        Download("4.4.1/get-response", "SGP.22 §5.7.2", "A card that answers '61XX' and '6CXX' (T=0) is asked for the rest", async bench =>
        {
            LpaScene scene = await bench.OpenAsync(new() { World = options => options with { Card = CardOptions.Default with { Personality = Personality.T0 } } });
            OrderedProfile order = await scene.OrderAsync();
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectInstalledAsync(scene, visit, order);
        }),
    ];

    private static Octets ChallengeOf(LpaVisit visit) =>
        LpaBench.Need(visit.PostOf(Es9Function.InitiateAuthentication), "InitiateAuthentication").Post.OctetsOf("euiccChallenge");

    private static IEnumerable<(string Name, int? Position)> Steps(LpaVisit visit) =>
    [
        ("GetEUICCChallenge", visit.Es10Of(Es10Tag.GetEuiccChallenge)?.End),
        ("InitiateAuthentication", visit.PostOf(Es9Function.InitiateAuthentication)?.Position),
        ("AuthenticateServer", visit.Es10Of(Es10Tag.AuthenticateServer)?.End),
        ("AuthenticateClient", visit.PostOf(Es9Function.AuthenticateClient)?.Position),
        ("PrepareDownload", visit.Es10Of(Es10Tag.PrepareDownload)?.End),
        ("GetBoundProfilePackage", visit.PostOf(Es9Function.GetBoundProfilePackage)?.Position),
        ("LoadBoundProfilePackage", visit.Es10Of(Es10Tag.LoadBoundProfilePackage)?.End),
        ("HandleNotification", visit.PostOf(Es9Function.HandleNotification)?.Position),
    ];

    private static void ExpectBlocks(LpaBench bench, Es10Exchange one)
    {
        for (int i = 0; i < one.Blocks.Count; i++)
        {
            CommandApdu block = one.Blocks[i];
            string which = $"block {i} of {one.Blocks.Count} with the tag {one.Tag:X2}";
            bench.Expect(block.P1 == (i == one.Blocks.Count - 1 ? 0x91 : 0x11), $"{which}: P1 is {(i == one.Blocks.Count - 1 ? "91" : "11")}", $"{block.P1:X2}");
            bench.Expect(block.P2 == i, $"{which}: P2 is {i:X2}", $"{block.P2:X2}");
            bench.Expect(block.Data.Length is > 0 and <= 255 && !block.IsExtended, $"{which}: Lc is 1 to 255", $"{block.Data.Length}{(block.IsExtended ? ", in extended form" : "")}");
        }
    }
}

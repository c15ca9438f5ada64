using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>
/// A bound profile package that stops after any of its TLVs, comes in any portions or on any channel. SGP.22 v2.5 §2.5.5, §3.1.3.3, §5.7.6.
/// </summary>
public sealed class LoadInterruptionTests
{
    private static readonly TestServer Server = new()
    {
        ElementBlock = 300,
        MetadataBlock = 60,
        ReplaceSessionKeys = Octets.FromHex("BF2636" + "8010000102030405060708090A0B0C0D0E0F" + "8110010102030405060708090A0B0C0D0E0F"
            + "8210020102030405060708090A0B0C0D0E0F"),
    };

    [TestCase("a reset", true)]
    [TestCase("CancelSession", false)]
    [TestCase("GetEUICCChallenge", false)]
    [TestCase("power loss", true)]
    public void A_load_that_stops_after_any_TLV_leaves_nothing_but_what_there_is_to_tell(string end, bool isTold)
    {
        int count = new TestEuicc().Bind(Server, upp: TestPackages.Small()).Segments().Count;
        Assert.That(count, Is.GreaterThan(8));
        for (int loaded = 0; loaded < count; loaded++)
        {
            TestEuicc card = new();
            card.Install(TestPackages.SecondIccid);
            card.RemoveNotifications();
            (int memory, string profiles, string addresses) = (card.State.FreeMemory, card.Es10("BF2D00"), card.Es10("BF3C00"));
            foreach (Octets segment in card.Bind(Server, upp: TestPackages.Small()).Segments().Take(loaded))
                Assert.That(card.StoreData(segment), Is.EqualTo(ResponseApdu.Ok));
            card = End(card, end);

            Assert.That(card.Notifications(), Has.Count.EqualTo(isTold && loaded > 0 ? 1 : 0), $"after {loaded}");
            if (isTold && loaded > 0) Assert.That(Told(card).Error().Reason, Is.EqualTo(ErrorReason.InstallFailedDueToInterruption));
            Assert.That((card.State.FreeMemory, card.Es10("BF2D00"), card.Es10("BF3C00")), Is.EqualTo((memory, profiles, addresses)));
            Assert.That(card.State.PendingInstallation, Is.Null);
            Assert.That(card.LoadSmall(Server).Aid(), Is.EqualTo(Octets.FromHex("A0000005591010FFFFFFFF8900001100")), "the next AID is still free");
        }
    }

    [Test]
    public void A_package_may_come_in_any_portions()
    {
        Gen<int> size = Gen.OneOf(Gen.Choose(1, 20), Gen.Choose(1, 1500));
        Prop.ForAll(Arb.From(Gen.NonEmptyListOf(size)), sizes =>
        {
            TestEuicc card = new();
            Octets package = Octets.Concat([.. card.Bind(Server, upp: TestPackages.Small()).Segments()]);
            // The first portion has the tag of the package, to be told from a command.
            List<Octets> portions = [package.Slice(0, 5)];
            for (int at = 5, i = 0; at < package.Length; i++)
            {
                int length = Math.Min(sizes[i % sizes.Count], package.Length - at);
                portions.Add(package.Slice(at, length));
                at += length;
            }
            return card.Load(portions).Aid().Length == 16;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithQuietOnSuccess(true));
    }

    [Test]
    public void A_load_may_change_the_channel_at_each_segment()
    {
        TestEuicc card = WithChannels(4);
        List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
        for (int i = 0; i < segments.Count - 1; i++) Assert.That(card.StoreData(segments[i], channel: i % 4), Is.EqualTo(ResponseApdu.Ok));
        Assert.That(card.StoreData(segments[^1], channel: 3).Data.ToString(), Does.StartWith("BF37"));
        Assert.That(card.Profiles(), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_load_goes_on_after_its_channel_was_closed()
    {
        TestEuicc card = WithChannels(2);
        List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
        card.StoreData(segments[0], channel: 1);
        Assert.That(card.Send("0070800100", "0070000001", "01A4040010A0000005591010FFFFFFFF890000010000"), Does.EndWith("9000"));
        foreach (Octets segment in segments.Skip(1)) card.StoreData(segment, channel: 1);
        Assert.That(card.Profiles(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Half_a_segment_is_forgotten_with_its_channel_and_comes_again()
    {
        TestEuicc card = WithChannels(2);
        List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
        card.StoreData(segments[0]);
        // The first block of a chain that never ends.
        Assert.That(card.Send($"81E21100{10:X2}{segments[1].Slice(0, 10)}"), Is.EqualTo("9000"));
        Assert.That(card.Send("0070800100"), Is.EqualTo("9000"));
        foreach (Octets segment in segments.Skip(1)) card.StoreData(segment);
        Assert.That(card.Profiles(), Has.Count.EqualTo(1));
    }

    [Test]
    public void After_a_reset_in_the_middle_the_rest_of_the_package_is_not_taken()
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
        foreach (Octets segment in segments.Take(4)) card.StoreData(segment);
        card.Reset();
        Assert.That(card.StoreData(segments[4]).Status.ToString(), Is.EqualTo("6A88"));
        Assert.That(card.StoreData(segments[0]).Status.ToString(), Is.EqualTo("6985"));
    }

    [Test]
    public void What_comes_after_a_result_is_not_taken()
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(new() { RemoteOperation = 2 }, upp: TestPackages.Small()).Segments();
        Assert.That(card.StoreData(segments[0]).Data.ToString(), Does.StartWith("BF37"));
        Assert.That(card.StoreData(segments[1]).Status.ToString(), Is.EqualTo("6A88"));
        Assert.That(card.StoreData(segments[0]).Status.ToString(), Is.EqualTo("6985"));
        Assert.That(card.Notifications(), Has.Count.EqualTo(1));
    }

    private static TestEuicc End(TestEuicc card, string end)
    {
        switch (end)
        {
            case "a reset":
                card.Reset();
                return card;
            case "power loss":
                return new(card.State);
            case "CancelSession":
                Assert.That(card.Es10("BF410D80080102030405060708810105"), Does.StartWith("BF4159A0"));
                return card;
            default:
                card.Challenge();
                return card;
        }
    }

    private static ProfileInstallationResultData Told(TestEuicc card)
    {
        RetrieveNotificationsListResponse.Ok list = (RetrieveNotificationsListResponse.Ok)card.Call(new RetrieveNotificationsListRequest());
        ProfileInstallationResult result = ((PendingNotification.ProfileInstallationResult)list.Value.Single().Value).Value;
        Assert.That(TestEuicc.IsSignedByEuicc(result.ProfileInstallationResultData.Encoded, result.EuiccSignPIR));
        return result.ProfileInstallationResultData.Value;
    }

    private static TestEuicc WithChannels(int count)
    {
        TestEuicc card = new();
        for (int channel = 1; channel < count; channel++)
            Assert.That(card.Send("0070000001", $"0{channel}A4040010A0000005591010FFFFFFFF890000010000"), Does.EndWith("9000"));
        return card;
    }
}

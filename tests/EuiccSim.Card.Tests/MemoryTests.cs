using EuiccSim.Card.Store;
using EuiccSim.Card.Tests.Store;
using EuiccSim.Card.Tests.Uicc;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.Tests;

/// <summary>Whatever is kept takes of the chip's memory, is refused when there is no more, and gives it back. SGP.22 v2.5 §5.7.8, TS 102 226 §8.2.1.7.2.</summary>
public sealed class MemoryTests
{
    private const NotificationEvent AllEvents = NotificationEvent.NotificationInstall | NotificationEvent.NotificationEnable
        | NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete;

    [Test]
    public void Objects_of_a_BER_TLV_file_take_memory_and_give_it_back()
    {
        CardState state = TestCard.State(TestProfile.Build());
        TestEuicc card = new(state with { Euicc = state.Euicc with { Properties = new() { NonVolatileMemory = 800 } } });
        int free = Free(card);
        card.Send($"00A4040C10{TestProfile.UsimAid}", Commands.VerifyPin1, Commands.VerifyAdm1, "00A4000C026FF0");
        Assert.That(SetData(card, "81", 200), Is.EqualTo("9000"));
        Assert.That(Free(card), Is.EqualTo(free - 203));
        Assert.That(SetData(card, "82", 120), Is.EqualTo("9000"));
        Assert.That(Free(card), Is.EqualTo(free - 203 - 122));
        Assert.That(SetData(card, "83", 220), Is.EqualTo("6A84"), "the file has room for 600, the card has not");
        Assert.That((Free(card), SetData(card, "84", 1)), Is.EqualTo((free - 325, "9000")));
        Assert.That(SetData(card, "81", 5), Is.EqualTo("9000"), "shorter than before");
        Assert.That(Free(card), Is.EqualTo(free - 7 - 122 - 3));
    }

    [Test]
    public void A_profile_takes_memory_for_its_metadata_and_gives_all_of_it_back()
    {
        TestEuicc card = new();
        int free = Free(card);
        Octets small = card.Install(TestPackages.IccidDigits);
        int plain = free - Free(card);
        card.Delete(small);
        Assert.That(Free(card), Is.EqualTo(free));
        Octets large = card.Install(TestPackages.IccidDigits, metadata => metadata with
        {
            NotificationConfigurationInfo = [TestPackages.Recipient(AllEvents, new('a', 10_000))],
            IconType = IconType.Png,
            Icon = Octets.Of(new byte[1024]),
            ServiceSpecificDataStoredInEuicc = [Vendor(3000)],
            ServiceSpecificDataNotStoredInEuicc = [Vendor(7000)],
        });
        Assert.That(free - Free(card) - plain, Is.InRange(14_000, 14_100), "all but what is not to be stored");
        Assert.That(card.State.Profiles[0].Metadata.ServiceSpecificDataNotStoredInEuicc, Is.Null);
        card.Call(new SetNicknameRequest { Iccid = card.State.Profiles[0].Metadata.Iccid, ProfileNickname = "Été" });
        Assert.That(free - Free(card) - plain, Is.InRange(14_005, 14_105));
        card.Delete(large);
        Assert.That(Free(card), Is.EqualTo(free));
    }

    [TestCase(500_000, 2)]
    [TestCase(2_000_000, 0)]
    public void Metadata_that_do_not_fit_are_an_insufficient_memory(int length, int fit)
    {
        TestEuicc card = new();
        string[] iccids = [TestPackages.IccidDigits, TestPackages.SecondIccid, TestPackages.ThirdIccid];
        for (int i = 0; i <= fit; i++)
        {
            StoreMetadataRequest metadata = TestPackages.Metadata(iccids[i]) with
            {
                NotificationConfigurationInfo = [TestPackages.Recipient(NotificationEvent.NotificationEnable, new('a', length))],
            };
            ProfileInstallationResultData result = card.Install(TestPackages.Small(iccids[i]), metadata);
            if (i < fit) Assert.That(result.FinalResult, Is.TypeOf<FinalResult.Success>());
            else Assert.That(result.Error(), Is.EqualTo((BppCommandId.StoreMetadata, ErrorReason.InstallFailedDueToInsufficientMemoryForProfile)));
        }
        Assert.That(ImageFolder.Copy(card.State).Profiles, Has.Count.EqualTo(fit));
    }

    [Test]
    public void Notifications_with_long_addresses_are_bounded_and_the_image_stays_readable()
    {
        TestEuicc card = new(euicc: TestEuicc.Configuration with { Properties = new() { NotificationMemory = 200_000 } });
        Octets aid = card.Install(TestPackages.IccidDigits, metadata => metadata with
        {
            NotificationConfigurationInfo = [TestPackages.Recipient(NotificationEvent.NotificationEnable, new('a', 50_000))],
        });
        int enabled = 0;
        while (card.Enable(aid) == EnableResult.Ok)
        {
            enabled++;
            Assert.That(card.Disable(aid), Is.EqualTo(DisableResult.Ok));
        }
        Assert.That((enabled, card.Enable(aid)), Is.EqualTo((3, EnableResult.UndefinedError)));
        Assert.That(card.State.Notifications.Sum(one => one.Encoded.Length), Is.InRange(150_000, 200_000));
        Assert.That(ImageFolder.Copy(card.State).Notifications, Has.Count.EqualTo(4));
        card.RemoveNotifications();
        Assert.That(card.Enable(aid), Is.EqualTo(EnableResult.Ok));
    }

    [Test]
    public void What_a_notification_was_reckoned_to_take_is_never_less_than_what_it_takes()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.IccidDigits, metadata => metadata with
        {
            NotificationConfigurationInfo = [TestPackages.Recipient(AllEvents, "é.example.com"), TestPackages.Recipient(AllEvents, new('b', 40_000))],
        });
        CardState state = card.State with { NextSequenceNumber = 1L << 52 };
        var profile = state.Profiles[0];
        var need = EuiccSim.Card.IsdR.Notifications.NeedFor(state, profile, NotificationEvent.NotificationEnable);
        CardState after = EuiccSim.Card.IsdR.Notifications.Add(state, profile, NotificationEvent.NotificationEnable);
        long taken = after.Notifications.Skip(state.Notifications.Count).Sum(one => (long)one.Encoded.Length);
        Assert.That((need.Count, need.Octets), Is.EqualTo((2, need.Octets)));
        Assert.That(need.Octets, Is.InRange(taken, taken + 200));
        Assert.That(state.Notifications[0].Encoded.Length,
            Is.LessThanOrEqualTo(EuiccSim.Card.IsdR.Notifications.NeedForResult("testsmdpplus1.example.com").Octets), "the result of the installation");
        Assert.That(card.Enable(aid), Is.EqualTo(EnableResult.Ok));
    }

    [Test]
    public void A_full_card_takes_no_longer_nickname_and_no_longer_address()
    {
        TestEuicc roomy = new();
        roomy.Install(TestPackages.IccidDigits);
        int size = (1 << 20) - Free(roomy);
        CardState state = roomy.State;
        TestEuicc card = new(state with { Euicc = state.Euicc with { Properties = new() { NonVolatileMemory = size + 20 } } });
        Assert.That(Free(card), Is.EqualTo(20));
        Assert.That(SetAddress(card, new('a', 20)), Is.EqualTo(SetDefaultDpAddressResult.Ok));
        Assert.That(Free(card), Is.Zero);
        Assert.That(SetAddress(card, new('b', 21)), Is.EqualTo(SetDefaultDpAddressResult.UndefinedError));
        Assert.That(SetAddress(card, new('c', 20)), Is.EqualTo(SetDefaultDpAddressResult.Ok), "it takes the place of the other");
        Assert.That(SetNickname(card, "n"), Is.EqualTo(SetNicknameResult.UndefinedError));
        Assert.That(SetAddress(card, ""), Is.EqualTo(SetDefaultDpAddressResult.Ok));
        Assert.That((SetNickname(card, "ééééééééééé"), SetNickname(card, "éééééééééé")), Is.EqualTo((SetNicknameResult.UndefinedError, SetNicknameResult.Ok)));
        Assert.That((Free(card), SetNickname(card, "")), Is.EqualTo((0, SetNicknameResult.Ok)));
        Assert.That(Free(card), Is.EqualTo(20));
    }

    [Test]
    public void What_another_channel_takes_while_a_package_is_loaded_is_not_there_for_the_profile()
    {
        int size = SizeOfSmall();
        TestEuicc card = new(euicc: TestEuicc.Configuration with { Properties = new() { NonVolatileMemory = size + 10 } });
        Assert.That(card.Send("0070000001", "01A4040C10A0000005591010FFFFFFFF8900000100"), Is.EqualTo("9000"));
        List<Octets> segments = card.Bind(upp: TestPackages.Small()).Segments();
        foreach (Octets segment in segments.SkipLast(1)) card.StoreData(segment);
        Octets address = Asn1Codec.Encode(new SetDefaultDpAddressRequest { DefaultDpAddress = new('a', 11) });
        Assert.That(card.StoreData(address, channel: 1).Data.ToString(), Is.EqualTo("BF3F03800100"));
        Assert.That(card.Load(segments.TakeLast(1)).Error(),
            Is.EqualTo((BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToInsufficientMemoryForProfile)));
        Assert.That((card.Profiles().Count, Free(card)), Is.EqualTo((0, size - 1)));
    }

    [Test]
    public void An_image_too_large_to_be_read_again_does_not_take_the_place_of_the_old_one()
    {
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        CardState good = new TestEuicc().State;
        store.Save(good);
        byte[] before = File.ReadAllBytes(folder.Image);
        Assert.That(() => store.Save(good with { DefaultDpAddress = new('a', 65 << 20) }),
            Throws.TypeOf<CardImageException>().With.Message.Contains("no card image has more than 67108864 octets"));
        Assert.That(() => store.Save(good with { PersonalityName = "nobody" }), Throws.TypeOf<CardImageException>().With.Message.Contains("personality"));
        Assert.That(() => store.Save(good with { NextSequenceNumber = -1 }), Throws.TypeOf<CardImageException>().With.Message.Contains("nextSequenceNumber"));
        Assert.That(() => store.Save(good with { Euicc = good.Euicc with { Properties = new() { NonVolatileMemory = -1 } } }),
            Throws.TypeOf<CardImageException>().With.Message.Contains("nonVolatileMemory"));
        Assert.That(() => store.Save(good with { Euicc = good.Euicc with { Credentials = [] } }), Throws.TypeOf<CardImageException>());
        Assert.That(File.ReadAllBytes(folder.Image), Is.EqualTo(before));
    }

    [Test]
    public void A_chain_of_STORE_DATA_ends_at_65280_octets()
    {
        TestEuicc card = new(new CardOptions { Personality = Personality.Default with { AcceptsExtendedLength = true } });
        string block = new('0', 2 * 32_640);
        Assert.That(card.Send($"80E211000 07F80{block}", $"80E211010 07F80{block}"), Is.EqualTo("9000"));
        Assert.That(card.Send("80E211020100"), Is.EqualTo("6A84"));
        Assert.That(card.Send("80E291030100"), Is.EqualTo("6A86"), "the chain is forgotten");
    }

    private static int SizeOfSmall()
    {
        TestEuicc card = new();
        card.Install(TestPackages.IccidDigits);
        return (1 << 20) - Free(card);
    }

    /// <summary>What EUICCInfo2 says, asked on a channel of its own.</summary>
    private static int Free(TestEuicc card)
    {
        string opened = card.Send(Commands.OpenChannel);
        int channel = Convert.ToInt32(opened[..2], 16);
        Assert.That(card.Send($"0{channel}A4040C10A0000005591010FFFFFFFF8900000100"), Is.EqualTo("9000"));
        EuiccInfo2 info = Asn1Codec.Decode<EuiccInfo2>(card.StoreData(Octets.FromHex("BF2200"), channel: channel).Data);
        card.Send($"007080{channel:X2}");
        return Convert.ToInt32(info.ExtCardResource.ToString().Substring(10, 8), 16);
    }

    private static string SetData(TestEuicc card, string tag, int length)
    {
        string header = length < 0x80 ? $"{tag}{length:X2}" : $"{tag}81{length:X2}";
        return card.Send($"80DB0080{(header.Length / 2) + length:X2}{header}{new string('0', 2 * length)}");
    }

    private static SetDefaultDpAddressResult SetAddress(TestEuicc card, string address) =>
        card.Call(new SetDefaultDpAddressRequest { DefaultDpAddress = address }).SetDefaultDpAddressResult;

    private static SetNicknameResult SetNickname(TestEuicc card, string nickname) =>
        card.Call(new SetNicknameRequest { Iccid = card.State.Profiles[0].Metadata.Iccid, ProfileNickname = nickname }).SetNicknameResult;

    private static VendorSpecificData Vendor(int length) => new() { VendorOid = new("1.2.3"), Data = BoundPackage.Tlv("04", Octets.Of(new byte[length])) };
}

using System.Runtime.Versioning;
using EuiccSim.Card.Chip;
using EuiccSim.Card.Profiles;
using EuiccSim.Card.Store;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Card.Tests.Store;

public sealed class FileCardStoreTests
{
    [TestCase("TS48v1_A.der")]
    [TestCase("TS48v2_SAIP2.1_BERTLV.der")]
    [TestCase("TS48v5_SAIP2.3_BERTLV_SUCI.der")]
    [TestCase("TS48v5_SAIP2.3_NoBERTLV.der")]
    public void A_used_card_with_a_package_of_TS_48_comes_back_as_it_was(string file)
    {
        Octets upp = Octets.Wrap(File.ReadAllBytes(SharedData.Require($"ts48/{file}")));
        TestEuicc card = new();
        card.Enable(card.Install(upp).Aid());
        ExpectTheSame(Used(card));
    }

    [Test]
    public void A_used_card_with_a_built_package_and_three_more_comes_back_as_it_was()
    {
        TestEuicc card = new();
        card.Install(TestPackages.SecondIccid);
        card.Install(TestPackages.ThirdIccid, metadata => metadata with { ServiceProviderName = "Été \"\\\u0001 中文" });
        card.Enable(card.Install(TestPackages.Built).Aid());
        ExpectTheSame(Used(card));
    }

    [Test]
    public void A_new_card_comes_back_as_it_was() => ExpectTheSame(new TestEuicc().State);

    [Test]
    public void A_card_of_all_curves_and_other_properties_comes_back_as_it_was()
    {
        RspPki brainpool = TestPki.Create(EcCurve.BrainpoolP256r1, new SeededRandom("pki"), TestEuicc.Now.AddYears(-1));
        RspPki french = TestPki.Create(EcCurve.Frp256v1, new SeededRandom("pki"), TestEuicc.Now.AddYears(-1));
        TestEuicc card = new(euicc: EuiccConfigurations.From(TestEuicc.Pki, brainpool, french) with
        {
            RootDsAddress = "ds.example.com",
            RulesAuthorisationTable = [],
            Properties = new()
            {
                ProfileVersion = new(3, 3, 1),
                Svn = new(2, 4, 1),
                EuiccFirmwareVer = new(9, 8, 7),
                UiccCapability = Protocol.Saip.UiccCapability.UsimSupport | (Protocol.Saip.UiccCapability)(1UL << 40),
                RspCapability = RspCapability.CrlSupport,
                Ts102241Version = new(1, 2, 3),
                AdditionalProfilePackageVersions = [new(3, 1, 0)],
                GlobalplatformVersion = null,
                EuiccCategory = null,
                ForbiddenProfilePolicyRules = Protocol.Rsp.Common.PprIds.Ppr1,
                PpVersion = new(4, 5, 6),
                SasAccreditationNumber = "ANOTHER",
                NonVolatileMemory = 1,
                VolatileMemory = 2,
                MaximumNotifications = 3,
                NotificationMemory = 4,
                DirectoryLevels = 5,
            },
        });
        CardState copy = ImageFolder.Copy(card.State);
        Assert.That(copy.Euicc.Properties, Is.EqualTo(card.State.Euicc.Properties));
        ExpectTheSame(card.State);
    }

    [Test]
    public void Each_commit_is_in_the_file_before_the_answer_leaves()
    {
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        TestEuicc card = new(new CardOptions { Store = store });
        card.Enable(card.Install(TestPackages.Built).Aid());
        card.Send("00A4040C10A0000000871002FFFFFFFF8907090000", "0020000108" + "3030303030303030");
        Assert.That(ImageFolder.Write(folder.Read()), Is.EqualTo(ImageFolder.Write(card.State)));
        Assert.That(card.State.EnabledOn(0), Is.Not.Null);
    }

    [Test]
    public void A_download_that_the_power_cut_off_is_reported_after_loading()
    {
        using ImageFolder folder = new();
        using (FileCardStore store = folder.Open())
        {
            TestEuicc card = new(new CardOptions { Store = store });
            foreach (Octets segment in card.Bind().Segments().Take(5)) card.StoreData(segment);
            Assert.That(card.State.PendingInstallation, Is.Not.Null);
            Assert.That(folder.Read().PendingInstallation, Is.EqualTo(card.State.PendingInstallation));
            Assert.That(folder.Read().OneTimeKey, Is.EqualTo(card.State.OneTimeKey));
        }
        using FileCardStore again = folder.Open();
        VirtualEuicc loaded = VirtualEuicc.Load(null, new() { Store = again });
        Assert.That(loaded.Snapshot().Notifications, Has.Count.EqualTo(1));
        Assert.That(folder.Read().PendingInstallation, Is.Null, "and that is saved");
    }

    [Test]
    public void A_change_of_profiles_that_waits_for_the_reset_is_kept()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.Built).Aid();
        card.Send("8010000001FF");
        card.Enable(aid, refresh: true);
        Assert.That(card.State.On(0).PendingSwitch, Is.Not.Null);
        Assert.That(ImageFolder.Copy(card.State).On(0).PendingSwitch, Is.EqualTo(card.State.On(0).PendingSwitch));
        Assert.That(VirtualEuicc.Restore(ImageFolder.Copy(card.State)).Snapshot().EnabledOn(0)?.IsdpAid, Is.EqualTo(aid));
    }

    [Test]
    public void A_card_loaded_from_an_image_shares_its_files_with_the_others()
    {
        TestEuicc card = new();
        card.Install(TestPackages.Built);
        CardState copy = ImageFolder.Copy(card.State);
        Assert.That(copy.Profiles[0].Uicc.Files, Is.SameAs(card.State.Profiles[0].Uicc.Files));
    }

    [Test]
    public void The_personality_is_kept_and_used()
    {
        CardState state = ImageFolder.Copy(new TestEuicc().State with { PersonalityName = "t0" });
        Assert.That(state.PersonalityName, Is.EqualTo("t0"));
        VirtualEuicc card = VirtualEuicc.Restore(state);
        // As under T=0, a command with data and an answer gets '61XX'.
        Assert.That(card.Process(Octets.FromHex("00A4040010A0000005591010FFFFFFFF890000010000")).ToString(), Does.StartWith("61"));
    }

    [Test]
    public void A_store_without_a_file_is_empty()
    {
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        Assert.That((store.Exists, store.Load()), Is.EqualTo((false, (CardState?)null)));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no such modes")]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_user_can_read_an_image()
    {
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        store.Save(new TestEuicc().State);
        Assert.That(File.GetUnixFileMode(folder.Image), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Every_property_of_the_chip_is_in_the_image()
    {
        // A usual limit is not written: the first images of version 1 do not know it.
        EuiccProperties unusual = new()
        {
            MaximumNotifications = 9,
            NotificationMemory = 8,
            DirectoryLevels = 7,
            AdditionalProfilePackageVersions = [],
        };
        TestEuicc card = new(euicc: TestEuicc.Configuration with { Properties = unusual });
        string image = System.Text.Encoding.UTF8.GetString(ImageFolder.Write(card.State));
        foreach (var property in typeof(EuiccProperties).GetProperties())
            Assert.That(image, Does.Contain($"\"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}\""));
    }

    /// <summary>Changes whatever a phone, a user and a server can change.</summary>
    private static CardState Used(TestEuicc card)
    {
        card.Call(new SetDefaultDpAddressRequest { DefaultDpAddress = "dp.example.com" });
        card.Call(new SetNicknameRequest { Iccid = card.State.EnabledOn(0)!.Metadata.Iccid, ProfileNickname = "Été \u0007\"" });
        UiccProfile uicc = card.State.EnabledOn(0)!.Uicc;
        FileNode usim = uicc.Files.Adfs[0];
        card.Send($"00A4040C{usim.DfName.Length:X2}{usim.DfName}");
        foreach (PinState pin in uicc.Pins) card.Send($"002000{pin.Reference:X2}08{pin.Value}");
        card.Send("00A4080C047FFF6F7E", "00D600000312AB34", "00A4080C047FFF6F3C", "00DC0104B0" + new string('7', 352), "0044000000");
        if (uicc.Puks.Length > 0) card.Send("002C0001" + "10" + new string('0', 32));
        card.Send("00200001083039303930393039", $"00A4040C{usim.DfName.Length:X2}{usim.DfName}");
        Authenticate(card, uicc.Aka[usim.AkaSlot]);
        Assert.That(card.State.EnabledOn(0)!.Uicc.Contents, Has.Count.GreaterThanOrEqualTo(1), "changed files");
        return card.State;
    }

    /// <summary>Uses up a sequence number. The verified PIN was lost with the wrong one only if that was the last try.</summary>
    private static void Authenticate(TestEuicc card, AkaRecord record)
    {
        using AkaAlgorithm network = record.CreateAlgorithm();
        byte[] rand = new byte[16];
        Octets autn = Aka.BuildAutn(network, rand, Convert.FromHexString("000000000123"), [0x80, 0x00]);
        Assert.That(card.Send($"00880081221000000000000000000000000000000000{"10"}{autn}00"), Does.StartWith("DB").And.EndsWith("9000"));
        Assert.That(card.State.EnabledOn(0)!.Uicc.Aka[0].Sequences, Is.Not.EqualTo(record.Sequences));
    }

    private static void ExpectTheSame(CardState state)
    {
        CardState copy = ImageFolder.Copy(state);
        Assert.That(Behaviour.Of(copy), Is.EqualTo(Behaviour.Of(state)));
        Assert.That(ImageFolder.Write(copy), Is.EqualTo(ImageFolder.Write(state)));
    }
}

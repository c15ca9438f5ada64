using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>GetProfilesInfo and SetNickname. SGP.22 v2.5 §5.7.15, §5.7.21.</summary>
public sealed class ProfilesInfoTests
{
    private const string FirstIccid = "5A0A98109909002143658739";
    private const string SecondIccid = "5A0A98109909002143658720";
    private const string FirstAid = "4F10A0000005591010FFFFFFFF8900001000";
    private const string SecondAid = "4F10A0000005591010FFFFFFFF8900001100";

    private readonly TestEuicc _card = new();

    public ProfilesInfoTests()
    {
        _card.Install(TestPackages.IccidDigits, Rich);
        _card.Install(TestPackages.SecondIccid, m => m with
        {
            ProfileClass = ProfileClass.Test,
            NotificationConfigurationInfo = null,
            ServiceProviderName = "S",
            ProfileName = "P",
        });
    }

    [Test]
    public void An_empty_card_has_an_empty_list() => Assert.That(new TestEuicc().Es10("BF2D00"), Is.EqualTo("BF2D02A0009000"));

    /// <summary>Laid out as a card that was recorded: 'BF2D A0 E3 5A 4F 9F70 91 92 95'.</summary>
    [Test]
    public void Without_a_list_of_tags_the_usual_data_come() =>
        Assert.That(_card.Es10("BF2D0EA00C" + SecondIccid), Is.EqualTo(
            Answer(SecondIccid + SecondAid + "9F700100" + "910153" + "920150" + "950100")));

    [Test]
    public void Icon_and_its_type_are_usual_data_and_rules_are_not() =>
        Assert.That(_card.Es10("BF2D0EA00C" + FirstIccid), Is.EqualTo(Answer(
            FirstIccid + FirstAid + "9F700100" + "910850726F7669646572" + "920750726F66696C65" + "930101" + "9403010203" + "950102")));

    [Test]
    public void All_profiles_come_in_the_order_of_installation()
    {
        string answer = _card.Es10("BF2D045C025A4F");
        Assert.That(answer, Is.EqualTo($"BF2D42A040E31E{FirstIccid}{FirstAid}E31E{SecondIccid}{SecondAid}9000"));
    }

    [TestCase("A00C" + FirstIccid, FirstIccid)]
    [TestCase("A00C" + SecondIccid, SecondIccid)]
    [TestCase("A012" + FirstAid, FirstIccid)]
    [TestCase("A012" + SecondAid, SecondIccid)]
    [TestCase("A003950100", SecondIccid)]
    [TestCase("A003950102", FirstIccid)]
    public void Search_criteria_choose(string criteria, string found)
    {
        string command = criteria + "5C015A";
        Assert.That(_card.Es10($"BF2D{command.Length / 2:X2}{command}"), Is.EqualTo(Answer(found)));
    }

    [TestCase("A00C5A0A89000000000000000000")]
    [TestCase("A0124F10A0000005591010FFFFFFFF8900001200")]
    [TestCase("A0034F01A0")]
    [TestCase("A003950101")]
    public void What_nothing_fits_is_an_empty_list(string criteria) =>
        Assert.That(_card.Es10($"BF2D{criteria.Length / 2:X2}{criteria}"), Is.EqualTo("BF2D02A0009000"));

    [TestCase("", "")]
    [TestCase("5A", FirstIccid)]
    [TestCase("4F", FirstAid)]
    [TestCase("9F70", "9F700100")]
    [TestCase("90", "", Description = "there is no nickname")]
    [TestCase("91", "910850726F7669646572")]
    [TestCase("92", "920750726F66696C65")]
    [TestCase("93", "930101")]
    [TestCase("94", "9403010203")]
    [TestCase("95", "950102")]
    [TestCase("B6", "B610300E800206408108534D2D44502E4142")]
    [TestCase("B7", "B70B800300F110810101820102")]
    [TestCase("B8", "", Description = "ConfigureISDP brought none")]
    [TestCase("99", "99020560")]
    [TestCase("BF22", "", Description = "the metadata have none")]
    [TestCase("959F705A", FirstIccid + "9F700100" + "950102", Description = "the answer has an order of its own")]
    [TestCase("9F715ABF23D0", FirstIccid, Description = "unknown tags, of one and two octets")]
    [TestCase("5A5A", FirstIccid)]
    public void A_list_of_tags_chooses(string tags, string data)
    {
        string command = "A00C" + FirstIccid + $"5C{tags.Length / 2:X2}{tags}";
        Assert.That(_card.Es10($"BF2D{command.Length / 2:X2}{command}"), Is.EqualTo(Answer(data)));
    }

    [TestCase("5C025A9F", Description = "half a tag")]
    [TestCase("5C035A9F80", Description = "two thirds of a tag")]
    [TestCase("A003950103", Description = "a class that there is not")]
    [TestCase("A0039501FF")]
    public void What_cannot_be_asked_for_is_an_incorrect_input_value(string criteria) =>
        Assert.That(_card.Es10($"BF2D{criteria.Length / 2:X2}{criteria}"), Is.EqualTo("BF2D03810101" + "9000"));

    /// <summary>SEQUENCE OF { '80' vendor, 'A1' { one TLV } }.</summary>
    [Test]
    public void Of_service_specific_data_those_for_the_eUICC_are_kept_and_shown_if_asked_for()
    {
        TestEuicc card = new();
        card.Install(TestPackages.IccidDigits, m => m with
        {
            ServiceSpecificDataStoredInEuicc = [new() { VendorOid = new("2.999.10"), Data = Octets.FromHex("040141") }],
            ServiceSpecificDataNotStoredInEuicc = [new() { VendorOid = new("2.999.11"), Data = Octets.FromHex("040142") }],
        });
        Assert.That(card.Es10("BF2D045C02BF22"), Is.EqualTo("BF2D13A011E30FBF220C300A800388370AA103040141" + "9000"));
        Assert.That(card.Es10("BF2D00"), Does.Not.Contain("88370A"));
        Assert.That(card.Es10("BF2D035C015A"), Is.EqualTo("BF2D10A00EE30C" + FirstIccid + "9000"));
    }

    [Test]
    public void The_servers_own_data_are_shown_only_if_asked_for()
    {
        TestEuicc card = new();
        card.LoadSmall(new() { ConfigureIsdp = Octets.FromHex("BF2407B805800388370A") }).Aid();
        Assert.That(card.Es10("BF2D00"), Does.Not.Contain("88370A"));
        Assert.That(card.Es10("BF2D035C01B8"), Does.Contain("B805800388370A"));
    }

    [Test]
    public void A_tag_of_three_octets_is_one_tag() =>
        Assert.That(new TestEuicc(_card.State).Es10("BF2D055C039F805A"), Does.EndWith("E3009000").And.Not.Contain("5A"));

    [Test]
    public void The_state_is_reported()
    {
        TestEuicc card = new(_card.State);
        card.Enable(card.Profiles()[1].IsdpAid!.Value);
        Assert.That(card.Es10("BF2D055C039F7095"), Is.EqualTo("BF2D14A012E3079F700100950102E3079F700101950100" + "9000"));
    }

    [Test]
    public void The_servers_own_data_are_kept()
    {
        TestEuicc card = new();
        card.LoadSmall(new() { ConfigureIsdp = Octets.FromHex("BF2407B805800388370A") }).Aid();
        Assert.That(card.Es10("BF2D035C01B8"), Is.EqualTo(Answer("B805800388370A")));
    }

    [Test]
    public void A_nickname_is_set_kept_replaced_and_removed()
    {
        TestEuicc card = new(_card.State);
        Assert.That(card.Es10($"BF2910{FirstIccid}9002C3A9"), Is.EqualTo("BF29038001009000"));
        card.Reset();
        Assert.That(card.Es10("BF2D11A00C" + FirstIccid + "5C0190"), Is.EqualTo(Answer("9002C3A9")));
        Assert.That(card.Es10($"BF290F{FirstIccid}900142"), Is.EqualTo("BF29038001009000"));
        Assert.That(card.Es10("BF2D11A00C" + FirstIccid + "5C0190"), Is.EqualTo(Answer("900142")));
        Assert.That(card.Es10($"BF290E{FirstIccid}9000"), Is.EqualTo("BF29038001009000"));
        Assert.That(card.Es10("BF2D11A00C" + FirstIccid + "5C0190"), Is.EqualTo(Answer("")));
    }

    [TestCase("N", 64, true)]
    [TestCase("é", 64, true)]
    [TestCase("N", 65, false)]
    public void A_nickname_has_64_characters_at_most(string character, int count, bool fits)
    {
        string name = string.Concat(Enumerable.Repeat(character, count));
        Octets value = BoundPackage.Tlv("90", Octets.Of(System.Text.Encoding.UTF8.GetBytes(name)));
        Octets command = BoundPackage.Tlv("BF29", Octets.Concat(Octets.FromHex(FirstIccid), value));
        TestEuicc card = new(_card.State);
        Assert.That(card.Es10(command.ToString()), Is.EqualTo(fits ? "BF29038001009000" : "6A80"));
        Assert.That(card.Profiles()[0].ProfileNickname, Is.EqualTo(fits ? name : null));
    }

    [Test]
    public void A_nickname_that_is_no_UTF8_is_refused() => Assert.That(_card.Es10($"BF290F{FirstIccid}9001FF"), Is.EqualTo("6A80"));

    [Test]
    public void An_unknown_profile_gets_no_nickname() =>
        Assert.That(_card.Es10("BF290F5A0A89000000000000000000900142"), Is.EqualTo("BF29038001019000"));

    [Test]
    public void A_long_list_comes_in_parts()
    {
        TestEuicc card = new(_card.State);
        Octets icon = Octets.Of(new byte[1024]);
        card.Install(TestPackages.ThirdIccid, m => m with { Icon = icon, IconType = IconType.Jpg });
        Assert.That(card.Profiles()[2].Icon, Is.EqualTo(icon));
    }

    private static StoreMetadataRequest Rich(StoreMetadataRequest metadata) => metadata with
    {
        IconType = IconType.Png,
        Icon = Octets.FromHex("010203"),
        NotificationConfigurationInfo = [TestPackages.Recipient(NotificationEvent.NotificationEnable, "SM-DP.AB")],
        ProfileOwner = new() { MccMnc = Octets.FromHex("00F110"), Gid1 = Octets.FromHex("01"), Gid2 = Octets.FromHex("02") },
        ProfilePolicyRules = PprIds.Ppr1 | PprIds.Ppr2,
    };

    /// <summary>The answer with one profile.</summary>
    private static string Answer(string data) =>
        $"BF2D{(data.Length / 2) + 4:X2}A0{(data.Length / 2) + 2:X2}E3{data.Length / 2:X2}{data}9000";
}

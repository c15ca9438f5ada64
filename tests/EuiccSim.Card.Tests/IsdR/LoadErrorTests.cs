using EuiccSim.Card.Chip;
using EuiccSim.Card.IsdR;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>What a bound profile package may not say, step by step. SGP.22 v2.5 §5.5, §2.5.6.</summary>
public sealed class LoadErrorTests
{
    [TestCase(0)]
    [TestCase(2)]
    public void Only_installation_is_a_known_operation(byte operation) =>
        Expect(new() { RemoteOperation = operation }, BppCommandId.InitialiseSecureChannel, ErrorReason.UnsupportedRemoteOperationType);

    [Test]
    public void The_transaction_of_the_package_is_that_of_the_session() =>
        Expect(
            new() { BoundTransactionId = TransactionId.Parse("0102030405060709") },
            BppCommandId.InitialiseSecureChannel, ErrorReason.InvalidTransactionId);

    [TestCase("87", "10")]
    [TestCase("88", "20")]
    [TestCase("00", "00")]
    public void Only_AES_128_is_known(string keyType, string keyLength) =>
        Expect(
            new()
            {
                Template = new() { KeyType = Octets.FromHex(keyType), KeyLen = Octets.FromHex(keyLength), HostId = Octets.FromHex("80") },
            },
            BppCommandId.InitialiseSecureChannel, ErrorReason.UnsupportedCrtValues);

    [Test]
    public void A_key_off_the_curve_is_refused() =>
        Expect(
            new() { OfferedOtpk = Octets.FromHex("04" + new string('1', 128)) }, BppCommandId.InitialiseSecureChannel,
                ErrorReason.IncorrectInputValues);

    [TestCase(-1, Description = "the signature")]
    [TestCase(10, Description = "the transaction identifier")]
    [TestCase(-80, Description = "the server's key")]
    public void What_was_changed_after_signing_is_refused(int at) =>
        ExpectChanged(
            package => package with { InitialiseSecureChannel = BoundPackage.Damage(package.InitialiseSecureChannel, at) },
            BppCommandId.InitialiseSecureChannel, ErrorReason.InvalidSignature);

    [Test]
    public void The_signature_is_over_the_eUICCs_key_too()
    {
        TestEuicc card = new();
        TestServer server = new();
        Octets earlier = card.Prepare(server).Otpk();
        card.Prepare(server);
        List<Octets> segments = server.Bind(earlier, Asn1Codec.Encode(TestPackages.Metadata()), TestPackages.Small()).Segments();
        Expect(card, segments, BppCommandId.InitialiseSecureChannel, ErrorReason.InvalidSignature);
    }

    [TestCase("BF2300", Description = "empty")]
    [TestCase("BF2303820101", Description = "cut off")]
    public void A_secure_channel_without_its_fields_is_refused(string request) =>
        ExpectChanged(
            package => package with { InitialiseSecureChannel = Octets.FromHex(request) },
            BppCommandId.InitialiseSecureChannel, ErrorReason.IncorrectInputValues);

    [TestCase("BF240B" + "B809" + "8003883701" + "810200" + "00", Description = "an OID of another tree, with more")]
    [TestCase("BF2407" + "B805" + "8003883701", Description = "an OID of another tree")]
    [TestCase("BF2402" + "B800", Description = "no OID")]
    [TestCase("BF2401" + "B8", Description = "cut off")]
    [TestCase("BF2500", Description = "another command")]
    [TestCase("", Description = "nothing")]
    public void ConfigureISDP_takes_the_servers_own_data_only(string command) =>
        Expect(new() { ConfigureIsdp = Octets.FromHex(command) }, BppCommandId.ConfigureIsdp, ErrorReason.IncorrectInputValues);

    [TestCase(126 - 5, true)]
    [TestCase(127 - 5, false)]
    public void ConfigureISDP_has_128_octets_of_data_at_most(int further, bool fits)
    {
        // B8 length { 80 03 oid, 9F01 … }: a field of later versions fills it up.
        Octets data = Octets.Concat(Octets.FromHex("8003" + "88370A"), BoundPackage.Tlv("81", Octets.Of(new byte[further - 2])));
        TestServer server = new() { ConfigureIsdp = BoundPackage.Tlv("BF24", BoundPackage.Tlv("B8", data)) };
        if (!fits) Expect(server, BppCommandId.ConfigureIsdp, ErrorReason.IncorrectInputValues);
        else Assert.That(new TestEuicc().LoadSmall(server).Aid().Length, Is.EqualTo(16));
    }

    private static IEnumerable<TestCaseData> BadMetadata()
    {
        static TestCaseData Case(string name, ErrorReason reason, Func<StoreMetadataRequest, StoreMetadataRequest> change) =>
            new TestCaseData(Asn1Codec.Encode(change(TestPackages.Metadata())), reason).SetName(name);
        static TestCaseData Raw(string name, string metadata) =>
            new TestCaseData(Octets.FromHex(metadata), ErrorReason.IncorrectInputValues).SetName(name);
        const string Iccid = "5A0A98109909002143658739";
        yield return Raw("metadata empty", "BF2500");
        yield return Raw("metadata without names", "BF250C" + Iccid);
        yield return Raw("metadata without profile name", "BF250F" + Iccid + "910141");
        yield return Raw("metadata without ICCID", "BF2506" + "910141" + "920141");
        yield return Raw("metadata with a service provider of 33 characters", "BF2532" + Iccid + "9121" + new string('4', 66) + "920141");
        yield return Raw("metadata with a profile name of 65 characters", "BF2552" + Iccid + "910141" + "9241" + new string('4', 130));
        yield return Raw("metadata out of order", "BF2512" + Iccid + "920141" + "910141");
        yield return Raw("metadata longer than they say", "BF2512" + Iccid + "910141" + "920141" + "00");
        yield return Raw("metadata shorter than they say", "BF2513" + Iccid + "910141" + "920141");
        yield return Raw("metadata of another command", "BF2A12" + Iccid + "910141" + "920141");
        yield return Raw("metadata with an icon of 1025 octets",
            "BF25820419" + Iccid + "910141" + "920141" + "930100" + "94820401" + new string('0', 2050));
        yield return Case("icon without its type", ErrorReason.IncorrectInputValues, m => m with { Icon = Octets.FromHex("00") });
        yield return Case("type without an icon", ErrorReason.IncorrectInputValues, m => m with { IconType = IconType.Png });
        yield return Case("unknown class", ErrorReason.UnsupportedProfileClass, m => m with { ProfileClass = (ProfileClass)3 });
        yield return Case("rule without owner", ErrorReason.PprNotAllowed, m => m with { ProfilePolicyRules = PprIds.Ppr1 });
    }

    [TestCaseSource(nameof(BadMetadata))]
    public void Bad_metadata_are_refused(Octets metadata, ErrorReason reason)
    {
        TestEuicc card = new();
        TestServer server = new();
        Expect(card, server.Bind(card.Prepare(server).Otpk(), metadata, TestPackages.Small()).Segments(), BppCommandId.StoreMetadata,
            reason);
    }

    [Test]
    public void Names_are_counted_in_characters()
    {
        string name = string.Concat(Enumerable.Repeat("é", 32));
        Octets aid = new TestEuicc().Install(TestPackages.IccidDigits, m =>
            m with { ServiceProviderName = name, ProfileName = name + name });
        Assert.That(aid.Length, Is.EqualTo(16));
    }

    [Test]
    public void An_ICCID_is_installed_once()
    {
        TestEuicc card = new();
        card.Install(TestPackages.IccidDigits);
        Assert.That(card.LoadSmall(new()).Error(),
            Is.EqualTo((BppCommandId.StoreMetadata, ErrorReason.InstallFailedDueToIccidAlreadyExistsOnEuicc)));
        Assert.That(card.Profiles(), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_test_profile_needs_a_chip_that_supports_them()
    {
        EuiccProperties properties = new() { RspCapability = RspCapability.AdditionalProfile };
        TestEuicc card = new(euicc: TestEuicc.Configuration with { Properties = properties });
        StoreMetadataRequest metadata = TestPackages.Metadata() with { ProfileClass = ProfileClass.Test };
        Expect(card, card.Bind(metadata: metadata, upp: TestPackages.Small()).Segments(), BppCommandId.StoreMetadata,
            ErrorReason.UnsupportedProfileClass);
    }

    private static string Keys(int mcv, int enc, int mac)
    {
        string content = $"80{mcv:X2}{new string('0', 2 * mcv)}81{enc:X2}{new string('1', 2 * enc)}82{mac:X2}{new string('2', 2 * mac)}";
        return $"BF26{content.Length / 2:X2}{content}";
    }

    [TestCase(15, 16, 16)]
    [TestCase(16, 17, 16)]
    [TestCase(16, 16, 0)]
    [TestCase(16, 32, 16)]
    [TestCase(16, 16, 24)]
    public void Keys_have_16_octets(int mcv, int enc, int mac) =>
        Expect(new() { ReplaceSessionKeys = Octets.FromHex(Keys(mcv, enc, mac)) }, BppCommandId.ReplaceSessionKeys,
            ErrorReason.IncorrectInputValues);

    [TestCase("BF2600")]
    [TestCase("BF2500")]
    public void Keys_are_all_there(string command) =>
        Expect(new() { ReplaceSessionKeys = Octets.FromHex(command) }, BppCommandId.ReplaceSessionKeys, ErrorReason.IncorrectInputValues);

    [Test]
    public void Elements_come_under_the_replaced_keys() =>
        Assert.That(new TestEuicc().LoadSmall(new() { ReplaceSessionKeys = Octets.FromHex(Keys(16, 16, 16)) }).Aid().Length,
            Is.EqualTo(16));

    [Test]
    public void Elements_under_the_session_keys_do_not_pass_after_a_replacement()
    {
        TestEuicc card = new();
        TestServer server = new();
        Octets otpk = card.Prepare(server).Otpk();
        Octets metadata = Asn1Codec.Encode(TestPackages.Metadata());
        BoundPackage replaced = (server with { ReplaceSessionKeys = Octets.FromHex(Keys(16, 16, 16)) }).Bind(
            otpk, metadata, TestPackages.Small());
        BoundPackage not = server.Bind(otpk, metadata, TestPackages.Small());
        Expect(
            card, (replaced with { ProfileElements = not.ProfileElements }).Segments(), BppCommandId.LoadProfileElements,
                ErrorReason.Scp03tSecurityError);
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(100)]
    public void Metadata_may_be_in_several_parts(int size)
    {
        TestEuicc card = new();
        card.LoadSmall(new() { MetadataBlock = size }).Aid();
        Assert.That(card.Profiles()[0].ProfileName, Is.EqualTo("Profile"));
    }

    [Test]
    public void Metadata_with_a_large_icon_take_two_parts()
    {
        Octets icon = Octets.Of(new byte[1024]);
        TestEuicc card = new();
        card.Install(TestPackages.IccidDigits, m => m with { IconType = IconType.Png, Icon = icon });
        Assert.That(card.Profiles()[0].Icon, Is.EqualTo(icon));
    }

    [Test]
    public void The_ICCID_is_reported_as_soon_as_it_is_known()
    {
        TestEuicc card = new();
        ProfileInstallationResultData early = card.LoadSmall(new() { RemoteOperation = 9 });
        Assert.That(early.NotificationMetadata.Iccid, Is.Null);
        card.Install(TestPackages.IccidDigits);
        ProfileInstallationResultData late = card.LoadSmall(new());
        Assert.That(late.NotificationMetadata.Iccid?.Digits, Is.EqualTo(TestPackages.IccidDigits));
    }

    internal static void Expect(TestServer server, BppCommandId command, ErrorReason reason)
    {
        TestEuicc card = new();
        Expect(card, card.Bind(server, upp: TestPackages.Small()).Segments(), command, reason);
    }

    internal static void ExpectChanged(Func<BoundPackage, BoundPackage> change, BppCommandId command, ErrorReason reason)
    {
        TestEuicc card = new();
        Expect(card, change(card.Bind(upp: TestPackages.Small())).Segments(), command, reason);
    }

    /// <summary>The load fails so; one notification tells of it, nothing else is left, and the profile installs afterwards.</summary>
    internal static void Expect(TestEuicc card, List<Octets> segments, BppCommandId command, ErrorReason reason)
    {
        ProfileInstallationResultData result = card.Load(segments);
        Assert.That(result.Error(), Is.EqualTo((command, reason)));
        Assert.That(result.TransactionId, Is.EqualTo(new TestServer().TransactionId));
        Assert.That(result.SmdpOid, Is.EqualTo(new ObjectIdentifier("2.999.10")));
        NotificationMetadata notification = card.Notifications().Single();
        Assert.That(notification, Is.EqualTo(result.NotificationMetadata));
        Assert.That(
            (notification.NotificationAddress, notification.ProfileManagementOperation),
            Is.EqualTo(("testsmdpplus1.example.com", NotificationEvent.NotificationInstall)));
        Assert.That(card.Profiles(), Is.Empty);
        Assert.That(card.Es10("BF410D80080102030405060708810100"), Is.EqualTo("BF410381017F9000"), "the session is over");
        card.Reset();
        Assert.That(card.Notifications(), Has.Count.EqualTo(1), "a reset has nothing more to tell");
        card.Install(TestPackages.IccidDigits);
        Assert.That(card.Notifications()[1].SeqNumber, Is.EqualTo(notification.SeqNumber + 1));
    }
}

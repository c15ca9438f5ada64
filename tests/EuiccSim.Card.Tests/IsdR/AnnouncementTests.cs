using System.Numerics;
using System.Reflection;
using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>What the card announces is what it does. SGP.22 v2.5 §5.7.8, SAIP §8.2.</summary>
public sealed class AnnouncementTests
{
    /// <summary>
    /// Each bit that is announced by default, and the test of what stands behind it. Four have nothing behind them but that packages which
    /// ask for them are installed: the test profiles of the GSMA (TS.48) ask for them (docs/functions.md).
    /// </summary>
    private static readonly (Enum Bit, string? Test)[] s_behind =
    [
        (UiccCapability.UsimSupport, "Uicc.SelectTests.Partial_name_with_occurrences"),
        (UiccCapability.IsimSupport, "Uicc.SelectTests.Partial_name_with_occurrences"),
        (UiccCapability.CsimSupport, "IsdR.InstallTests.A_package_of_TS_48_is_installed_and_is_a_SIM"),
        (UiccCapability.AkaMilenage, "Uicc.AuthenticateTests.Fresh_challenge_is_answered_and_the_repeated_one_asks_for_resynchronisation"),
        (UiccCapability.AkaTuak128, "Uicc.AuthenticateTests.Tuak_is_answered_with_keys_of_both_lengths"),
        (UiccCapability.AkaTuak256, "Uicc.AuthenticateTests.Tuak_is_answered_with_keys_of_both_lengths"),
        (UiccCapability.UsimTestAlgorithm, "Uicc.AuthenticateTests.Test_algorithm_resynchronises_when_AMF_says_so"),
        (UiccCapability.Javacard, null),
        (UiccCapability.BerTlvFileSupport, "Uicc.BerTlvTests.Objects_are_set_replaced_and_deleted"),
        (UiccCapability.GetIdentity, null),
        (UiccCapability.ProfileAX25519, null),
        (UiccCapability.ProfileBP256, null),
        (RspCapability.AdditionalProfile, "IsdR.AnnouncementTests.A_second_profile_is_installed"),
        (RspCapability.CrlSupport, "IsdR.LoadCrlTests.A_list_is_loaded_again_and_again"),
        (RspCapability.TestProfileSupport, "IsdR.LoadErrorTests.A_test_profile_needs_a_chip_that_supports_them"),
    ];

    [Test]
    public void Each_bit_that_is_announced_has_a_test()
    {
        EuiccProperties properties = new();
        Assert.That(s_behind.Select(row => row.Bit), Is.EqualTo(Bits(properties.UiccCapability).Cast<Enum>().Concat(Bits(properties.RspCapability).Cast<Enum>())));
        foreach (string test in s_behind.Select(row => row.Test).OfType<string>())
        {
            int dot = test.LastIndexOf('.');
            MethodInfo? method = Type.GetType($"EuiccSim.Card.Tests.{test[..dot]}")?.GetMethod(test[(dot + 1)..]);
            Assert.That(method, Is.Not.Null, test);
        }
    }

    private static IEnumerable<TestCaseData> Services => s_services.Select(row => new TestCaseData(row.Bit, row.Asked).SetArgDisplayNames($"{row.Bit}"));

    private static readonly (UiccCapability Bit, ServicesList Asked)[] s_services =
    [
        (UiccCapability.ContactlessSupport, new() { Contactless = true }),
        (UiccCapability.UsimSupport, new() { Usim = true }),
        (UiccCapability.IsimSupport, new() { Isim = true }),
        (UiccCapability.CsimSupport, new() { Csim = true }),
        (UiccCapability.AkaMilenage, new() { Milenage = true }),
        (UiccCapability.AkaCave, new() { Cave = true }),
        (UiccCapability.AkaTuak128, new() { Tuak128 = true }),
        (UiccCapability.AkaTuak256, new() { Tuak256 = true }),
        (UiccCapability.UsimTestAlgorithm, new() { UsimTestAlgorithm = true }),
        (UiccCapability.GbaAuthenUsim, new() { GbaUsim = true }),
        (UiccCapability.GbaAuthenIsim, new() { GbaIsim = true }),
        (UiccCapability.MbmsAuthenUsim, new() { Mbms = true }),
        (UiccCapability.EapClient, new() { Eap = true }),
        (UiccCapability.Javacard, new() { Javacard = true }),
        (UiccCapability.Multos, new() { Multos = true }),
        (UiccCapability.MultipleUsimSupport, new() { MultipleUsim = true }),
        (UiccCapability.MultipleIsimSupport, new() { MultipleIsim = true }),
        (UiccCapability.MultipleCsimSupport, new() { MultipleCsim = true }),
        (UiccCapability.BerTlvFileSupport, new() { BerTlv = true }),
        (UiccCapability.DfLinkSupport, new() { DfLink = true }),
        (UiccCapability.CatTp, new() { CatTp = true }),
        (UiccCapability.GetIdentity, new() { GetIdentity = true }),
        (UiccCapability.ProfileAX25519, new() { ProfileAX25519 = true }),
        (UiccCapability.ProfileBP256, new() { ProfileBP256 = true }),
        (UiccCapability.SuciCalculatorApi, new() { SuciCalculatorApi = true }),
        (UiccCapability.DnsResolution, new() { DnsResolution = true }),
        (UiccCapability.Scp11ac, new() { Scp11ac = true }),
        (UiccCapability.Scp11cAuthorizationMechanism, new() { Scp11cAuthorizationMechanism = true }),
        (UiccCapability.S16Mode, new() { S16mode = true }),
        (UiccCapability.Eaka, new() { Eaka = true }),
    ];

    [TestCaseSource(nameof(Services))]
    public void A_package_that_asks_for_a_service_is_installed_where_it_is_announced(UiccCapability bit, ServicesList asked)
    {
        EuiccProperties all = new();
        Octets upp = TestPackages.Package(TestPackages.Header(services: asked), TestPackages.Mf(), TestPackages.End(9));
        Assert.That(Installs(all, upp), Is.EqualTo(all.UiccCapability.HasFlag(bit)), "by default");
        Assert.That(Installs(all with { UiccCapability = all.UiccCapability & ~bit }, upp), Is.False, "where it is not announced");
    }

    /// <summary>SAIP §8.2: status 31 is unsupported-profile-version.</summary>
    [TestCase(2, "2.3.1", "2.3.1 3.3.1", true)]
    [TestCase(3, "2.3.1", "2.3.1 3.3.1", true)]
    [TestCase(3, "2.3.1", "", false)]
    [TestCase(2, "3.3.1", "", false)]
    [TestCase(3, "3.3.1", "", true)]
    [TestCase(4, "2.3.1", "2.3.1 3.3.1", false)]
    [TestCase(1, "2.3.1", "2.3.1 3.3.1", false)]
    public void A_package_of_a_version_is_installed_where_the_version_is_announced(int major, string version, string more, bool expected)
    {
        EuiccProperties properties = new()
        {
            ProfileVersion = VersionType.Parse(version),
            AdditionalProfilePackageVersions = SequenceOf.From(more.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(VersionType.Parse)),
        };
        ProfileHeader header = ((ProfileElement.Header)TestPackages.Header()).Value;
        Octets upp = TestPackages.Package(new ProfileElement.Header(header with { MajorVersion = major, MinorVersion = 1 }), TestPackages.Mf(), TestPackages.End(9));
        Assert.That(Installs(properties, upp), Is.EqualTo(expected));
        EuiccInfo2 info = InfoOf(properties);
        IEnumerable<byte> majors = (info.AdditionalEuiccProfilePackageVersions ?? []).Prepend(info.ProfileVersion).Select(one => (byte)one.Major);
        Assert.That(majors, Is.Unique);
        Assert.That(majors.Contains((byte)major), Is.EqualTo(expected), "EUICCInfo2 says the same");
    }

    [Test]
    public void The_version_of_TS_102_241_stands_beside_javacard_and_nowhere_else()
    {
        EuiccProperties all = new();
        UiccCapability without = all.UiccCapability & ~UiccCapability.Javacard;
        VersionType? own = new VersionType(15, 1, 0);
        Assert.That(InfoOf(all).Ts102241Version, Is.EqualTo((VersionType?)new VersionType(9, 2, 0)));
        Assert.That(InfoOf(all with { Ts102241Version = own }).Ts102241Version, Is.EqualTo(own));
        Assert.That(InfoOf(all with { Ts102241Version = own, UiccCapability = without }).Ts102241Version, Is.Null);
    }

    /// <summary>Category, certification and tamper resistant element: nothing is claimed. An accreditation number of the GSMA's is AA-BB-CC-MMYY.</summary>
    [Test]
    public void What_nobody_certified_is_not_claimed()
    {
        EuiccInfo2 info = InfoOf(new());
        Assert.That((object?)info.EuiccCategory ?? info.CertificationDataObject ?? (object?)info.TreProperties ?? info.TreProductReference, Is.Null);
        Assert.That((info.PpVersion.ToString(), info.SasAcreditationNumber), Is.EqualTo(("0.0.0", "EUICCSIM-TEST")));
    }

    [Test]
    public void A_second_profile_is_installed()
    {
        TestEuicc card = new();
        card.Install(TestPackages.IccidDigits);
        card.Install(TestPackages.SecondIccid);
        Assert.That(card.Profiles(), Has.Exactly(2).Items);
    }

    /// <summary>The version of SGP.22, in the FCI and in both forms of EUICCInfo, is that of the properties the card has now.</summary>
    [Test]
    public void A_configuration_that_was_changed_answers_what_it_says_now()
    {
        const string select = "00A4040010A0000005591010FFFFFFFF890000010000";
        EuiccConfiguration first = TestEuicc.Configuration;
        TestEuicc one = new(euicc: first);
        Assert.That(one.Send(select), Does.Contain("8203020500"));
        EuiccConfiguration second = first with { Properties = first.Properties with { Svn = new(2, 4, 1), ProfileVersion = new(3, 1, 0) } };
        TestEuicc other = new(euicc: second);
        Assert.That(other.Send(select), Does.Contain("8203020401"));
        Assert.That(other.Es10("BF2000"), Does.Contain("8203020401"));
        Assert.That(other.Es10("BF2200"), Does.Contain("8103030100" + "8203020401"));
        Assert.That(one.Send(select), Does.Contain("8203020500"), "and the first says what it said");
        Assert.That(one.Es10("BF2200"), Does.Contain("8103020301" + "8203020500"));
    }

    private static bool Installs(EuiccProperties properties, Octets upp) =>
        new TestEuicc(euicc: TestEuicc.Configuration with { Properties = properties }).Install(upp, TestPackages.Metadata()).FinalResult is FinalResult.Success;

    private static EuiccInfo2 InfoOf(EuiccProperties properties) =>
        new TestEuicc(euicc: TestEuicc.Configuration with { Properties = properties }).Call(new GetEuiccInfo2Request());

    private static IEnumerable<T> Bits<T>(T all)
        where T : struct, Enum => Enum.GetValues<T>().Where(bit => BitOperations.IsPow2(Convert.ToUInt64(bit, null)) && all.HasFlag(bit));
}

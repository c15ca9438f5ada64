using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.Tests.Install;

/// <summary>What single elements do, where the published packages have no example. SAIP §8.3.5, §8.4, §8.5.</summary>
public sealed class ElementTests
{
    private const string UsimAid = "A0000000871002FFFFFFFF8903020000";

    [Test]
    public void A_mapped_key_is_shared_with_its_sequence_numbers()
    {
        UiccProfile profile = Install(Built(element => MapIsim(element, UsimAid)));
        Assert.That(profile.Files.Adfs.Select(adf => adf.AkaSlot), Is.EqualTo(new[] { 0, 0 }));
        Assert.That(profile.Aka, Has.Length.EqualTo(1));
    }

    [Test]
    public void Each_application_has_its_own_key_otherwise() =>
        Assert.That(Install(Built(element => element)).Files.Adfs.Select(adf => adf.AkaSlot), Is.EqualTo(new[] { 0, 1 }));

    [TestCase("A0000000871002FF", Description = "half a name")]
    [TestCase("A0000000871004FFFFFFFF8903020000", Description = "the application itself, which has no key yet")]
    public void A_key_is_mapped_to_an_application_that_has_one(string source)
    {
        Octets upp = Built(element => MapIsim(element, source));
        Assert.That(new TestEuicc().Install(upp).Error().Reason, Is.EqualTo(ErrorReason.InstallFailedDueToPEProcessingError));
    }

    /// <summary>DF 7F11 has a second PIN; DF 7F12 shares it.</summary>
    [Test]
    public void PINs_are_shared_by_path()
    {
        UiccProfile profile = Install(TestPackages.Package(
            TestPackages.Header(), TestPackages.Mf(), Files(2, Df("7F11")), SecondPin(3), Files(4, Df("7F12")),
            Pins(5, new PinCodes.FilePath(Octets.FromHex("7F11"))), TestPackages.End(9)));
        FileNode mf = profile.Files.Mf;
        Assert.That(profile.Files.PinSlot(0x81, mf.FindChild(0x7F11)!), Is.Zero);
        Assert.That(profile.Files.PinSlot(0x81, mf.FindChild(0x7F12)!), Is.Zero);
        Assert.That(profile.Files.PinSlot(0x81, mf), Is.EqualTo(-1));
    }

    /// <summary>
    /// A directory is entered by creating it, as CREATE FILE has it; a path is from the MF; an offset counts from where the last content ended.
    /// </summary>
    [Test]
    public void Files_are_made_step_by_step()
    {
        UiccProfile profile = Install(TestPackages.Package(
            TestPackages.Header(), TestPackages.Mf(),
            Files(2, Df("7F11") + Ef("6F01", 8) + "8101AA" + "020102" + "8102BBCC"
                + "80027F11" + Ef("6F02", 2) + "8101DD" + "8000" + Ef("6F03", 1)),
            SecondPin(3), TestPackages.End(9)));
        FileNode mf = profile.Files.Mf, df = mf.FindChild(0x7F11)!;
        Assert.That(profile.ContentOf(df.FindChild(0x6F01)!).ToString(), Is.EqualTo("AAFFFFBBCCFFFFFF"));
        Assert.That(profile.ContentOf(df.FindChild(0x6F02)!).ToString(), Is.EqualTo("DDFF"));
        Assert.That(profile.ContentOf(mf.FindChild(0x6F03)!).ToString(), Is.EqualTo("FF"));
        Assert.That(mf.FindChild(0x6F01), Is.Null);
    }

    [Test]
    public void Half_an_element_after_the_end_is_refused()
    {
        Octets upp = Octets.Concat(TestPackages.Small(), Octets.FromHex("A0"));
        ProfileInstallationResultData result = new TestEuicc().Install(upp, TestPackages.Metadata());
        Assert.That(result.Error(), Is.EqualTo((BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToPEProcessingError)));
    }

    private static UiccProfile Install(Octets upp)
    {
        TestEuicc card = new();
        card.Install(upp).Aid();
        return card.State.Profiles[0].Uicc;
    }

    private static Octets Built(Func<ProfileElement, ProfileElement> change) =>
        TestPackages.Package([.. ProfilePackage.Read(TestPackages.Built).Elements.Select(element => change(element.Value))]);

    /// <summary>The key of the ISIM taken from another application; all other elements as they are.</summary>
    private static ProfileElement MapIsim(ProfileElement element, string source)
    {
        // The builder numbers its elements; the second key is that of the ISIM.
        if (element is not ProfileElement.AkaParameter { Value: { AkaHeader.Identification: > 10 } aka }) return element;
        MappingParameter mapping = new() { MappingOptions = Octets.FromHex("06"), MappingSource = Octets.FromHex(source) };
        return new ProfileElement.AkaParameter(aka with { AlgoConfiguration = new AlgoConfiguration.Mapping(mapping) });
    }

    private static ProfileElement.PinCodes SecondPin(int identification) => Pins(
        identification,
        new PinCodes.Pinconfig([new() { KeyReference = PinKeyReference.SecondPINAppl1, PinValue = Octets.FromHex("31323334FFFFFFFF") }]));

    private static ProfileElement.PinCodes Pins(int identification, PinCodes pins) =>
        new(new() { PinHeader = TestPackages.Head(identification), PinCodes = pins });

    private static string Df(string fid) => $"620B8202782183{fid.Length / 2:X2}{fid}C60181";

    private static string Ef(string fid, int size) => $"620B820241218302{fid}8001{size:X2}";

    private static ProfileElement Files(int identification, string steps)
    {
        Octets command = BoundPackage.Tlv("30", Octets.FromHex(steps));
        Octets header = Octets.FromHex($"A00580008101{identification:X2}");
        return Asn1Codec.Decode<ProfileElement>(BoundPackage.Tlv("A1", Octets.Concat(header, BoundPackage.Tlv("A1", command))));
    }
}

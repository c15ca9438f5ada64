using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Tests.Saip;

internal sealed class FileSystemElementTests
{
    // The inside of PE-DF-SAIP by hand: header { identification 5 }, 2.23.143.1.2.14, df-df-saip, ef-suci-calc-info-usim.
    private const string Header = "A003810105" + "810667810F01020E";

    [Test]
    public void Files_are_found_by_their_tags()
    {
        FileSystemElement element = Read(Header + "A2028000" + "A300");
        Assert.That(element.TemplateId.Value, Is.EqualTo("2.23.143.1.2.14"));
        Assert.That(element.Header.Identification, Is.EqualTo(5));
        Assert.That(element.Find(2)!.IsNotCreated, Is.True);
        Assert.That(element.Find(3)!.Parts, Is.Empty);
        Assert.That(element.Find(4), Is.Null);
    }

    [TestCase(Header + "A2058000", TestName = "a file longer than its element")]
    [TestCase(Header + "A300", TestName = "the directory, which is mandatory, is missing")]
    [TestCase(Header + "A300" + "A200", TestName = "out of order")]
    [TestCase(Header + "A200" + "A200", TestName = "twice")]
    [TestCase(Header + "A200" + "BF7F00" + "A300", TestName = "known after unknown")]
    [TestCase(Header + "A200" + "A003810105", TestName = "a second header")]
    [TestCase("A003810105", TestName = "no template")]
    [TestCase("", TestName = "nothing")]
    public void What_is_not_the_element_is_refused(string body) =>
        Assert.That(() => Read(body), Throws.TypeOf<Asn1ContentException>());

    [Test]
    public void A_component_of_a_later_version_is_passed_over()
    {
        FileSystemElement element = Read(Header + "A200" + "A300" + "BF7F00");
        Assert.That(element.Files.Select(file => file.Tag), Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void A_fault_is_named_by_its_path()
    {
        Asn1ContentException? fault = Assert.Throws<Asn1ContentException>(() => Read(Header + "A200" + "A304A1028200"));
        Assert.That(fault!.Path, Is.EqualTo("ProfileElement.df-saip.ef-suci-calc-info-usim[0].FilePart.fileDescriptor.Fcp.fileDescriptor"));
    }

    [Test]
    public void An_element_of_a_later_version_survives_with_its_header()
    {
        Octets der = Octets.FromHex("BF3009A0058000810107" + "8000");
        ProfileElement element = Asn1Codec.Decode<ProfileElement>(der);
        Assert.That(element, Is.InstanceOf<ProfileElement.Unknown>());
        Assert.That((int)element.Kind, Is.EqualTo(0x30));
        Assert.That(element.PeHeader, Is.EqualTo(new PeHeader { Mandated = true, Identification = 7 }));
        Assert.That(Asn1Codec.Encode(element), Is.EqualTo(der));
    }

    [Test]
    public void An_element_of_a_later_version_need_not_have_a_header() =>
        Assert.That(Asn1Codec.Decode<ProfileElement>(Octets.FromHex("BF30020400")).PeHeader, Is.Null);

    private static FileSystemElement Read(string body) =>
        ((ProfileElement.FileSystem)Asn1Codec.Decode<ProfileElement>(Octets.FromHex($"BD{body.Length / 2:X2}{body}"))).Value;
}

using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Saip;

/// <summary>What is given for a profile package and is none is named for what it is.</summary>
public sealed class ForeignFormTests
{
    [TestCase("", "the file is empty")]
    [TestCase("A0 48 80 01\nA0 48", "hexadecimal digits of a package, and not the octets themselves. 'xxd -r -p my.txt my.txt.der'")]
    [TestCase("BF3682ABCD", "hexadecimal digits (it is a bound package (BF36)")]
    [TestCase("0xA0, 0x48, 0x80, 0x01", "hexadecimal digits of a package")]
    [TestCase("oEiAAQKBAQOCGEVVSUNDU0lN\nVEVTVA==", "base64 of a package, and not the octets themselves. 'base64 -d my.txt > my.txt.der'")]
    [TestCase("value1 ProfileElement ::= header : {\n  major-version 2\n}", "value notation")]
    [TestCase("{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}},\"boundProfilePackage\":\"vzY=\"}", "encrypted for one eUICC")]
    [TestCase("{\"transactionId\":\"00\"}", "a message of ES9+ in JSON")]
    [TestCase("{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"exchange\",\"command\":\"00A4\",\"response\":\"9000\"}", "'euiccsim trace show my.txt'")]
    [TestCase("{\"iccid\":\"8988\",\"imsi\":\"001\"}", "'euiccsim profile build my.txt'")]
    [TestCase("[{\"profile\":\"a.der\"}]", "'euiccsim smdp serve --orders my.txt'")]
    [TestCase("00001 APDU: 00 A4 04 00\n00002 SW: 90 00\n", "a log of APDUs. 'euiccsim trace show my.txt'")]
    [TestCase(">> 80 E2 91 00 06 BF 3E 03 5C 01 5A\n<< 61 15\n", "a log of APDUs")]
    [TestCase("LPA:1$smdp.example.com$X", "'euiccsim lpa download'")]
    [TestCase("-----BEGIN CERTIFICATE-----\nMIIB\n", "a certificate or a key in PEM")]
    [TestCase("Hello, world!", "it is text")]
    [TestCase("\uFEFFHello", "it is text")]
    public void Text_is_named(string text, string words) => Expect(Encoding.UTF8.GetBytes(text), words);

    [TestCase("BF3682012345", "a bound package (BF36), which is encrypted for one eUICC")]
    [TestCase("BF3742AABBCC", "the result of an installation (BF37)")]
    [TestCase("BF3E035C015A", "a message of ES10 or ES9+ (BF3E)")]
    [TestCase("80E2910006BF3E035C015A", "a command for a card")]
    [TestCase("308201F2308201", "a certificate or another SEQUENCE (30)")]
    [TestCase("89504E470D0A1A0A", "'euiccsim lpa download my.txt'")]
    [TestCase("FFD8FFE000104A46", "a picture")]
    [TestCase("0A0D0D0A1C0000004D3C2B1A", "'euiccsim trace show my.txt'")]
    [TestCase("D4C3B2A102000400", "a capture of a network")]
    [TestCase("504B0304", "a ZIP archive")]
    [TestCase("1F8B08", "'gunzip'")]
    [TestCase("FF00FF", "its first octet is 'FF', where a profile header begins with 'A0'")]
    public void Octets_are_named(string hex, string words) => Expect(Convert.FromHexString(hex), words);

    [TestCase("plain.hex.txt", "hexadecimal digits of a package")]
    [TestCase("plain.base64.txt", "base64 of a package")]
    [TestCase("minimal.value-notation.txt", "value notation")]
    public void Packages_from_the_field_are_named(string file, string words) => Expect(File.ReadAllBytes(SharedData.Require("field/packages/" + file)), words);

    [Test]
    public void A_name_with_a_blank_is_quoted_for_the_shell() =>
        Assert.That(PackageOctets.WhyNone(Octets.FromHex("FFD8FF"), "my picture.jpg"), Does.Contain("'euiccsim lpa download \"my picture.jpg\"'"));

    [Test]
    public void A_package_is_one() => Assert.That(PackageOctets.WhyNone(Octets.FromHex("A0030101FF")), Is.Null);

    private static void Expect(byte[] octets, string words) => Assert.That(PackageOctets.WhyNone(Octets.Wrap(octets), "my.txt"), Does.Contain(words));
}

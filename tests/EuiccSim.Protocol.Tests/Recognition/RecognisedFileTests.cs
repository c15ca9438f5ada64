using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Recognition;
using EuiccSim.Protocol.Saip.Forms;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Recognition;

/// <summary>What somebody gave is named for what it is, with what can be done with it.</summary>
public sealed class RecognisedFileTests
{
    [TestCase("", FileKind.Empty, "empty")]
    [TestCase(" \n", FileKind.Empty, "empty")]
    [TestCase("A0 48 80 01\nA0 48", FileKind.ProfilePackage, "a profile package, in hexadecimal digits")]
    [TestCase("BF3682ABCD", FileKind.BoundPackage, "a bound package (BF36), which is encrypted for one eUICC, in hexadecimal digits")]
    [TestCase("0xA0, 0x48, 0x80, 0x01", FileKind.ProfilePackage, "in hexadecimal digits")]
    [TestCase("{ 0xA0, 0x48, 0x80, 0x01 };", FileKind.ProfilePackage, "in hexadecimal digits")]
    [TestCase("[0xA0, 0x48, 0x80, 0x01]", FileKind.ProfilePackage, "in hexadecimal digits")]
    [TestCase("oEiAAQKBAQOCGEVVSUNDU0lN\nVEVTVA==", FileKind.ProfilePackage, "a profile package, in base64")]
    [TestCase("data:application/octet-stream;base64,oEiAAQKBAQOCGEVVSUNDU0lNVEVTVA==", FileKind.ProfilePackage, "a profile package, in base64")]
    [TestCase("value1 ProfileElement ::= header : {\n  major-version 2\n}", FileKind.ProfilePackage, "value notation")]
    [TestCase("[{\"end\": {}}]", FileKind.ProfilePackage, "a profile package in JSON")]
    [TestCase("{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}},\"boundProfilePackage\":\"vzY=\"}", FileKind.JsonMessage, "encrypted for one eUICC")]
    [TestCase("{\"transactionId\":\"00\"}", FileKind.JsonMessage, "in JSON")]
    [TestCase("{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"exchange\",\"command\":\"00A4\",\"response\":\"9000\"}", FileKind.Trace, "'euiccsim trace show my.txt'")]
    [TestCase("{\"iccid\":\"8988\",\"imsi\":\"001\"}", FileKind.Specification, "'euiccsim profile build my.txt'")]
    [TestCase("{\"formatVersion\":1}", FileKind.CardImage, "'euiccsim card show my.txt'")]
    [TestCase("[{\"profile\":\"a.der\"}]", FileKind.OrderList, "'euiccsim smdp serve --orders my.txt'")]
    [TestCase("[]", FileKind.ProfilePackage, "JSON")]
    [TestCase("{}", FileKind.Json, "JSON")]
    [TestCase("00001 APDU: 00 A4 04 00\n00002 SW: 90 00\n", FileKind.ApduLog, "a log of pcscd. 'euiccsim decode HEX'")]
    [TestCase(">> 80 E2 91 00 06 BF 3E 03 5C 01 5A\n<< 61 15\n", FileKind.ApduLog, "a log of APDUs")]
    [TestCase("\u001b[0;32m[DEBUG] [APDU] [TX] CLA: 81\u001b[0m", FileKind.ApduLog, "a log of lpac")]
    [TestCase("BF3E035C01G5A", FileKind.Message, "a message of ES10 or ES9+ (BF3E), in hexadecimal digits that are damaged (line 1, column 11: G is no hexadecimal digit)")]
    [TestCase("BF36820123O567", FileKind.BoundPackage, "hexadecimal digits that are damaged (line 1, column 11: O is no hexadecimal digit)")]
    [TestCase("vz4DXAFav*4DXAFavz4DXAFa", FileKind.Message, "in base64 that is damaged (line 1, column 10: * does not belong in base64 here)")]
    [TestCase("APDU 80E2910006BF3E035C015A0080E2910006BF3E035C015A0080E2910006BF3E035C015A00", FileKind.ApduLog, "a log of APDUs")]
    [TestCase("> 80E2910006BF3E035C015A00\n< BF3E125A10890490321234512345123456789012359000\n", FileKind.ApduLog, "a log")]
    [TestCase("1. A0488001 and so on", FileKind.Text, "text")]
    [TestCase("LPA:1$smdp.example.com$X", FileKind.ActivationCode, "'euiccsim lpa download CODE'")]
    [TestCase("-----BEGIN CERTIFICATE-----\nMIIB\n", FileKind.Certificate, "a certificate in PEM. 'euiccsim decode my.txt'")]
    [TestCase("-----BEGIN EC PRIVATE KEY-----\nMIIB\n", FileKind.PrivateKey, "a private key in PEM")]
    [TestCase("80E2910006BF3E035C015A00", FileKind.CardCommand, "a command for a card")]
    [TestCase("[2026-01-01 00:00:00] nothing", FileKind.Text, "text")]
    [TestCase("Hello, world!", FileKind.Text, "text")]
    [TestCase("password", FileKind.Text, "text")]
    [TestCase("\uFEFFHello", FileKind.Text, "text")]
    [TestCase("<html>", FileKind.Document, "a web page")]
    public void Text_is_named(string text, FileKind kind, string words)
    {
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true)])
            Expect([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], kind, words);
    }

    [TestCase("BF3682012345", FileKind.BoundPackage, "Only that eUICC can install it: give the unprotected package that it was made of. 'euiccsim decode my.txt'")]
    [TestCase("BF3742AABBCC", FileKind.Message, "the result of an installation (BF37)")]
    [TestCase("BF3E035C015A", FileKind.Message, "a message of ES10 or ES9+ (BF3E)")]
    [TestCase("80E2910006BF3E035C015A", FileKind.CardCommand, "a command for a card")]
    [TestCase("A0A40000023F00", FileKind.CardCommand, "a command for a card")]
    [TestCase("308201F2308201", FileKind.Certificate, "a certificate or key in DER, or another SEQUENCE (30)")]
    [TestCase("89504E470D0A1A0A", FileKind.Picture, "'euiccsim lpa download my.txt'")]
    [TestCase("FFD8FFE000104A46", FileKind.Picture, "a picture")]
    [TestCase("0A0D0D0A1C0000004D3C2B1A", FileKind.Capture, "'euiccsim trace show my.txt'")]
    [TestCase("D4C3B2A102000400", FileKind.Capture, "a capture of a network")]
    [TestCase("504B0304", FileKind.Archive, "a ZIP archive. Unpack it first")]
    [TestCase("1F8B08", FileKind.Archive, "a file packed by gzip")]
    [TestCase("FF00FF", FileKind.Unknown, "its first octet is 'FF', where a profile header begins with 'A0'")]
    [TestCase("A0030101FF", FileKind.ProfilePackage, "a profile package")]
    [TestCase("EFBBBFA0030101FF", FileKind.Unknown, "a profile package with a byte order mark before it (EFBBBF)")]
    [TestCase("A0000005591010FFFFFFFF8900000100", FileKind.Unknown, "its first octet is 'A0'", Description = "the AID of the ISD-R")]
    public void Octets_are_named(string hex, FileKind kind, string words) => Expect(Convert.FromHexString(hex), kind, words);

    /// <summary>An old code page: "Größe", which is no UTF-8.</summary>
    [Test]
    public void A_log_in_an_old_code_page_is_a_log() => Expect(Encoding.Latin1.GetBytes("Gr\u00F6\u00DFe\n[APDU] sending 00A4\n"), FileKind.ApduLog, "a log of euicc-go");

    [TestCase("plain.hex.txt", ProfileForm.Hex)]
    [TestCase("plain.base64.txt", ProfileForm.Base64)]
    [TestCase("minimal.value-notation.txt", ProfileForm.ValueNotation)]
    public void Packages_from_the_field_are_packages(string file, ProfileForm form)
    {
        RecognisedFile what = RecognisedFile.Of(Octets.Wrap(File.ReadAllBytes(SharedData.Require("field/packages/" + file))));
        Assert.That((what.Kind, what.Form), Is.EqualTo((FileKind.ProfilePackage, (ProfileForm?)form)));
    }

    [TestCase("lpac.log")]
    [TestCase("at.log")]
    [TestCase("pcsc.log")]
    public void Logs_from_the_field_are_logs(string file) =>
        Assert.That(RecognisedFile.Of(Octets.Wrap(File.ReadAllBytes(SharedData.Require("field/traces/" + file)))).Kind, Is.EqualTo(FileKind.ApduLog));

    [Test]
    public void A_command_names_the_file_as_the_caller_quoted_it() =>
        Assert.That(RecognisedFile.Of(Octets.FromHex("FFD8FF")).Sentence("\"my picture.jpg\""), Does.EndWith("'euiccsim lpa download \"my picture.jpg\"' reads it"));

    private static void Expect(byte[] octets, FileKind kind, string words)
    {
        RecognisedFile what = RecognisedFile.Of(Octets.Wrap(octets));
        Assert.That(what.Kind, Is.EqualTo(kind), what.ToString());
        Assert.That(what.Sentence("my.txt"), Does.Match("^(it|the file) is ").And.Contain(words));
    }
}

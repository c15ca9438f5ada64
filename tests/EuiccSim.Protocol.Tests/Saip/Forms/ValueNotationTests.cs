using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Tests.Saip.Forms;

/// <summary>What X.680 allows in a text, and what is said of other texts.</summary>
public sealed class ValueNotationTests
{
    [TestCase("'4B31'H", "4B31", "hexadecimal digits")]
    [TestCase("'4b\r\n 31'H", "4B31", "small letters and white space")]
    [TestCase("'0100101100110001'B", "4B31", "binary digits")]
    [TestCase("''H", "", "no octets")]
    public void Octets(string text, string hex, string why)
    {
        string content = $"80{hex.Length / 2:X2}{hex}";
        Assert.That(Read($"genericFileManagement : {{ gfm-header {{ identification 1 }}, fileManagementCMD {{ {{ filePath : {text} }} }} }}"),
            Is.EqualTo(Tlv("A1", "A003810101", Tlv("A1", Tlv("30", content)))), why);
    }

    [Test]
    public void A_text_has_its_quotes_twice_and_its_line_ends_do_not_count() => Assert.That(
        Read("""
            header : { major-version 2, minor-version 3, profileType "a ""b""
                c--d",
              iccid '89882119900000090017'H, eUICC-Mandatory-services { }, eUICC-Mandatory-GFSTEList { } }
            """),
        Does.Contain("8209" + "612022622263" + "2D2D64"));

    [Test]
    public void Comments_stand_anywhere() => Assert.That(
        Read("end -- a -- : /* b /* c */ d */ { end-header { identification 2 } -- e\r } -- f"), Is.EqualTo("AA05A003810102"));

    [Test]
    public void Components_may_stand_in_another_order() =>
        Assert.That(Read("end : { end-header { identification 2, mandated NULL } }"), Is.EqualTo("AA07A0058000810102"));

    [Test]
    public void An_object_identifier_may_have_names() => Assert.That(
        Read("nonStandard : { nonStandard-header { identification 2 }, issuerID { joint-iso-itu-t(2) international-organizations(23) 143 1 }, content '00'H }"),
        Is.EqualTo("A90EA003810102810467810F01820100"));

    /// <summary>GSMA's texts write lcsi '05'H, and the DER beside them has no such octets.</summary>
    [Test]
    public void A_value_that_is_the_default_is_not_sent() => Assert.That(
        Read("genericFileManagement : { gfm-header { identification 1 }, fileManagementCMD { { createFCP : { fileID '6F01'H, lcsi '05'H } } } }"),
        Is.EqualTo(Tlv("A1", "A003810101", Tlv("A1", Tlv("30", Tlv("62", "83026F01"))))));

    [Test]
    public void Numbers_have_the_names_of_the_module() => Assert.That(
        Read("pukCodes : { puk-Header { identification 1 }, pukCodes { { keyReference secondPUKAppl1, pukValue '3132333435363738'H } } }"),
        Is.EqualTo(Tlv("A3", "A003810101", Tlv("A1", Tlv("30", "80020081", "81083132333435363738")))));

    /// <summary>SAIP 2.3 writes keyCompontents; GSMA's texts do, too.</summary>
    [TestCase("keyComponents")]
    [TestCase("keyCompontents")]
    public void A_former_name_is_known(string name) => Assert.That(
        Read($$"""
            securityDomain : { sd-Header { identification 1 },
              instance { applicationLoadPackageAID 'A000000151'H, classAID 'A000000151'H, instanceAID 'A000000151'H,
                applicationPrivileges '80'H, applicationSpecificParametersC9 ''H },
              keyList { { keyUsageQualifier '38'H, keyIdentifier '01'H, keyVersionNumber '01'H, {{name}} { { keyType '88'H, keyData '00'H } } } } }
            """),
        Does.EndWith("3006800188860100"));

    [TestCase("", 1, 1, "here is none")]
    [TestCase("value1 ProfileElement header", 1, 23, "::= should stand here")]
    [TestCase("value1 Profile ::= end : { }", 1, 8, "ProfileElement should stand here")]
    [TestCase("value1 ProfileElement ::= ende : { }", 1, 27, "no alternative ende")]
    [TestCase("value1 ProfileElement ::= optUsim : { }", 1, 27, "opt-usim is meant")]
    [TestCase("value1 ProfileElement ::= end : { }", 1, 35, "end ends without end-header, a SEQUENCE (of mandated, identification)")]
    [TestCase("value1 ProfileElement ::= end : {\r\n  end-header {\r\n    identification two } }", 3, 20, "identification should be an INTEGER, and here is a word of 3 characters")]
    [TestCase("value1 ProfileElement ::= end : {\r  end-header {\r    mandated TRUE } }", 3, 14, "mandated should be NULL, and here is TRUE")]
    [TestCase("value1 ProfileElement ::= end : { end-header { identification 1, identification 2 } }", 1, 66, "twice")]
    [TestCase("value1 ProfileElement ::= end : { end-header { identification 1 ", 1, 65, "a comma or } should stand here, and here is the end of the text")]
    [TestCase("value1 ProfileElement ::= header : { iccid '8988'H }", 1, 44, "iccid has 2 octets and should be an OCTET STRING of 10 octets")]
    [TestCase("value1 ProfileElement ::= header : { iccid '898'H }", 1, 44, "two hexadecimal digits each")]
    [TestCase("value1 ProfileElement ::= header : { iccid '89", 1, 44, "the ' at their end is missing")]
    [TestCase("value1 ProfileElement ::= header : { iccid \"8988\" }", 1, 44, "iccid should be an OCTET STRING of 10 octets, and here is a text of 4 characters")]
    [TestCase("value1 ProfileElement ::= nonStandard : { issuerID { 9 9 9 } }", 1, 60, "issuerID should be an OBJECT IDENTIFIER, such as 2.23.143.1.2.1, and here is none")]
    [TestCase("value1 ProfileElement ::= end : { end-header { identification 99999999999999999999 } }", 1, 63, "should be an INTEGER")]
    [TestCase("value1 ProfileElement ::= end : { /* }", 1, 35, "*/ is missing")]
    [TestCase("value1 ProfileElement ::= end ; { }", 1, 31, "has no meaning")]
    public void A_fault_is_told_with_its_place(string text, int line, int column, string words)
    {
        ProfileTextException fault = Assert.Throws<ProfileTextException>(() => ProfileForms.Read(FormSamples.File(text), ProfileForm.ValueNotation))!;
        Assert.That(fault.Reason, Does.Contain(words));
        Assert.That(fault.Place, Is.EqualTo(new TextPosition(line, column)), fault.Message);
    }

    private static string Read(string value) =>
        ProfileForms.Read(FormSamples.File($"value1 ProfileElement ::= {value}"), ProfileForm.ValueNotation).ToString();

    private static string Tlv(string tag, params string[] content) => $"{tag}{string.Concat(content).Length / 2:X2}{string.Concat(content)}";
}

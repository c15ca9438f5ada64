using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Recognition;
using EuiccSim.Protocol.Saip.Forms;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Saip.Forms;

/// <summary>Files in the forms that people have.</summary>
public sealed class ProfileFormsTests
{
    [TestCase(FormSamples.Notation, ProfileForm.ValueNotation)]
    [TestCase(FormSamples.Json, ProfileForm.Json)]
    [TestCase(FormSamples.Hex, ProfileForm.Hex)]
    [TestCase("oDSAAQKBAQOCCkZpZWxkIHRlc3SDComIIRmQAAAJABelAoEAphAGBmeBDwECAQYG\nZ4EPAQIEqgegBYAAgQEC\n", ProfileForm.Base64)]
    [TestCase("-----BEGIN PROFILE-----\r\noDSAAQKBAQOCCkZpZWxkIHRlc3SDComIIRmQAAAJABelAoEAphAGBmeBDwECAQYG\r\nZ4EPAQIEqgegBYAAgQEC\r\n-----END PROFILE-----\r\n", ProfileForm.Base64)]
    public void A_text_is_recognised_and_is_the_octets_that_were_written_down_by_hand(string text, ProfileForm form)
    {
        Octets file = FormSamples.File(text);
        Assert.That(ProfileForms.Recognise(file), Is.EqualTo(form));
        Assert.That(ProfileForms.Read(file).ToString(), Is.EqualTo(FormSamples.Hex));
    }

    [TestCase("aa07 a005\r\n8000\t810102")]
    [TestCase("AA:07:A0:05:80:00:81:01:02")]
    [TestCase("0xAA, 0x07, 0xA0, 0x05, 0x80, 0x00, 0x81, 0x01, 0x02")]
    [TestCase("0xAA07A0058000810102")]
    public void Hexadecimal_digits_come_with_what_tools_put_between_them(string text) =>
        Assert.That(ProfileForms.Read(FormSamples.File(text)).ToString(), Is.EqualTo("AA07A0058000810102"));

    /// <summary>As source code, logs and programs have digits.</summary>
    [TestCase("AA-07-A0-05-80-00-81-01-02")]
    [TestCase("\"AA07A005\"\n\"8000810102\";")]
    [TestCase("'AA07 A005 8000 8101 02'H")]
    [TestCase("\\xAA\\x07\\xA0\\x05\\x80\\x00\\x81\\x01\\x02")]
    [TestCase("unsigned char p_der[] = {\n  0xaa, 0x07, 0xa0, 0x05, 0x80, 0x00,\n  0x81, 0x01, 0x02\n};\nunsigned int p_der_len = 9;\n")]
    [TestCase("00000000: aa07 a005 8000 8101 02                   .........\n")]
    [TestCase("00000000: aa07 a005  ....\n00000004: 8000 8101  ....\n00000008: 02       a\n")]
    [TestCase("00000000  aa 07 a0 05 80 00 81 01  02                       |.........|\n00000009\n")]
    [TestCase("000000 aa 07 a0 05 80 00 81 01\n000008 02\n000009\n")]
    [TestCase("0000   aa 07 a0 05 80 00 81 01   bad food\n0008   02   e\n")]
    public void So_they_do_in_source_code_and_in_dumps(string text) =>
        Assert.That(ProfileForms.Read(FormSamples.File(text)).ToString(), Is.EqualTo("AA07A0058000810102"));

    /// <summary>Arrays of other languages, digits without their zero, marks that nobody sees, an array that was cut behind its last octet.</summary>
    [TestCase("const P: [u8; 9] = [0xAA, 0x07, 0xA0, 0x05, 0x80, 0x00, 0x81, 0x01, 0x02];")]
    [TestCase("var p = []byte{0xAA, 0x07, 0xA0, 0x05, 0x80, 0x00, 0x81, 0x01, 0x02}")]
    [TestCase("byte[] p = new byte[] { 0xAA, 0x07, 0xA0, 0x05, 0x80, 0x00, 0x81, 0x01, 0x02 };")]
    [TestCase("uint8_t p[9] = { 0xAA, 0x7, 0xA0, 0x5, 0x80, 0x0, 0x81, 0x1, 0x2 };")]
    [TestCase("[0xAA, 0x07, 0xA0, 0x05, 0x80, 0x00, 0x81, 0x01, 0x02]")]
    [TestCase("unsigned char p[] = { 0xAA, 0x07, 0xA0, 0x05, 0x80, 0x00, 0x81, 0x01, 0x02")]
    [TestCase("AA07A005\uFEFF80008101\u200B02")]
    [TestCase("\uFEFFAA07A0058000810102")]
    [TestCase("qgegBYAA\uFEFFgQEC")]
    [TestCase("\uFEFFqgegBYAAgQEC")]
    public void Nor_do_arrays_of_other_languages_and_marks_that_nobody_sees_change_anything(string text) =>
        Assert.That(ProfileForms.Read(FormSamples.File(text)).ToString(), Is.EqualTo("AA07A0058000810102"));

    /// <summary>The digits of <see cref="FormSamples.Hex"/> in two lines, with a fault: where it is, and not that they are something else.</summary>
    [TestCase("A03480010281010382", "0A4669656C642O74657374830A89882119900000090017A5028100", 2, 14, "O is no hexadecimal digit")]
    [TestCase("A03480010281010382", "0A4669656C6420746573748l0A89882119900000090017A5028100", 2, 24, "l is no hexadecimal digit")]
    [TestCase("A03480010281010382", "0A4669656C6420746573748?0A89882119900000090017A5028100", 2, 24, "? is no hexadecimal digit")]
    [TestCase("G03480010281010382", "0A4669656C642074657374830A89882119900000090017A5028100", 1, 1, "G is no hexadecimal digit")]
    [TestCase("A03480010281010382", "0A4669656C642074657374830A89882119900000090017A502810G", 2, 54, "G is no hexadecimal digit")]
    [TestCase("A0348001028101038", "0A4669656C642074657374830A89882119900000090017A5028100", 1, 1, "here are 17 in a row")]
    [TestCase("A03480010281010382", "0A4669656C642074657374830A89882119900000090017A502810", 2, 54, "the last one has one")]
    [TestCase("A0 34 80 01 02 81 01 03 82", "0A 46 69 65 6C 6 20 74 65 73 74 83 0A 89", 2, 16, "here is one alone")]
    [TestCase("A0:34:80:01:02:81:01:03:82", ":0A:46:69:65:6C:64:20:74:65:73:7Z", 2, 33, "Z is no hexadecimal digit")]
    [TestCase("{ 0xA0, 0x34, 0x80, 0x01, 0x02, 0x81, 0x01,", "0x03, 0x82, 0x0A, 0x46, 0x6g }", 2, 28, "g is no hexadecimal digit")]
    public void A_slip_in_hexadecimal_digits_is_told_with_its_place(string first, string second, int line, int column, string words)
    {
        Octets file = FormSamples.File($"{first}\n{second}");
        ProfileTextException fault = Assert.Throws<ProfileTextException>(() => ProfileForms.Read(file))!;
        Assert.That((fault.Place, fault.Reason.Contains(words, StringComparison.Ordinal)), Is.EqualTo((new TextPosition(line, column), true)), fault.Message);
        RecognisedFile what = RecognisedFile.Of(file);
        Assert.That(what.Form, Is.EqualTo(ProfileForm.Hex));
        Assert.That(what.What, Does.Contain("hexadecimal digits that are damaged").And.Contain(fault.Message));
    }

    [TestCase("oDSAAQKBAQOCCkZpZWxkIHR*c3SDComIIRmQAAAJABelAoEAphAGBmeBDwECAQYG\nZ4EPAQIEqgegBYAAgQEC\n", 1, 24, "* does not belong")]
    [TestCase("oDSAAQKBAQOCCkZpZWxkIHRlc3SDComIIRmQAAAJABelAoEAphAGBmeBDwECAQYG\nZ4EPAQIE=qgegBYAAgQEC\n", 2, 10, "q does not belong")]
    [TestCase("oDSAAQKBAQOCCkZpZWxkIHRlc3SDComIIRmQAAAJABelAoEAphAGBmeBDwECAQYG\nZ4EPAQIEqgegBYAAg\n", 2, 18, "too early")]
    [TestCase("oDSAAQKBAQOCCkZpZWxk\u00EFIHRlc3SDComIIRmQAAAJABelAoEAphAGBmeBDwECAQYG", 1, 21, "does not belong")]
    public void So_it_is_in_base64(string text, int line, int column, string words)
    {
        ProfileTextException fault = Assert.Throws<ProfileTextException>(() => ProfileForms.Read(FormSamples.File(text)))!;
        Assert.That((fault.Place, fault.Reason.Contains(words, StringComparison.Ordinal)), Is.EqualTo((new TextPosition(line, column), true)), fault.Message);
        Assert.That(RecognisedFile.Of(FormSamples.File(text)).What, Does.StartWith("a profile package, in base64 that is damaged (line"));
    }

    /// <summary>Lines of base64 that a program joined with blanks.</summary>
    [Test]
    public void Base64_may_have_its_lines_behind_one_another() => Assert.That(
        ProfileForms.Read(FormSamples.File("oDSAAQKBAQOCCkZpZWxkIHRlc3SDComIIRmQAAAJABelAoEAphAGBmeBDwECAQYG Z4EPAQIEqgegBYAAgQEC")).ToString(), Is.EqualTo(FormSamples.Hex));

    /// <summary>Octets with many zeros have many digits of both alphabets.</summary>
    [Test]
    public void Base64_with_many_zeros_is_no_damaged_hexadecimal()
    {
        Octets element = Octets.FromHex("AB40" + new string('0', 128));
        foreach (ProfileForm form in new[] { ProfileForm.Base64, ProfileForm.Hex })
            Assert.That(ProfileForms.Recognise(ProfileForms.Write(element, form)), Is.EqualTo(form));
    }

    /// <summary>32 octets 00, which hexdump writes as one line and a star: element 2 of later versions, by hand.</summary>
    [Test]
    public void A_star_in_a_dump_stands_for_lines_as_the_one_before() => Assert.That(
        ProfileForms.Read(FormSamples.File("00000000  aa 07 a0 05 80 00 81 01  02 bf 50 34 00 00 00 00  |..........P4....|\n"
            + "00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n00000040\n")).ToString(),
        Is.EqualTo("AA07A0058000810102" + "BF5034" + new string('0', 104)));

    [TestCase("data:application/octet-stream;base64,qgegBYAAgQEC")]
    [TestCase("\"qgegBYAAgQEC\"")]
    public void So_they_do_in_base64(string text) => Assert.That(ProfileForms.Read(FormSamples.File(text)).ToString(), Is.EqualTo("AA07A0058000810102"));

    [TestCase("p.der", ProfileForm.Der)]
    [TestCase("a.b/P.HEX", ProfileForm.Hex)]
    [TestCase("p.b64", ProfileForm.Base64)]
    [TestCase("p.pem", ProfileForm.Base64)]
    [TestCase("p.json", ProfileForm.Json)]
    [TestCase("p.vn", ProfileForm.ValueNotation)]
    [TestCase("p.asn1", ProfileForm.ValueNotation)]
    [TestCase("p.txt", ProfileForm.ValueNotation)]
    [TestCase("p", null)]
    [TestCase("p.doc", null)]
    public void An_ending_names_a_form(string name, ProfileForm? form)
    {
        Assert.That(ProfileForms.OfName(name), Is.EqualTo(form));
        if (form is { } known) Assert.That(ProfileForms.ByName(ProfileForms.NameOf(known)), Is.EqualTo(known));
    }

    [Test]
    public void An_editor_or_a_shell_may_have_written_another_encoding()
    {
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes(FormSamples.Notation)];
            Assert.That(ProfileForms.Read(Octets.Wrap(file)).ToString(), Is.EqualTo(FormSamples.Hex), encoding.WebName);
        }
    }

    [Test]
    public void The_octets_themselves_are_a_form() =>
        Assert.That(ProfileForms.Recognise(Octets.FromHex(FormSamples.Hex)), Is.EqualTo(ProfileForm.Der));

    [TestCase("")]
    [TestCase("a letter to a friend")]
    [TestCase("{\"header\": {}}")]
    public void What_is_none_of_them_is_not_recognised(string text)
    {
        Assert.That(ProfileForms.Recognise(FormSamples.File(text)), Is.Null);
        Assert.That(() => ProfileForms.Read(FormSamples.File(text)), Throws.TypeOf<Asn1ContentException>());
    }

    [TestCase("BF3603BF2300")]
    [TestCase("BF2E00")]
    public void Other_messages_are_no_packages(string hex) =>
        Assert.That(() => ProfileForms.Read(Octets.FromHex(hex)), Throws.TypeOf<Asn1ContentException>().With.Message.Contains("no profile package"));

    [Test]
    public void The_value_notation_has_one_component_a_line() => Assert.That(
        FormSamples.Text(ProfileForms.Write(Octets.FromHex(FormSamples.Hex), ProfileForm.ValueNotation)),
        Is.EqualTo("""
            value1 ProfileElement ::= header : {
              major-version 2,
              minor-version 3,
              profileType "Field test",
              iccid '89882119900000090017'H,
              eUICC-Mandatory-services {
                usim NULL
              },
              eUICC-Mandatory-GFSTEList {
                { 2 23 143 1 2 1 },
                { 2 23 143 1 2 4 }
              }
            }
            value2 ProfileElement ::= end : {
              end-header {
                mandated NULL,
                identification 2
              }
            }

            """));

    [Test]
    public void Json_has_the_standards_names() => Assert.That(
        FormSamples.Text(ProfileForms.Write(Octets.FromHex("AA07A0058000810102"), ProfileForm.Json)),
        Is.EqualTo("""
            {
              "profilePackage": [
                {
                  "end": {
                    "end-header": {
                      "mandated": null,
                      "identification": 2
                    }
                  }
                }
              ]
            }

            """));

    [Test]
    public void The_field_inputs_are_the_same_package_in_each_form()
    {
        string folder = SharedData.Require("field/packages");
        Octets[] plain = [.. new[] { "plain.hex.txt", "plain.base64.txt" }.Select(name => ProfileForms.Read(Octets.Wrap(File.ReadAllBytes(Path.Combine(folder, name)))))];
        Assert.That(plain[0] == plain[1], Is.True);
        Assert.That(ProfileForms.Read(Octets.Wrap(File.ReadAllBytes(Path.Combine(folder, "minimal.value-notation.txt")))).ToString(), Is.EqualTo(FormSamples.Hex));
        foreach (string path in SharedData.Files("field/packages", "*.der").Where(path => !path.EndsWith("padded_with_ff.der", StringComparison.Ordinal)))
        {
            Octets package = Octets.Wrap(File.ReadAllBytes(path));
            foreach (ProfileForm form in FormSamples.Forms) Assert.That(ProfileForms.Read(ProfileForms.Write(package, form)) == package, Is.True, $"{path} {form}");
        }
    }

    [Test]
    public void Octets_after_the_last_element_are_told() => Assert.That(
        () => ProfileForms.Read(Octets.FromHex("AA07A0058000810102FFFF")), Throws.TypeOf<Asn1ContentException>().With.Message.Contains("after element 1 come 2 octets"));

    [TestCaseSource(typeof(Ts48), nameof(Ts48.Names))]
    public void Every_package_of_TS_48_returns_to_the_same_octets_from_each_form(string name)
    {
        Octets package = Ts48.Load(name);
        foreach (ProfileForm form in FormSamples.Forms)
        {
            Octets file = ProfileForms.Write(package, form);
            Assert.That(ProfileForms.Recognise(file), Is.EqualTo(form));
            Assert.That(ProfileForms.Read(file) == package, Is.True, form.ToString());
        }
    }
}

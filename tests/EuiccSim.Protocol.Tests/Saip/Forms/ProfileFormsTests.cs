using System.Text;
using EuiccSim.Protocol.Asn1;
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

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

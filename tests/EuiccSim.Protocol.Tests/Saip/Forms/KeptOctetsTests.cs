using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Tests.Saip.Forms;

/// <summary>Elements whose octets are not the DER of their value.</summary>
public sealed class KeptOctetsTests
{
    [TestCase("AA8105A003810102", "end", "a length in BER")]
    [TestCase("AA80A0038101020000", "end", "an indefinite length")]
    [TestCase("AA09A0078101029F7F0100", "end", "a component of a later version")]
    [TestCase("AA06A00481020002", null, "a number with a zero before it, which not even BER allows")]
    [TestCase("A112A003810101A10B3009620783026F018A0105", "createFCP", "a DEFAULT that is sent")]
    [TestCase("BF2205A003810102", null, "an element of a later version")]
    [TestCase("A006800102810103", null, "a header without what it must have")]
    public void They_are_kept_and_what_can_be_read_stands_beside_them(string hex, string? name, string why)
    {
        Octets element = Octets.FromHex(hex);
        Octets package = Octets.Concat(Octets.FromHex("AA05A003810101"), element);
        foreach (ProfileForm form in new[] { ProfileForm.ValueNotation, ProfileForm.Json })
        {
            string text = FormSamples.Text(ProfileForms.Write(package, form));
            Assert.That(text, Does.Contain(hex), why);
            if (name is not null) Assert.That(text[text.LastIndexOf(hex, StringComparison.Ordinal)..], Does.Contain(name), why);
            Assert.That(ProfileForms.Read(FormSamples.File(text), form), Is.EqualTo(package), why);
        }
    }

    /// <summary>A text of X.680 has no control characters; one of JSON has.</summary>
    [Test]
    public void In_value_notation_a_control_character_is_kept_by_its_octets()
    {
        Octets package = Octets.FromHex("A01E80010281010382026101830A89882119900000090017A500A60406022A03");
        string notation = FormSamples.Text(ProfileForms.Write(package, ProfileForm.ValueNotation)), json = FormSamples.Text(ProfileForms.Write(package, ProfileForm.Json));
        Assert.That(notation, Does.Contain(package.ToString()).And.Contain("profileType \"a\""));
        Assert.That(json, Does.Contain("\"a\\u0001\"").And.Not.Contain("octets"));
        Assert.That(ProfileForms.Read(FormSamples.File(notation)), Is.EqualTo(package));
        Assert.That(ProfileForms.Read(FormSamples.File(json)), Is.EqualTo(package));
    }

    [Test]
    public void An_element_that_is_DER_has_only_its_value()
    {
        Assert.That(FormSamples.Text(ProfileForms.Write(Octets.FromHex(FormSamples.Hex), ProfileForm.ValueNotation)), Does.Not.Contain("octets"));
        Assert.That(FormSamples.Text(ProfileForms.Write(Octets.FromHex(FormSamples.Hex), ProfileForm.Json)), Does.Not.Contain("octets"));
    }

    [TestCase(ProfileForm.ValueNotation, 2, 1, "identification 2", "identification 3")]
    [TestCase(ProfileForm.Json, 4, 17, "\"identification\": 2", "\"identification\": 3")]
    public void Who_changes_the_value_is_told_to_take_the_octets_out(ProfileForm form, int line, int column, string before, string after)
    {
        string text = FormSamples.Text(ProfileForms.Write(Octets.FromHex("AA8105A003810102"), form)).Replace(before, after);
        ProfileTextException fault = Assert.Throws<ProfileTextException>(() => ProfileForms.Read(FormSamples.File(text), form))!;
        Assert.That(fault.Reason, Does.Contain("if the value was changed"));
        Assert.That(fault.Place, Is.EqualTo(new TextPosition(line, column)), text);
        string without = string.Join('\n', text.Split('\n').Where(one => !one.Contains("AA8105")));
        Assert.That(ProfileForms.Read(FormSamples.File(without), form).ToString(), Is.EqualTo("AA05A003810103"));
    }

    /// <summary>To other readers of X.680 the kept octets are a comment.</summary>
    [Test]
    public void In_value_notation_they_stand_in_a_comment() => Assert.That(
        FormSamples.Text(ProfileForms.Write(Octets.FromHex("AA8105A003810102"), ProfileForm.ValueNotation)).Split('\n')[1],
        Is.EqualTo("-- octets 'AA8105A003810102'H"));
}

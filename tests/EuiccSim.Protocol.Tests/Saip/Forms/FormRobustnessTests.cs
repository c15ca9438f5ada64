using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Forms;
using EuiccSim.Protocol.Tests.Robustness;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Saip.Forms;

/// <summary>Any package comes back, and any text is either a package or a fault with a place.</summary>
public sealed class FormRobustnessTests
{
    [Test]
    [Category(Sweep.Category)]
    public void Any_element_returns_to_the_same_octets_from_each_form() => Fuzzing.Run(
        400, random => new(Asn1Codec.Encode(new ValueMaker(random).Make<ProfileElement>())), input => CheckReturns(input.Octets));

    [Test]
    [Category(Sweep.Category)]
    public void Any_string_of_TLVs_returns_to_the_same_octets_or_is_no_package() => Fuzzing.Run(
        800, random => new(Octets.Wrap(Changed(Octets.FromHex(FormSamples.Hex).Span.ToArray(), random))), input => CheckReturns(input.Octets));

    [TestCase(ProfileForm.ValueNotation, FormSamples.Notation)]
    [TestCase(ProfileForm.Json, FormSamples.Json)]
    [TestCase(ProfileForm.Hex, FormSamples.Hex)]
    [Category(Sweep.Category)]
    public void Any_text_is_a_package_or_a_fault_with_a_place(ProfileForm form, string text) => Fuzzing.Run(
        2000, random => new(Octets.Wrap(Changed(FormSamples.File(text).Span.ToArray(), random))), input => CheckText(input.Octets, form));

    [TestCase(ProfileForm.ValueNotation, FormSamples.Notation)]
    [TestCase(ProfileForm.Json, FormSamples.Json)]
    public void A_text_that_ends_too_early_is_a_fault(ProfileForm form, string text)
    {
        Octets file = FormSamples.File(text.TrimEnd());
        // Between two elements the value notation may end.
        int whole = form == ProfileForm.ValueNotation ? text.IndexOf("value2", StringComparison.Ordinal) : 0;
        for (int length = 0; length < file.Length; length++)
        {
            if (length <= whole && length >= whole - 2 && whole > 0) continue;
            Assert.That(() => ProfileForms.Read(file.Slice(0, length), form), Throws.TypeOf<ProfileTextException>(), $"{length}");
        }
    }

    [TestCase("value1 ProfileElement ::= mf : ", "{", ProfileForm.ValueNotation)]
    [TestCase("value1 ProfileElement ::= ", "mf : ", ProfileForm.ValueNotation)]
    [TestCase("", "/*", ProfileForm.ValueNotation)]
    [TestCase("", "[", ProfileForm.Json)]
    [TestCase("[{\"mf\":", "{\"mf\":", ProfileForm.Json)]
    public void What_is_nested_without_end_is_a_fault(string start, string deeper, ProfileForm form) => Assert.That(
        () => ProfileForms.Read(FormSamples.File(start + string.Concat(Enumerable.Repeat(deeper, 100_000))), form), Throws.TypeOf<ProfileTextException>());

    [Test]
    public void A_file_of_any_size_is_not_read() => Assert.That(
        () => ProfileForms.Read(Octets.Wrap(new byte[ProfileForms.Limit + 1]), ProfileForm.Hex), Throws.TypeOf<Asn1ContentException>().With.Message.Contains("16 MiB"));

    private static void CheckReturns(Octets package)
    {
        foreach (ProfileForm form in FormSamples.Forms)
        {
            Octets file;
            try
            {
                file = ProfileForms.Write(package, form);
            }
            catch (Asn1ContentException)
            {
                continue;
            }
            Octets again = ProfileForms.Read(file, form);
            if (again != package) Assert.Fail($"{package}\nbecame, by {form},\n{again}");
        }
    }

    private static void CheckText(Octets file, ProfileForm form)
    {
        try
        {
            ProfileForms.Read(file, form);
        }
        catch (ProfileTextException fault)
        {
            Assert.That(fault.Place.Line, Is.Positive);
            Assert.That(fault.Place.Column, Is.Positive);
        }
        catch (Asn1ContentException)
        {
            // No text, or octets that are no elements.
        }
    }

    private static byte[] Changed(byte[] octets, Random random)
    {
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(octets.Length), other = random.Next(octets.Length);
            switch (random.Next(4))
            {
                case 0:
                    octets[at] = (byte)random.Next(256);
                    break;
                case 1:
                    octets[at] = octets[other];
                    break;
                case 2:
                    octets = [.. octets[..at], .. octets[at..(at + random.Next(octets.Length - at))], .. octets[at..]];
                    break;
                default:
                    octets = [.. octets[..at], .. octets[(at + 1)..], octets[at]];
                    break;
            }
        }
        return octets;
    }
}

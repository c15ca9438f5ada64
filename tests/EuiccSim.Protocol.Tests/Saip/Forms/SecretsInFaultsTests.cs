using System.Text.RegularExpressions;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Forms;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Saip.Forms;

/// <summary>A fault in a text is told with the component and its place, and never with the value of a key or a code.</summary>
public sealed partial class SecretsInFaultsTests
{
    private static readonly Octets s_package = Package();

    [TestCaseSource(nameof(Cases), new object[] { ProfileForm.Json })]
    public void A_fault_in_JSON_tells_no_secret(string component, string secret, string written) => Check(ProfileForm.Json, component, secret, written,
    [
        ("half an octet", $"\"{secret[..^1]}\"", true),
        ("a wrong character", $"\"{secret[..9]}G{secret[10..]}\"", true),
        ("an octet less", $"\"{secret[..^2]}\"", false),
        ("three times as long", $"\"{secret}{secret}{secret}\"", false),
        ("a number", Decimal(secret), true),
        ("digits without quotation marks", secret, false),
        ("a name without quotation marks", $"x{secret}", false),
        ("single quotes", $"'{secret}'", false),
        ("a list", $"[\"{secret}\"]", true),
        ("an object", $"{{\"value\": \"{secret}\"}}", true),
        ("base64", $"\"{Convert.ToBase64String(Convert.FromHexString(secret))}==\"", true),
        ("no quotation mark at the end", $"\"{secret}", false),
        ("a backslash", $"\"\\{secret}\"", false),
        ("twice", $"\"{secret}\" \"{secret}\"", false),
        ("the component twice", $"\"{secret}\", \"{component}\": \"{secret}\"", true),
        ("a neighbour that is not known", $"\"{secret}\", \"no-such\": \"{secret}\"", false),
    ]);

    [TestCaseSource(nameof(Cases), new object[] { ProfileForm.ValueNotation })]
    public void A_fault_in_value_notation_tells_no_secret(string component, string secret, string written) => Check(ProfileForm.ValueNotation, component, secret, written,
    [
        ("half an octet", $"'{secret[..^1]}'H", false),
        ("a wrong character", $"'{secret[..9]}G{secret[10..]}'H", false),
        ("an octet less", $"'{secret[..^2]}'H", false),
        ("three times as long", $"'{secret}{secret}{secret}'H", false),
        ("a number", Decimal(secret), true),
        ("digits without quotation marks", secret, false),
        ("a word", $"x{secret}", true),
        ("a text", $"\"{secret}\"", true),
        ("without H", $"'{secret}'", false),
        ("binary digits", $"'{secret}'B", false),
        ("no quotation mark at the end", $"'{secret}", false),
        ("a list", $"{{ '{secret}'H }}", true),
        ("twice", $"'{secret}'H '{secret}'H", false),
        ("digits behind", $"'{secret}'H {secret}", false),
        ("a word behind", $"'{secret}'H x{secret}", false),
        ("the component twice", $"'{secret}'H, {component} '{secret}'H", true),
        ("a neighbour that is not known", $"'{secret}'H, no-such '{secret}'H", false),
        ("a neighbour without a name", $"'{secret}'H, '{secret}'H", false),
    ]);

    private static void Check(ProfileForm form, string component, string secret, string written, (string What, string Value, bool IsNamed)[] faults)
    {
        string text = FormSamples.Text(ProfileForms.Write(s_package, form));
        Assert.That(text.Split(written), Has.Length.EqualTo(2), "it stands there once");
        int refused = 0;
        foreach ((string what, string value, bool isNamed) in faults)
        {
            string name = written[..written.IndexOf(component, StringComparison.Ordinal)] + component + (form == ProfileForm.Json ? "\": " : " ");
            try
            {
                ProfileForms.Read(FormSamples.File(text.Replace(written, name + value, StringComparison.Ordinal)), form);
            }
            catch (ProfileTextException fault)
            {
                refused++;
                Secret.AssertUntold(fault.Message, secret, what);
                if (isNamed) Assert.That(fault.Message, Does.Contain(component), what);
            }
        }
        // A length more or less can be right.
        Assert.That(refused, Is.GreaterThanOrEqualTo(faults.Length - 2));
    }

    /// <summary>Each secret of the package, as it is written.</summary>
    private static IEnumerable<TestCaseData> Cases(ProfileForm form)
    {
        string text = FormSamples.Text(ProfileForms.Write(s_package, form));
        HashSet<string> components = [];
        foreach (Match match in (form == ProfileForm.Json ? InJson() : InNotation()).Matches(text).DistinctBy(match => match.Value))
        {
            if (text.Split(match.Value).Length != 2) continue;
            components.Add(match.Groups["name"].Value);
            yield return new TestCaseData(match.Groups["name"].Value, match.Groups["value"].Value, match.Value).SetArgDisplayNames(match.Groups["name"].Value, match.Groups["value"].Value);
        }
        Assert.That(components, Is.EquivalentTo(s_secrets));
    }

    private static string Decimal(string secret) => "1" + string.Concat(secret.Where(char.IsAsciiDigit));

    /// <summary>All secrets differ from one another. The ISIM's are the USIM's, and left out.</summary>
    private static Octets Package()
    {
        ProfilePackage built = ProfileBuilder.Build(new()
        {
            Iccid = Iccid.FromDigits("8949000000000000018"),
            Imsi = "001010123456063",
            HasIsim = false,
            Key = Octets.FromHex("1B2D3F4C5A6978879695A4B3C2D1E0F1"),
            Opc = Octets.FromHex("C1D2E3F405162738495A6B7C8D9EAFB0"),
            Pin = "86420973",
            Puk = "31415926",
            Puk2 = "27182818",
            Adm1 = "16180339",
            OtaKeys = [Octets.FromHex("2F1E0D3C4B5A69788796A5B4C3D2E1F0"), Octets.FromHex("E1D2C3B4A5968778695A4B3C2D1E0FF1"), Octets.FromHex("9A8B7C6D5E4F30211203F4E5D6C7B8A9")],
        });
        ProfileElement[] elements = [.. built.Elements.Select(element => element.Value)];
        ProfileElement cdma = new ProfileElement.CdmaParameter(new() { CdmaHeader = new() { Identification = 99 }, AuthenticationKey = Octets.FromHex("73B5D7F91A3C5E70"), Ssd = Octets.FromHex("A7C9EB0D2F416385B7D9FB1D3F517395") });
        return ProfilePackage.Of([.. elements[..^1], cdma, elements[^1]]).Write();
    }

    private static readonly string[] s_secrets = ["pinValue", "pukValue", "key", "opc", "keyData", "authenticationKey", "ssd"];

    [GeneratedRegex("\"(?<name>pinValue|pukValue|key|opc|keyData|authenticationKey|ssd)\": \"(?<value>[0-9A-F]{16,})\"")]
    private static partial Regex InJson();

    [GeneratedRegex("\\b(?<name>pinValue|pukValue|key|opc|keyData|authenticationKey|ssd) '(?<value>[0-9A-F]{16,})'H")]
    private static partial Regex InNotation();
}

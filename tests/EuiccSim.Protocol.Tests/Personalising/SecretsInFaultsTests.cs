using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Personalising;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Personalising;

/// <summary>A fault in a specification is told with the member and what it should be, and never with the value of a key or a code.</summary>
public sealed class SecretsInFaultsTests
{
    private const string Key = "1B2D3F4C5A6978879695A4B3C2D1E0F1";
    private const string Code = "31415926";

    [TestCase("\"key\":{}", Key)]
    [TestCase("\"opc\":{}", Key)]
    [TestCase("\"op\":{}", Key)]
    [TestCase("\"rotationConstants\":{}", "1B2D3F4C5A")]
    [TestCase("\"xoringConstants\":{}", Key)]
    [TestCase("\"pin1\":{}", Code)]
    [TestCase("\"pin2\":{}", Code)]
    [TestCase("\"puk1\":{}", Code)]
    [TestCase("\"puk2\":{}", Code)]
    [TestCase("\"adm1\":{}", Code)]
    [TestCase("\"pins\":{\"pin1\":{\"value\":{}}}", Code)]
    [TestCase("\"pins\":{\"pin1\":{\"puk\":{}}}", Code)]
    [TestCase("\"pins\":{\"pin2\":{\"value\":{}}}", Code)]
    [TestCase("\"pins\":{\"pin2\":{\"puk\":{}}}", Code)]
    [TestCase("\"pins\":{\"adm1\":{\"value\":{}}}", Code)]
    [TestCase("\"otaKeys\":[{\"kvn\":1,\"kic\":{}}]", Key)]
    [TestCase("\"otaKeys\":[{\"kvn\":1,\"kid\":{}}]", Key)]
    [TestCase("\"otaKeys\":[{\"kvn\":1,\"kik\":{}}]", Key)]
    [TestCase("\"otaKeys\":[{\"kvn\":{},\"kic\":1}]", Key, Description = "in each other's place")]
    [TestCase("\"sqn\":{\"init\":{}}", "1B2D3F4C5A69")]
    [TestCase("\"sqn\":{\"init\":[{}]}", "1B2D3F4C5A69")]
    [TestCase("\"files\":{\"ADF.USIM/EF.Keys\":{}}", Key)]
    [TestCase("\"files\":{\"ADF.USIM/EF.UST\":\"{\\\"key\\\": {}\"}", Key)]
    public void A_fault_tells_no_secret(string member, string secret)
    {
        int refused = 0;
        foreach ((string what, string value) in Faults(secret))
        {
            string spec = $"{{\"iccid\":\"8949000000000000018\",\"imsi\":\"001010000000123\",{member.Replace("{}", value, StringComparison.Ordinal)}}}";
            try
            {
                PersonalisationSpec read = PersonalisationSpec.Read(Octets.Wrap(Encoding.UTF8.GetBytes(spec)));
                read.Make(read.OwnTemplate(), new SeededRandom("x"));
            }
            catch (SpecException fault)
            {
                refused++;
                Secret.AssertUntold(fault.Message, secret, what);
            }
        }
        Assert.That(refused, Is.GreaterThanOrEqualTo(12));
    }

    /// <summary>The secret, and ways to write it wrong.</summary>
    private static (string What, string Value)[] Faults(string secret) =>
    [
        ("half an octet", $"\"{secret[..^1]}\""),
        ("a wrong character", $"\"{secret[..5]}G{secret[6..]}\""),
        ("too long", $"\"{secret}{secret}{secret}{secret}{secret}{secret}\""),
        ("too short", $"\"{secret[..6]}\""),
        ("blanks", $"\" {secret} \""),
        ("0x", $"\"0x{secret}\""),
        ("0x and half an octet", $"\"0x{secret[..^1]}\""),
        ("a number", "1" + string.Concat(secret.Where(char.IsAsciiDigit))),
        ("without quotation marks", secret),
        ("a word without quotation marks", $"x{secret}"),
        ("single quotes", $"'{secret}'"),
        ("a list", $"[\"{secret}\",\"{secret}\"]"),
        ("an object", $"{{\"value\":\"{secret}\"}}"),
        ("no quotation mark at the end", $"\"{secret}"),
        ("a backslash", $"\"\\{secret}\""),
        ("twice", $"\"{secret}\" \"{secret}\""),
        ("a neighbour that is not known", $"\"{secret}\",\"no such\":\"{secret}\""),
        ("the same neighbour twice", $"\"{secret}\",\"x\":1,\"x\":\"{secret}\""),
    ];
}

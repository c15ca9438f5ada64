using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Editing;

/// <summary>A field that cannot be set is told with what fits, and never with the value of a key or a code.</summary>
public sealed class SecretsInFaultsTests
{
    private const string Key = "1B2D3F4C5A6978879695A4B3C2D1E0F1";
    private const string Code = "31415926";

    [TestCase("key", Key)]
    [TestCase("opc", Key)]
    [TestCase("op", Key)]
    [TestCase("rotationConstants", Key)]
    [TestCase("xoringConstants", Key)]
    [TestCase("sqn", Key)]
    [TestCase("kic", Key)]
    [TestCase("kid", Key)]
    [TestCase("kik", Key)]
    [TestCase("pin1", Code)]
    [TestCase("pin2", Code)]
    [TestCase("puk1", Code)]
    [TestCase("puk2", Code)]
    [TestCase("adm1", Code)]
    [TestCase("adm2", Code)]
    [TestCase("ADF.USIM/EF.Keys", Key)]
    public void A_fault_tells_no_secret(string field, string secret)
    {
        string[] values =
        [
            secret[..^1], secret[..5] + "G" + secret[6..], secret + secret + secret, "0x" + secret[..^1], "0x" + secret + "G", $"\"{secret}\"", $"'{secret}'H", $"[{secret}]", secret + "," + secret,
        ];
        string[] settings =
        [
            .. values.SelectMany(value => new[] { $"{field}={value}", $"{field}+={value}", $"{field}-={value}" }),
            field + secret, $"{field} {secret}", $"{field}:{secret}", $"={secret}", $"+={secret}", secret, $"no-such={secret}", $"{field}.such={secret}",
        ];
        int refused = 0;
        foreach (string setting in settings)
        {
            try
            {
                Sample.Editor.Set(setting);
            }
            catch (Exception fault) when (fault is ProfileEditException or FileValueException or PackagePathException or SubscriberDataException)
            {
                refused++;
                Secret.AssertUntold(fault.Message, secret, setting);
            }
        }
        Assert.That(refused, Is.GreaterThanOrEqualTo(settings.Length - 3));
    }
}

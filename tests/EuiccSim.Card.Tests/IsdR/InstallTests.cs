using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Saip;
using EuiccSim.Tests;

namespace EuiccSim.Card.Tests.IsdR;

public sealed class InstallTests
{
    [Test]
    public void A_built_package_is_installed_disabled()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.Built).Aid();
        ProfileInfo info = ((ProfileInfoListResponse.Ok)card.Call(new ProfileInfoListRequest())).Value[0];
        Assert.That((info.IsdpAid, info.ProfileState, info.Iccid?.Digits),
            Is.EqualTo((aid, ProfileState.Disabled, TestPackages.IccidDigits)));
    }

    [TestCaseSource(nameof(Ts48))]
    public void A_package_of_TS_48_is_installed_and_is_a_SIM(string file)
    {
        Octets upp = Octets.Wrap(File.ReadAllBytes(SharedData.Require($"ts48/{file}")));
        TestEuicc card = new();
        card.Install(upp).Aid();
        Assert.That(card.Call(new EnableProfileRequest
        {
            ProfileIdentifier = new ProfileIdentifier.Iccid(TestPackages.MetadataOf(upp).Iccid),
            RefreshFlag = false,
        }).EnableResult, Is.EqualTo(EnableResult.Ok));
        // The header has the digits in reading order, EF.ICCID has them swapped in pairs (TS 102 221 §13.2).
        string header = ProfilePackage.Read(upp).Header!.Iccid.ToString();
        string swapped = string.Concat(Enumerable.Range(0, 10).Select(i => $"{header[(2 * i) + 1]}{header[2 * i]}"));
        Assert.That(card.Send("00A40004023F0000"), Does.EndWith("9000"));
        Assert.That(card.Send("00A40004022FE200"), Does.EndWith("9000"));
        Assert.That(card.Send("00B000000A"), Is.EqualTo(swapped + "9000"));
    }

    private static IEnumerable<string> Ts48()
    {
        string[] files = SharedData.Files("ts48", "*.der");
        return files.Length == 0 ? ["TS48v5_SAIP2.3_NoBERTLV.der"] : files.Select(file => Path.GetFileName(file));
    }
}

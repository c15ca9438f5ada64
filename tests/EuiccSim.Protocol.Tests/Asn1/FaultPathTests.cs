using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Tests.Asn1;

internal sealed class FaultPathTests
{
    [Test]
    public void The_path_leads_from_the_message_to_the_field()
    {
        // The second profile has an ICCID of one octet.
        Assert.That(
            PathOf<ProfileInfoListResponse>("BF2D09A007E300E3035A0100"),
            Is.EqualTo("ProfileInfoListResponse.profileInfoListOk[1].ProfileInfo.iccid"));
        // An INTEGER without octets.
        Assert.That(PathOf<NotificationSentRequest>("BF30028000"), Is.EqualTo("NotificationSentRequest.seqNumber"));
        // The first PUK has a value of one octet.
        Assert.That(
            PathOf<ProfileElement>("A30FA003810101A1083006800101810100"),
            Is.EqualTo("ProfileElement.PePukCodes.pukCodes[0].PukConfiguration.pukValue"));
        // The file descriptor of the MF has more than four octets.
        Assert.That(
            PathOf<ProfileElement>("B018" + "A003810101" + "810667810F010201" + "A209A1078205AAAAAAAAAA"),
            Is.EqualTo("ProfileElement.mf.mf[0].FilePart.fileDescriptor.Fcp.fileDescriptor"));
    }

    private static string PathOf<T>(string hex)
        where T : IAsn1<T> => Assert.Throws<Asn1ContentException>(() => Asn1Codec.Decode<T>(Octets.FromHex(hex)))!.Path;
}

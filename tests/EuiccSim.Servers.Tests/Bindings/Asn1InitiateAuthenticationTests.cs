using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.Bindings;

/// <summary>The numbers of InitiateAuthentication in ASN.1, which SM-DP+ and SM-DS have alike (SGP.22 v2.5 §6.6.2.1).</summary>
[TestFixture(true)]
[TestFixture(false)]
internal sealed class Asn1InitiateAuthenticationTests(bool isSmds)
{
    [Test]
    public void Another_address_is_number_1() => Assert.That(Ask(address: "other.example.com"), Is.EqualTo(Refused(1)));

    [Test]
    public void Another_version_is_number_2() => Assert.That(Ask(svn: "3.0.0"), Is.EqualTo(Refused(2)));

    [Test]
    public void Unknown_issuers_are_number_3([Values] bool forSigning) => Assert.That(
        forSigning ? Ask(signing: TestServer.Brainpool.Ci.SubjectKeyIdentifier) : Ask(verification: TestServer.Brainpool.Ci.SubjectKeyIdentifier),
        Is.EqualTo(Refused(3)));

    [Test]
    public void What_is_right_is_answered()
    {
        Es9HttpResponse response = Ask();
        Assert.That(response.Status, Is.EqualTo(200));
        var answer = (RemoteProfileProvisioningResponse.InitiateAuthentication)Asn1Codec.Decode<RemoteProfileProvisioningResponse>(response.Body, strict: true);
        Assert.That(answer.Value, Is.InstanceOf<InitiateAuthenticationResponse.Ok>());
    }

    // 'A2' and 'BF39' of §6.6.2, initiateAuthenticationError is [1].
    private static Es9HttpResponse Refused(int number) => new(200, Octets.FromHex($"A206BF39038101{number:X2}"));

    private Es9HttpResponse Ask(string? address = null, string svn = "2.5.0", Octets? signing = null, Octets? verification = null)
    {
        Octets own = TestServer.Nist.Ci.SubjectKeyIdentifier!.Value;
        Octets request = Asn1Codec.Encode<RemoteProfileProvisioningRequest>(new RemoteProfileProvisioningRequest.InitiateAuthentication(new()
        {
            EuiccChallenge = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
            SmdpAddress = address ?? (isSmds ? TestSmds.RootAddress : TestServer.Address),
            EuiccInfo1 = Signed<EuiccInfo1>.Of(new()
            {
                Svn = VersionType.Parse(svn),
                EuiccCiPKIdListForVerification = [verification ?? own],
                EuiccCiPKIdListForSigning = [signing ?? own],
            }),
        }));
        return isSmds ? new TestSmds().Server.HandleAsn1Async(request).Now() : new TestServer().Server.HandleAsn1Async(request).Now();
    }
}

using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>Card and server with the certificates of SGP.26, which other implementations hold, too.</summary>
internal sealed class Sgp26Tests
{
    [TestCase("nist")]
    [TestCase("brainpool")]
    public async Task On_one_curve(string curve) => await new Scene(new() { Pkis = [Load(curve)] }).DownloadFirstAsync();

    [Test]
    public async Task On_both_curves_at_once() => await new Scene(new() { Pkis = [Load("brainpool"), Load("nist")] }).DownloadFirstAsync();

    [TestCase("nist", 23)]
    [TestCase("brainpool", 97)]
    public async Task One_wrong_bit_in_the_servers_certificate_is_found(string curve, int step)
    {
        int length = Load(curve).DpAuth.Encoded.Length;
        for (int position = 0; position < length; position += step)
        {
            Scene scene = new(new() { Pkis = [Load(curve)] });
            Tampering.JsonFlip flip = new("initiateAuthentication", "serverCertificate", position);
            flip.PutInto(scene.Net, isAnswer: true);
            Tampering.Attempt attempt = await Tampering.Attempt.DownloadAsync(scene);
            Assert.That(attempt.Ending, Is.AnyOf("malformed", "AuthenticateServer invalidCertificate"), $"{position}");
            Assert.That(await attempt.AgainAsync(), Is.EqualTo("installed"));
        }
    }

    private static RspPki Load(string curve) => PkiDirectory.Load(
        SharedData.Require("sgp26"), curve == "nist" ? EcCurve.NistP256 : EcCurve.BrainpoolP256r1, deterministicKeys: true);
}

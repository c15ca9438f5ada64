using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>Card and server with the certificates of SGP.26, which other implementations hold, too.</summary>
internal sealed class Sgp26Tests
{
    [TestCase("nist", false)]
    [TestCase("brainpool", false)]
    [TestCase("nist", true)]
    [TestCase("brainpool", true)]
    public async Task On_one_curve_with_either_provider(string curve, bool isBouncyCastle)
    {
        CryptoProvider provider = isBouncyCastle ? CryptoProvider.BouncyCastle : CryptoProvider.Platform;
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Pkis = [Load(curve, provider)], Crypto = provider });
        await world.DownloadFirstAsync();
    }

    [Test]
    public async Task On_both_curves_at_once()
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Pkis = [Load("brainpool"), Load("nist")] });
        await world.DownloadFirstAsync();
    }

    [TestCase("nist", 23)]
    [TestCase("brainpool", 97)]
    public async Task One_wrong_bit_in_the_servers_certificate_is_found(string curve, int step)
    {
        int length = Load(curve).DpAuth.Encoded.Length;
        for (int position = 0; position < length; position += step)
        {
            await using EsimWorld world = await TestWorld.CreateAsync(new() { Pkis = [Load(curve)] });
            world.Inject(Tampering.JsonFlip.At("initiateAuthentication", Leg.Answer, "serverCertificate", position));
            Tampering.Attempt attempt = await Tampering.Attempt.DownloadAsync(world);
            Assert.That(attempt.Ending, Is.AnyOf("malformed", "AuthenticateServer invalidCertificate"), $"{position}");
            Assert.That(await attempt.AgainAsync(), Is.EqualTo("installed"));
        }
    }

    private static RspPki Load(string curve, CryptoProvider? provider = null) => PkiDirectory.Load(
        SharedData.Require("sgp26"), curve == "nist" ? EcCurve.NistP256 : EcCurve.BrainpoolP256r1, deterministicKeys: true, provider);
}

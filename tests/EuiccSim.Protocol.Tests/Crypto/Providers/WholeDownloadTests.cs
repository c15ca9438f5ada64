using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Crypto.Providers;

/// <summary>A whole download with either provider: on the chip and at the server.</summary>
internal sealed class WholeDownloadTests
{
    [TestCaseSource(typeof(EcProviders), nameof(EcProviders.WithCurves))]
    public async Task All_that_is_verified_and_agreed_on_is_the_provider_s_work(string name, EcCurve curve)
    {
        CountingProvider provider = new(EcProviders.Named(name, curve));
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Curve = curve, Crypto = provider });
        int before = provider.Verified; // servers look at their own certificates when they are made
        await world.InstallAsync();
        // The chip: CERT.DPauth, serverSignature1, CERT.DPpb, smdpSignature2, the server's in the package (SGP.22 v2.5 §3.1.2, §3.1.3). The
        // server: CERT.EUM, CERT.EUICC, euiccSignature1, euiccSignature2, euiccSignPIR.
        Assert.That((provider.Verified - before, provider.Agreed), Is.EqualTo((10, 2)));
    }

    [TestCaseSource(typeof(EcSamples), nameof(EcSamples.Curves))]
    public async Task The_octets_on_the_wire_are_the_same_with_both(EcCurve curve)
    {
        CryptoProvider platform = EcProviders.Named("platform", curve);
        string one = await TranscriptAsync(curve, platform), other = await TranscriptAsync(curve, CryptoProvider.BouncyCastle);
        Assert.That(other, Is.EqualTo(one));
        Assert.That(one.Split('\n'), Has.Length.GreaterThan(50));
    }

    private static async Task<string> TranscriptAsync(EcCurve curve, CryptoProvider provider)
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Curve = curve, Crypto = provider });
        await world.InstallAsync();
        return world.Events.ToTranscript();
    }
}

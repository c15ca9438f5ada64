using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Protocol.Tests.Crypto.Providers;

/// <summary>Each provider with each curve. Where the platform lacks a curve, its tests are skipped.</summary>
internal static class EcProviders
{
    internal static readonly string[] Names = ["platform", "BouncyCastle"];

    internal static readonly object[] WithCurves = [.. Names.SelectMany(name => EcSamples.Curves.Select(curve => new object[] { name, curve }))];

    internal static readonly object[] WithSgp26Curves = [.. Names.SelectMany(name => EcSamples.Sgp26Curves.Select(curve => new object[] { name, curve }))];

    internal static CryptoProvider Named(string name) => name == "platform" ? CryptoProvider.Platform : CryptoProvider.BouncyCastle;

    internal static CryptoProvider Named(string name, EcCurve curve)
    {
        CryptoProvider provider = Named(name);
        if (!provider.Supports(curve)) Assert.Ignore($"the {name} here has no {curve}");
        return provider;
    }
}

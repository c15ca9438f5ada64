using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Crypto.Providers;

/// <summary>The files in tests/vectors/curves; the README beside them tells how they were made.</summary>
internal static class CurveVectors
{
    internal static JsonElement Own(EcCurve curve) => Read($"own-{curve.Name}.json");

    internal static Octets Hex(this JsonElement hex) => Octets.FromHex(hex.GetString()!);

    internal static Octets Hex(this JsonElement vector, string name) => vector.GetProperty(name).Hex();

    internal static JsonElement[] List(this JsonElement vectors, string name)
    {
        JsonElement[] list = [.. vectors.GetProperty(name).EnumerateArray()];
        Assert.That(list, Is.Not.Empty);
        return list;
    }

    private static JsonElement Read(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Clone.PathOf("tests", "vectors", "curves", name)));
        return document.RootElement.Clone();
    }
}

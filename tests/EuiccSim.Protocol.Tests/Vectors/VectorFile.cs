using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Vectors;

/// <summary>One file of vectors made by independent encoders: what it holds and how each entry is checked.</summary>
internal sealed record VectorFile(string Name, IReadOnlyList<Vector> Vectors)
{
    internal static VectorFile Load(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        List<Vector> vectors = [];
        foreach (JsonElement entry in document.RootElement.GetProperty("vectors").EnumerateArray()) vectors.Add(Vector.Read(entry));
        return new(Path.GetFileName(path), vectors);
    }
}

/// <summary>One encoding, the value it stands for, and whether the value encodes back to it.</summary>
internal sealed record Vector(string Type, string Case, JsonElement Value, Octets Der, Octets? CanonicalDer, bool DecodeOnly)
{
    /// <summary>What is wrong with a type's codec on this vector; nothing where all is right.</summary>
    internal IEnumerable<string> Faults(VectorType type)
    {
        string at = $"{Type} {Case}";
        object value;
        try
        {
            value = type.Decode(Der);
        }
        catch (Asn1ContentException fault)
        {
            return [$"{at}: refused: {fault.Message} in {Shortened(Der)}"];
        }

        List<string> faults = [];
        foreach (string difference in ValueComparer.Differences(value, Value)) faults.Add($"{at}: {difference}");
        if (DecodeOnly) return faults;
        Octets encoded = type.Encode(value);
        if (encoded != (CanonicalDer ?? Der) && !IsKept(encoded))
            faults.Add($"{at}: encodes to {Shortened(encoded)}, not {Shortened(CanonicalDer ?? Der)}");
        return faults;
    }

    internal static Vector Read(JsonElement entry) => new(
        entry.GetProperty("type").GetString()!,
        entry.GetProperty("case").GetString()!,
        entry.GetProperty("value").Clone(),
        Octets.FromHex(entry.GetProperty("der").GetString()!),
        entry.TryGetProperty("canonicalDer", out JsonElement canonical) ? Octets.FromHex(canonical.GetString()!) : null,
        entry.TryGetProperty("decodeOnly", out JsonElement only) && only.GetBoolean());

    /// <summary>What is signed inside a message that is not DER keeps its octets as received: then neither form comes out as a whole.</summary>
    private bool IsKept(Octets encoded) =>
        CanonicalDer is not null && encoded.Length <= Der.Length && encoded.Length >= CanonicalDer.Value.Length;

    private static string Shortened(Octets octets) =>
        octets.Length <= 200 ? octets.ToString() : $"{octets.Slice(0, 200)}… ({octets.Length} octets)";
}

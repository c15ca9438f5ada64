using System.Buffers;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Store.Images;

/// <summary>Members of a card image.</summary>
internal static class JsonMembers
{
    /// <summary>Octets as hexadecimal digits.</summary>
    internal static void WriteOctets(this Utf8JsonWriter json, string name, Octets octets)
    {
        json.WritePropertyName(name);
        json.WriteOctetsValue(octets);
    }

    /// <summary>Octets, or null.</summary>
    internal static void WriteOctets(this Utf8JsonWriter json, string name, Octets? octets)
    {
        if (octets is { } present) json.WriteOctets(name, present);
        else json.WriteNull(name);
    }

    internal static void WriteOctetsValue(this Utf8JsonWriter json, Octets octets)
    {
        byte[] digits = ArrayPool<byte>.Shared.Rent(2 * octets.Length);
        Convert.TryToHexString(octets.Span, digits, out int length);
        json.WriteStringValue(digits.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(digits, clearArray: true);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Store.Images;

/// <summary>Members of a card image.</summary>
internal static class JsonMembers
{
    /// <summary>A text, or null.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="path">The file, for what is said when it fails.</param>
    /// <param name="name">The member.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="CardImageException">It would be written as another text.</exception>
    internal static void WriteText(this Utf8JsonWriter json, string path, string name, string? text)
    {
        try
        {
            _ = s_strict.GetByteCount(text ?? "");
        }
        catch (EncoderFallbackException e)
        {
            throw new CardImageException(path, name, "the text is not Unicode: half of a pair of surrogates stands alone", e);
        }
        json.WriteString(name, text);
    }

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

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}

using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>The two forms of an ECDSA signature: plain r‖s of 64 octets (SGP.22, BSI TR-03111) and Ecdsa-Sig-Value in DER (X.509, RFC
/// 5480).</summary>
public static class EcdsaSignature
{
    /// <summary>The octets of a plain signature on a 256-bit curve.</summary>
    public const int PlainSize = 64;

    /// <summary>The DER form of a plain signature.</summary>
    /// <param name="plain">r and s, 32 octets each.</param>
    public static Octets ToDer(ReadOnlySpan<byte> plain)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(plain.Length, PlainSize);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Minimal(plain[..EcCurve.CoordinateSize]));
            writer.WriteIntegerUnsigned(Minimal(plain[EcCurve.CoordinateSize..]));
        }
        return Octets.Wrap(writer.Encode());
    }

    /// <summary>The plain form of a DER signature.</summary>
    /// <exception cref="Asn1ContentException">Not an Ecdsa-Sig-Value, or a number in it is negative or wider than 256 bits.</exception>
    public static Octets FromDer(Octets der)
    {
        byte[] plain = new byte[PlainSize];
        try
        {
            Read(der.Span, plain);
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within("Ecdsa-Sig-Value", fault);
        }
        return Octets.Wrap(plain);
    }

    /// <summary>The plain form of what may be a DER signature; false where <see cref="FromDer"/> would throw.</summary>
    internal static bool TryFromDer(ReadOnlySpan<byte> der, Span<byte> plain)
    {
        try
        {
            Read(der, plain);
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static void Read(ReadOnlySpan<byte> der, Span<byte> plain)
    {
        AsnDecoder.ReadSequence(der, AsnEncodingRules.DER, out int start, out int length, out int consumed);
        ReadOnlySpan<byte> numbers = der.Slice(start, length);
        Place(AsnDecoder.ReadIntegerBytes(numbers, AsnEncodingRules.DER, out int first), plain[..EcCurve.CoordinateSize]);
        Place(AsnDecoder.ReadIntegerBytes(numbers[first..], AsnEncodingRules.DER, out int second), plain[EcCurve.CoordinateSize..]);
        if (consumed != der.Length || first + second != length) throw new Asn1ContentException("octets after the signature");
    }

    private static void Place(ReadOnlySpan<byte> integer, Span<byte> field)
    {
        if ((integer[0] & 0x80) != 0) throw new Asn1ContentException("a negative number");
        ReadOnlySpan<byte> digits = integer.TrimStart((byte)0);
        if (digits.Length > field.Length) throw new Asn1ContentException("a number wider than 256 bits");
        field.Clear();
        digits.CopyTo(field[(field.Length - digits.Length)..]);
    }

    private static ReadOnlySpan<byte> Minimal(ReadOnlySpan<byte> number)
    {
        ReadOnlySpan<byte> digits = number.TrimStart((byte)0);
        return digits.IsEmpty ? number[..1] : digits;
    }
}

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
        try
        {
            AsnReader reader = new(der.Memory, AsnEncodingRules.DER);
            AsnReader sequence = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            byte[] plain = new byte[PlainSize];
            Place(sequence.ReadIntegerBytes().Span, plain.AsSpan(0, EcCurve.CoordinateSize));
            Place(sequence.ReadIntegerBytes().Span, plain.AsSpan(EcCurve.CoordinateSize));
            sequence.ThrowIfNotEmpty();
            return Octets.Wrap(plain);
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within("Ecdsa-Sig-Value", fault);
        }
    }

    private static void Place(ReadOnlySpan<byte> integer, Span<byte> field)
    {
        if ((integer[0] & 0x80) != 0) throw new Asn1ContentException("a negative number");
        ReadOnlySpan<byte> digits = integer.TrimStart((byte)0);
        if (digits.Length > field.Length) throw new Asn1ContentException("a number wider than 256 bits");
        digits.CopyTo(field[(field.Length - digits.Length)..]);
    }

    private static ReadOnlySpan<byte> Minimal(ReadOnlySpan<byte> number)
    {
        ReadOnlySpan<byte> digits = number.TrimStart((byte)0);
        return digits.IsEmpty ? number[..1] : digits;
    }
}

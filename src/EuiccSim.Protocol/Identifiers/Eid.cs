using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>
/// The identifier of an eUICC: 32 decimal digits in 16 octets, first digit first (not swapped as in an ICCID). GSMA SGP.29; SGP.02 §2.2.2.
/// The last two digits check the others.
/// </summary>
[Asn1Type("OCTET STRING")]
public readonly record struct Eid : IAsn1<Eid>
{
    private Eid(Octets octets) => Octets = octets;

    /// <summary>The 16 octets.</summary>
    public Octets Octets { get; }

    /// <summary>The 32 digits.</summary>
    public string Digits => Octets.ToString();

    /// <summary>True if all are decimal digits and the number they form leaves 1 when divided by 97.</summary>
    public bool IsValid => !Digits.AsSpan().ContainsAnyExceptInRange('0', '9') && Remainder(Digits) == 1;

    /// <summary>From 32 decimal digits. The check digits may be wrong: see <see cref="IsValid"/>.</summary>
    /// <exception cref="FormatException">Not 32 decimal digits.</exception>
    public static Eid FromDigits(string digits)
    {
        if (digits.Length != 2 * Size || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw new FormatException($"an EID has {2 * Size} decimal digits, not '{digits}'");
        return new(Octets.FromHex(digits));
    }

    /// <summary>From the 16 octets.</summary>
    /// <exception cref="FormatException">Not 16 octets.</exception>
    public static Eid FromOctets(Octets octets) =>
        octets.Length == Size ? new(octets) : throw new FormatException($"an EID has {Size} octets, not {octets.Length}");

    /// <summary>From the first 30 digits: the two check digits are added.</summary>
    /// <exception cref="FormatException">Not 30 decimal digits.</exception>
    public static Eid WithCheckDigits(string first30)
    {
        if (first30.Length != (2 * Size) - 2 || first30.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw new FormatException($"an EID has 30 decimal digits before the check digits, not '{first30}'");
        int check = 98 - Remainder(first30 + "00");
        return FromDigits($"{first30}{check:D2}");
    }

    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString);

    /// <inheritdoc/>
    public static Eid Decode(AsnReader reader, Asn1Tag? implicitTag = null) =>
        new(Asn1Primitive.ReadOctets(reader, implicitTag ?? Asn1Tag.PrimitiveOctetString, Size, Size));

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => writer.WriteOctetString(Octets.Span, implicitTag);

    /// <summary>The digits.</summary>
    public override string ToString() => Digits;

    private static int Remainder(string digits)
    {
        int remainder = 0;
        foreach (char digit in digits) remainder = ((remainder * 10) + (digit - '0')) % 97;
        return remainder;
    }

    private const int Size = 16;
}

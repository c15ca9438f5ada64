using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>
/// The identifier of a profile: up to 20 decimal digits in 10 octets, coded as in EF.ICCID (ETSI TS 102 221 §13.2: the first digit in the
/// low half of the first octet, 'F' as filler). On the wire it has the tag '5A'.
/// </summary>
[Asn1Type("[APPLICATION 26]")]
public readonly record struct Iccid : IAsn1<Iccid>
{
    private Iccid(Octets ef) => Ef = ef;

    /// <summary>The 10 octets as in EF.ICCID.</summary>
    public Octets Ef { get; }

    /// <summary>The digits in reading order, without filler; halves that are no decimal digit appear as 'A' to 'F'. Of filler alone, all of it: it is no number, but there.</summary>
    public string Digits => SwappedDigits.Read(Ef.Span) is var halves && halves.TrimEnd('F') is { Length: > 0 } digits ? digits : halves;

    /// <summary>
    /// True if it has 19 or 20 digits, of which the last should check the others and does not (ITU-T E.118; ISO/IEC 7812-1 annex B). Of 18
    /// digits or fewer nothing can be said: there are numbers without a check digit.
    /// </summary>
    public bool HasWrongCheckDigit
    {
        get
        {
            string digits = Digits;
            bool isChecked = digits.Length is 19 or 20 && !digits.AsSpan().ContainsAnyExceptInRange('0', '9');
            return isChecked && CheckDigitOf(digits.AsSpan(0, digits.Length - 1)) != digits[^1];
        }
    }

    /// <summary>From the 10 octets of EF.ICCID.</summary>
    /// <exception cref="FormatException">Not 10 octets.</exception>
    public static Iccid FromEf(Octets ef) =>
        ef.Length == Size ? new(ef) : throw new FormatException($"an ICCID has {Size} octets, not {ef.Length}");

    /// <summary>From 1 to 20 digits in reading order; a shorter one is filled with 'F'.</summary>
    /// <exception cref="FormatException">Too long, empty, or not decimal digits.</exception>
    public static Iccid FromDigits(string digits)
    {
        if (digits.Length is 0 or > 2 * Size || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw new FormatException($"an ICCID has up to {2 * Size} decimal digits, not '{digits}'");
        return new(SwappedDigits.Write(digits, Size));
    }

    /// <summary>From the digits before the check digit, which is added.</summary>
    /// <param name="digits">1 to 19 digits.</param>
    /// <exception cref="FormatException">Too long, empty, or not decimal digits.</exception>
    public static Iccid WithCheckDigit(string digits)
    {
        if (digits.Length is 0 or >= 2 * Size || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw new FormatException($"an ICCID has up to {(2 * Size) - 1} decimal digits before the check digit, not '{digits}'");
        return FromDigits(digits + CheckDigitOf(digits));
    }

    /// <inheritdoc cref="IAsn1{TSelf}.OwnTag"/>
    public static Asn1Tag? OwnTag => IccidTag;

    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(IccidTag);

    /// <inheritdoc/>
    public static Iccid Decode(AsnReader reader, Asn1Tag? implicitTag = null) =>
        new(Asn1Primitive.ReadOctets(reader, implicitTag ?? IccidTag, Size, Size));

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => writer.WriteOctetString(Ef.Span, implicitTag ?? IccidTag);

    /// <summary>The digits.</summary>
    public override string ToString() => Digits;

    /// <summary>Every other digit counts double, the last one first.</summary>
    private static char CheckDigitOf(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            int counted = i % 2 == 0 ? 2 * digit : digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    private const int Size = 10;
    private static readonly Asn1Tag IccidTag = new(TagClass.Application, 26);
}

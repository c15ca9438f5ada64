using System.Formats.Asn1;
using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>A version "major.minor.revision" in 3 octets, each a binary number. SGP.22 v2.5 Annex H.</summary>
[Asn1Type("OCTET STRING")]
public readonly record struct VersionType : IAsn1<VersionType>, IComparable<VersionType>
{
    /// <summary>A version.</summary>
    public VersionType(byte major, byte minor, byte revision = 0) => (Major, Minor, Revision) = (major, minor, revision);

    /// <summary>The first octet.</summary>
    public byte Major { get; }

    /// <summary>The second octet.</summary>
    public byte Minor { get; }

    /// <summary>The third octet.</summary>
    public byte Revision { get; }

    /// <summary>The 3 octets.</summary>
    public Octets Octets => Octets.Of([Major, Minor, Revision]);

    /// <summary>From "2.5.0", or "2.5" with revision 0.</summary>
    /// <exception cref="FormatException">Not two or three numbers from 0 to 255.</exception>
    public static VersionType Parse(string text)
    {
        string[] parts = text.Split('.');
        Span<byte> numbers = [0, 0, 0];
        bool isVersion = parts.Length is 2 or 3;
        for (int i = 0; isVersion && i < parts.Length; i++)
            isVersion = byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]);
        return isVersion ? new(numbers[0], numbers[1], numbers[2]) : throw new FormatException($"not a version: '{text}'");
    }

    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString);

    /// <inheritdoc/>
    public static VersionType Decode(AsnReader reader, Asn1Tag? implicitTag = null)
    {
        Octets octets = Asn1Primitive.ReadOctets(reader, implicitTag ?? Asn1Tag.PrimitiveOctetString, Size, Size);
        return new(octets[0], octets[1], octets[2]);
    }

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => writer.WriteOctetString([Major, Minor, Revision], implicitTag);

    /// <inheritdoc/>
    public int CompareTo(VersionType other) => Number.CompareTo(other.Number);

    /// <summary>"2.5.0".</summary>
    public override string ToString() => $"{Major}.{Minor}.{Revision}";

    /// <summary>True if the left one is older.</summary>
    public static bool operator <(VersionType left, VersionType right) => left.Number < right.Number;

    /// <summary>True if the left one is newer.</summary>
    public static bool operator >(VersionType left, VersionType right) => left.Number > right.Number;

    /// <summary>True if the left one is not newer.</summary>
    public static bool operator <=(VersionType left, VersionType right) => left.Number <= right.Number;

    /// <summary>True if the left one is not older.</summary>
    public static bool operator >=(VersionType left, VersionType right) => left.Number >= right.Number;

    private int Number => (Major << 16) | (Minor << 8) | Revision;

    private const int Size = 3;
}

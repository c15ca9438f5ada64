using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>The identifier that an RSP server gives a session: 1 to 16 octets; hexadecimal digits in JSON. SGP.22 v2.5 §3.0.1, §6.5.</summary>
[Asn1Type("OCTET STRING")]
public readonly record struct TransactionId : IAsn1<TransactionId>
{
    private TransactionId(Octets octets) => Octets = octets;

    /// <summary>The 1 to 16 octets.</summary>
    public Octets Octets { get; }

    /// <summary>From octets.</summary>
    /// <exception cref="FormatException">Not 1 to 16 octets.</exception>
    public static TransactionId FromOctets(Octets octets) =>
        octets.Length is >= 1 and <= MaximumSize
            ? new(octets)
            : throw new FormatException($"a transaction identifier has 1 to {MaximumSize} octets, not {octets.Length}");

    /// <summary>From hexadecimal digits of either case.</summary>
    /// <exception cref="FormatException">Not hexadecimal digits for 1 to 16 octets.</exception>
    public static TransactionId Parse(string hex) => FromOctets(Octets.FromHex(hex));

    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString);

    /// <inheritdoc/>
    public static TransactionId Decode(AsnReader reader, Asn1Tag? implicitTag = null) =>
        new(Asn1Primitive.ReadOctets(reader, implicitTag ?? Asn1Tag.PrimitiveOctetString, 1, MaximumSize));

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => writer.WriteOctetString(Octets.Span, implicitTag);

    /// <summary>Upper-case hexadecimal digits, as it stands in JSON.</summary>
    public override string ToString() => Octets.ToString();

    private const int MaximumSize = 16;
}

using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>One whole X.509 certificate (RFC 5280), kept as received: what is signed is never encoded again.</summary>
/// <param name="Encoded">The DER encoding, from its tag '30' on.</param>
[Asn1Type("SEQUENCE")]
public readonly record struct Certificate(Octets Encoded) : IAsn1<Certificate>
{
    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.Sequence);

    /// <inheritdoc/>
    public static Certificate Decode(AsnReader reader, Asn1Tag? implicitTag = null) => new(WholeSequence.Read(reader, implicitTag));

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => WholeSequence.Write(writer, Encoded, implicitTag);

    /// <summary>The encoding in hexadecimal digits.</summary>
    public override string ToString() => Encoded.ToString();
}

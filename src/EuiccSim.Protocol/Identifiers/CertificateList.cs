using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>One whole certificate revocation list (RFC 5280), kept as received.</summary>
/// <param name="Encoded">The DER encoding, from its tag '30' on (also where a message tags it otherwise).</param>
[Asn1Type("SEQUENCE")]
public readonly record struct CertificateList(Octets Encoded) : IAsn1<CertificateList>
{
    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.Sequence);

    /// <inheritdoc/>
    public static CertificateList Decode(AsnReader reader, Asn1Tag? implicitTag = null) => new(WholeSequence.Read(reader, implicitTag));

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => WholeSequence.Write(writer, Encoded, implicitTag);

    /// <summary>The encoding in hexadecimal digits.</summary>
    public override string ToString() => Encoded.ToString();
}

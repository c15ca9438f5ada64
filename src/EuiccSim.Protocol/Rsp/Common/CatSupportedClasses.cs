using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>Classes of the card application toolkit: a BIT STRING whose bits have no names, so each bit counts, also zeros at the end.</summary>
/// <param name="Bits">The bits, the first in the highest place; unused ones at the end are zero.</param>
/// <param name="UnusedBitCount">How many bits of the last octet are none, 0 to 7.</param>
[Asn1Type("BIT STRING")]
public sealed record CatSupportedClasses(Octets Bits, int UnusedBitCount = 0) : IAsn1<CatSupportedClasses>
{
    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.PrimitiveBitString);

    /// <inheritdoc/>
    public static CatSupportedClasses Decode(AsnReader reader, Asn1Tag? implicitTag = null)
    {
        try
        {
            return new(Octets.Wrap(reader.ReadBitString(out int unusedBitCount, implicitTag)), unusedBitCount);
        }
        catch (AsnContentException fault) when (fault is not Asn1ContentException)
        {
            throw new Asn1ContentException(FaultWords.Of(fault), fault);
        }
    }

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => writer.WriteBitString(Bits.Span, UnusedBitCount, implicitTag);

    Asn1Description IAsn1Encodable.Describe(string name) => Asn1Description.Of(name, Bits);
}

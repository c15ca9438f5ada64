using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>One entry of a VendorSpecificExtension: data of a type that only its vendor knows. SGP.22 v2.5 §4.4.</summary>
/// <remarks>The data is an open type, which has no other use in the module: hence a codec by hand.</remarks>
[Asn1Type("SEQUENCE")]
public sealed record VendorSpecificData : IAsn1<VendorSpecificData>
{
    /// <summary>The vendor.</summary>
    public required ObjectIdentifier VendorOid { get; init; }

    /// <summary>One whole TLV.</summary>
    [Name("vendorSpecificData")]
    public required Octets Data { get; init; }

    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.Sequence);

    /// <inheritdoc/>
    public static VendorSpecificData Decode(AsnReader reader, Asn1Tag? implicitTag = null)
    {
        try
        {
            AsnReader entry = reader.ReadSequence(implicitTag);
            ObjectIdentifier vendor = new(entry.ReadObjectIdentifier(OidTag));
            AsnReader wrapper = entry.ReadSequence(DataTag);
            Octets data = Octets.Wrap(wrapper.ReadEncodedValue());
            wrapper.ThrowIfNotEmpty();
            return new() { VendorOid = vendor, Data = data };
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within("VendorSpecificData", fault);
        }
    }

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null)
    {
        using (writer.PushSequence(implicitTag))
        {
            writer.WriteObjectIdentifier(VendorOid.Value, OidTag);
            using (writer.PushSequence(DataTag)) writer.WriteEncodedValue(Data.Span);
        }
    }

    Asn1Description IAsn1Encodable.Describe(string name)
    {
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("vendorOid", VendorOid));
        fields.Add(Asn1Description.Of("vendorSpecificData", Data));
        return fields.Under(name);
    }

    private static readonly Asn1Tag OidTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag DataTag = new(TagClass.ContextSpecific, 1);
}

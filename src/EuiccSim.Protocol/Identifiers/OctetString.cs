using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>Reads OCTET STRINGs for the types whose codec is written by hand.</summary>
internal static class OctetString
{
    internal static Octets Read(AsnReader reader, Asn1Tag tag, int minimum, int maximum)
    {
        Octets octets = Read(reader, tag);
        if (octets.Length >= minimum && octets.Length <= maximum) return octets;
        throw new Asn1ContentException(
            minimum == maximum ? $"{octets.Length} octets, not {minimum}" : $"{octets.Length} octets, not {minimum} to {maximum}");
    }

    /// <summary>Of any size. The octets of a primitive encoding are not copied.</summary>
    internal static Octets Read(AsnReader reader, Asn1Tag tag)
    {
        try
        {
            return Octets.Wrap(reader.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> content, tag) ? content : reader.ReadOctetString(tag));
        }
        catch (AsnContentException fault) when (fault is not Asn1ContentException)
        {
            throw new Asn1ContentException(fault.Message, fault);
        }
    }
}

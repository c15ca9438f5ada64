using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>Reads OCTET STRINGs for the types whose codec is written by hand: no exception but <see cref="Asn1ContentException"/>.</summary>
internal static class OctetString
{
    internal static Octets Read(AsnReader reader, Asn1Tag tag, int minimum = 0, int maximum = int.MaxValue)
    {
        try
        {
            return Asn1Primitive.ReadOctets(reader, tag, minimum, maximum);
        }
        catch (AsnContentException fault) when (fault is not Asn1ContentException)
        {
            throw new Asn1ContentException(fault.Message, fault);
        }
    }
}

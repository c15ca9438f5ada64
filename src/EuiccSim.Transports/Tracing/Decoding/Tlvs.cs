using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>TLVs that need not be right: what cannot be read is left out.</summary>
internal static class Tlvs
{
    /// <summary>The value of a TLV with this tag at the beginning of the data; nothing if there is no such TLV.</summary>
    internal static Octets Inside(Octets data, int tag) => BerTlv.ReadWhole(data) is [var first, ..] && first.Tag == tag ? first.Value : default;

    /// <summary>The first TLV with this tag, with its tag and length; nothing if there is none.</summary>
    internal static Octets Find(Octets data, int tag) => BerTlv.ReadWhole(data).FirstOrDefault(one => one.Tag == tag).Encoded;

    /// <summary>The value of the first TLV with this tag; nothing if there is none.</summary>
    internal static Octets ValueOf(Octets data, int tag) => BerTlv.ReadWhole(data).FirstOrDefault(one => one.Tag == tag).Value;
}

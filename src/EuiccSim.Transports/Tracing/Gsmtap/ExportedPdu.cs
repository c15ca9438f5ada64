using System.Buffers.Binary;
using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>
/// A PDU that Wireshark exported (link type 252): tags of 16 bits with a length of 16 bits and a value each, up to tag 0, then the PDU.
/// Wireshark, wsutil/exported_pdu_tlvs.h: EXP_PDU_TAG_*.
/// </summary>
/// <param name="Protocol">What Wireshark calls it: "gsmtap", "gsm_sim"; of a table of protocols its name and number, "udp.port 4729".</param>
/// <param name="Data">The PDU.</param>
internal sealed record ExportedPdu(string Protocol, Octets Data)
{
    /// <summary>The PDU; null if the tags break off.</summary>
    internal static ExportedPdu? TryRead(Octets packet)
    {
        string protocol = "";
        for (int at = 0; at + 4 <= packet.Length;)
        {
            int tag = BinaryPrimitives.ReadUInt16BigEndian(packet.Span[at..]), length = BinaryPrimitives.ReadUInt16BigEndian(packet.Span[(at + 2)..]);
            at += 4;
            if (tag == End) return new(protocol, packet.Slice(at));
            if (at + length > packet.Length) return null;
            Octets value = packet.Slice(at, length);
            if (tag is DissectorName or HeuristicName or TableName) protocol = Encoding.UTF8.GetString(value.Span).TrimEnd('\0');
            if (tag == TableValue && length == 4) protocol += string.Create(System.Globalization.CultureInfo.InvariantCulture, $" {BinaryPrimitives.ReadUInt32BigEndian(value.Span)}");
            at += length;
        }
        return null;
    }

    private const int End = 0;
    private const int DissectorName = 12;
    private const int HeuristicName = 13;
    private const int TableName = 14;
    private const int TableValue = 32;
}

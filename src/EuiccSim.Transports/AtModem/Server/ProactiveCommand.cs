using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.AtModem.Server;

/// <summary>A proactive command, as far as this modem performs it: REFRESH. TS 102 223 §6.4.7, §6.8, §8.6, §8.12.</summary>
/// <param name="Details">The value of the Command details TLV: number, type, qualifier.</param>
internal sealed record ProactiveCommand(Octets Details)
{
    internal byte Type => Details[1];

    /// <summary>True for REFRESH with "UICC reset" ('04') or "eUICC profile state change" ('09').</summary>
    internal bool ResetsCard => Type == Refresh && Details[2] is 0x04 or 0x09;

    internal static ProactiveCommand? TryParse(Octets octets)
    {
        // 'D0', a length of one or two octets, and Command details first (TS 102 223 §9.4, §6.6).
        if (octets.Length < 7 || octets[0] != 0xD0) return null;
        int at = octets[1] == 0x81 ? 3 : 2;
        if (octets.Length < at + 5 || (octets[at] & 0x7F) != 0x01 || octets[at + 1] != 3) return null;
        return new(octets.Slice(at + 2, 3));
    }

    /// <summary>TERMINAL RESPONSE: performed, or beyond the terminal's capabilities.</summary>
    internal Octets Response()
    {
        byte result = Type == Refresh ? (byte)0x00 : (byte)0x30;
        Octets data = Octets.Concat(Octets.FromHex("8103"), Details, Octets.Of([0x82, 0x02, 0x82, 0x81, 0x83, 0x01, result]));
        return new CommandApdu(0x80, 0x14, 0x00, 0x00, data).Encode();
    }

    private const byte Refresh = 0x01;
}

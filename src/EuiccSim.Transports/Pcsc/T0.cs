using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Pcsc;

/// <summary>Under T=0 a command has always a fifth octet, and never both data and Le. ISO/IEC 7816-3 §12.2.</summary>
internal static class T0
{
    /// <summary>
    /// Case 1 gets a P3 of '00', and case 4 loses its Le: the card says '61XX', and the caller gets the answer by GET RESPONSE. Lengths in
    /// extended form stay as they are; some readers know what to do with them.
    /// </summary>
    internal static Octets ToTpdu(Octets command)
    {
        ReadOnlySpan<byte> octets = command.Span;
        if (octets.Length == 4) return Octets.Concat(command, s_zero);
        bool isCase4 = octets.Length > 6 && octets[4] != 0 && octets.Length == 6 + octets[4];
        return isCase4 ? command.Slice(0, octets.Length - 1) : command;
    }

    private static readonly Octets s_zero = Octets.FromHex("00");
}

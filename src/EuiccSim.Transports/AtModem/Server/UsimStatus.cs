using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Transports.AtModem.Server;

/// <summary>What the template of a directory says of PINs. TS 102 221 §9.5.2, §11.1.1.4.10.</summary>
internal static class UsimStatus
{
    /// <summary>Whether a PIN is enabled: one bit for each key reference, in their order. Null if the template does not say.</summary>
    internal static bool? IsPinEnabled(Octets template, byte reference)
    {
        Octets enabled = default;
        int position = 0;
        foreach ((int tag, Octets value) in Tlvs.Read(Tlvs.ValueOf(Tlvs.Inside(template, Fcp), PinStatusTemplate)))
        {
            if (tag == PinStatus) enabled = value;
            if (tag != KeyReference) continue;
            if (value == Octets.Of([reference])) return position / 8 < enabled.Length ? (enabled[position / 8] & (0x80 >> (position % 8))) != 0 : null;
            position++;
        }
        return null;
    }

    private const int Fcp = 0x62;
    private const int PinStatusTemplate = 0xC6;
    private const int PinStatus = 0x90;
    private const int KeyReference = 0x83;
}

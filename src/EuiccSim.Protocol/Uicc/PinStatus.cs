using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>A PIN of a directory. TS 102 221 §9.5.2, §11.1.1.4.10.</summary>
/// <param name="Reference">Which one.</param>
/// <param name="IsEnabled">True if it must be verified; null where the template has no bit for it.</param>
public readonly record struct PinStatus(PinReference Reference, bool? IsEnabled)
{
    /// <summary>Reads the value of a PIN status template 'C6': one bit for each key reference, in their order.</summary>
    internal static SequenceOf<PinStatus> ReadTemplate(Octets template)
    {
        Octets enabled = default;
        List<PinStatus> pins = [];
        foreach (BerTlv field in BerTlv.ReadWhole(template))
        {
            if (field.Tag == PinStatusBits) enabled = field.Value;
            if (field.Tag != KeyReference || field.Value.Length != 1) continue;
            int position = pins.Count;
            bool? isEnabled = position / 8 < enabled.Length ? (enabled[position / 8] & (0x80 >> (position % 8))) != 0 : null;
            pins.Add(new(new(field.Value[0]), isEnabled));
        }
        return SequenceOf.From(pins);
    }

    private const int PinStatusBits = 0x90;
    private const int KeyReference = 0x83;
}

using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>onomondo-ipa: "SCARD DEBUG PCSC reader #0 TX:", then "SCARD INFO HEX" lines of 64 octets; "RX:" likewise, "RX: (no data)", "transceive failed!".</summary>
internal sealed class OnomondoIpa(LogCollector into) : LogProducer("onomondo-ipa", into)
{
    private HexText? _open;

    internal override bool Take(LogLine line)
    {
        string text = line.Text.Trim();
        if (!text.Begins("SCARD ")) return false;
        if (text.Has(" TX:"))
        {
            _open = HexText.Of(text.After(" TX:"));
            Talk.Command(line, _open);
        }
        else if (text.Has(" RX:") && text.Has("no data")) Talk.Fail(line, "no data instead of an answer");
        else if (text.Has(" RX:"))
        {
            _open = HexText.Of(text.After(" RX:"));
            Talk.Answer(line, _open);
        }
        else if (text.Has("transceive failed")) Talk.Fail(line, "the reader failed, no answer");
        else if (text.After(" INFO ") is { } row && row.IsOnlyHex()) TakeRow(line, row);
        return true;
    }

    private void TakeRow(LogLine line, string row)
    {
        int before = _open?.Digits ?? -1;
        // Only a row that is full goes on in the next one.
        if (_open is { } open && before % (2 * PerRow) == 0 && before < LongestDigits && Talk.Open is { } pending)
        {
            open.Add(row);
            pending.Last = line.Last;
        }
        else Into.Add(Format, new Unrecoverable(line.Range, "octets without the line that tells their direction") { Record = HexText.Of(row).Start });
    }

    internal override void End()
    {
        _open = null;
        base.End();
    }

    private const int PerRow = 64;
    private const int LongestDigits = 140_000;
}

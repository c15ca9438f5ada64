using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>Wireshark's text with packet bytes: "0010  XX … ASCII", the whole frame, in which the GSMTAP message is looked for.</summary>
internal sealed class WiresharkBytes(LogCollector into) : LogProducer("wireshark-hexdump", into)
{
    private readonly List<byte> _frame = [];
    private int _first, _last;

    internal override bool Take(LogLine line)
    {
        string text = line.Text.TrimStart();
        if (!IsRow(text, out int offset)) return false;
        if (offset == 0)
        {
            End();
            _first = line.Number;
        }
        else if (_frame.Count == 0) return true;
        HexRows row = new(PerRow);
        row.Add(text.AsSpan(6, Math.Min(text.Length - 6, HexColumns)));
        // A row that is missing: what follows stands where it stood, and the message has a hole.
        if (offset != _frame.Count) return Break(line);
        _frame.AddRange(row.Text.Start.Span);
        _last = line.Last;
        return true;
    }

    internal override bool Continue(LogLine line) => false;

    internal override void End()
    {
        if (_frame.Count > 0) Report(Octets.Of([.. _frame]));
        _frame.Clear();
    }

    private bool Break(LogLine line)
    {
        if (_frame.Count > GsmtapHeader)
        {
            int at = Gsmtap(_frame);
            if (at >= 0) Into.Add(Format, new Unrecoverable(new(_first, line.Last), "a row of the frame is missing") { Record = Octets.Of([.. _frame]).Slice(at + GsmtapHeader) });
        }
        _frame.Clear();
        return true;
    }

    private void Report(Octets frame)
    {
        int at = Gsmtap(_frame);
        if (at < 0) return;
        Octets record = frame.Slice(at + GsmtapHeader);
        switch (frame[at + SubTypeAt])
        {
            case 0 when !record.IsEmpty:
                Into.Add(Format, MergedRecord.Part(new(_first, _last), record));
                break;
            case 1:
                Into.Add(Format, new LogEvent.Reset(new(_first, _first), record));
                break;
        }
    }

    /// <summary>Version 2, four words of header, type SIM; behind UDP its length fits.</summary>
    private static int Gsmtap(List<byte> frame)
    {
        for (int at = 0; at + GsmtapHeader <= frame.Count; at++)
        {
            if (frame[at] != 2 || frame[at + 1] != 4 || frame[at + 2] != 4) continue;
            if (at < 8 || (frame[at - 4] << 8 | frame[at - 3]) >= frame.Count - at + 8 && (frame[at - 6] << 8 | frame[at - 5]) > 1023) return at;
        }
        return -1;
    }

    private static bool IsRow(string text, out int offset)
    {
        offset = 0;
        return text.Length > 7 && text.AsSpan(0, 4).IsHex() && text[4] == ' ' && text[5] == ' ' && text.AsSpan(6, 2).IsHex()
            && int.TryParse(text.AsSpan(0, 4), System.Globalization.NumberStyles.HexNumber, null, out offset) && offset % PerRow == 0;
    }

    private const int GsmtapHeader = 16;
    private const int SubTypeAt = 12;
    private const int PerRow = 16;
    private const int HexColumns = 48;
}

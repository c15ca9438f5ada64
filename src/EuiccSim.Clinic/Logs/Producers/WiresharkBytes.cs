using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>Wireshark's text with packet bytes: "0010  XX … ASCII", the whole frame, in which the GSMTAP message is looked for.</summary>
internal sealed class WiresharkBytes(LogCollector into) : LogProducer("wireshark-hexdump", into)
{
    private readonly List<byte> _frame = [];
    private int _first, _last;
    private int? _hole;
    private bool _isGsmtap;

    internal override bool Take(LogLine line)
    {
        string text = line.Text.TrimStart();
        if (!IsRow(text, out int offset)) return false;
        HexRows row = new(PerRow);
        row.Add(text.AsSpan(6, Math.Min(text.Length - 6, HexColumns)));
        // Another frame begins, also one whose first row is lost.
        if (offset == 0 || _frame.Count > 0 && line.Number > _last + 1 && offset != _frame.Count || offset < _frame.Count) End();
        if (_frame.Count == 0) _first = line.Number;
        if (offset != _frame.Count) _hole ??= _frame.Count;
        // What is missing keeps its place.
        if (_hole is not null && offset < LongestFrame && offset > _frame.Count) _frame.AddRange(new byte[offset - _frame.Count]);
        _frame.AddRange(row.Text.Start.Span);
        _last = line.Last;
        return true;
    }

    internal override bool Continue(LogLine line) => false;

    internal override void End()
    {
        if (_hole is { } hole) ReportDamaged(hole);
        else if (_frame.Count > 0) Report(Octets.Of([.. _frame]));
        _frame.Clear();
        _hole = null;
    }

    /// <summary>A frame without one of its rows: what is behind the message's header, or all if that is lost, as far as frames here are GSMTAP at all.</summary>
    private void ReportDamaged(int hole)
    {
        int at = Gsmtap(_frame);
        if (at < 0 && !_isGsmtap) return;
        Octets frame = Octets.Of([.. _frame]);
        int begin = at >= 0 ? at + GsmtapHeader : 0;
        Octets before = hole > begin ? frame.Slice(begin, hole - begin) : Octets.Empty;
        int behind = Math.Max(begin, (hole / PerRow + 1) * PerRow);
        Octets after = behind < frame.Length ? frame.Slice(behind) : Octets.Empty;
        Into.Add(Format, new Unrecoverable(new(_first, _last), "a row of the frame is missing")
        {
            CommandStart = before.IsEmpty ? null : before,
            ResponseEnd = after.IsEmpty ? null : after,
        });
    }

    private void Report(Octets frame)
    {
        int at = Gsmtap(_frame);
        if (at < 0) return;
        _isGsmtap = true;
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
    private const int LongestFrame = 0x10000;
}

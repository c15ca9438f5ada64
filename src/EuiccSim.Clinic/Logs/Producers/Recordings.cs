using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>cardpeek: "C:CMD:SW:ANSWER" and "R:ATR".</summary>
internal sealed class Cardpeek(LogCollector into) : LogProducer("cardpeek", into)
{
    internal override bool Take(LogLine line)
    {
        string[] parts = line.Text.Trim().Split(':', 4);
        if (parts is ["R", var atr] && atr.Length >= 4 && atr.AsSpan().IsHex())
        {
            Into.Add(Format, new LogEvent.Reset(line.Range, HexText.Of(atr).Start));
            return true;
        }
        if (parts is not ["C", { Length: >= 8 } command, { Length: 4 } status, ..] || !command.AsSpan(0, 4).IsHex() || !status.AsSpan().IsHex()) return false;
        Talk.Command(line, HexText.Of(command));
        Talk.Answer(line, HexText.Of(parts.Length > 3 ? parts[3] : "")).Status = HexText.Of(status).Start;
        Talk.Close();
        return true;
    }
}

/// <summary>APDUTrace and what is like it: "DATE,HEX", command and answer in turn, without a direction.</summary>
internal sealed class DatedHex(LogCollector into) : LogProducer("apdutrace", into)
{
    internal override bool Take(LogLine line)
    {
        int comma = line.Text.LastIndexOf(',');
        if (comma < 8 || !line.Text.AsSpan(0, comma).Contains(':') || !char.IsAsciiDigit(line.Text[0])) return false;
        string hex = line.Text[(comma + 1)..].Trim();
        if (hex.Length < 4 || !hex.IsOnlyHex()) return false;
        HexText octets = HexText.Of(hex);
        bool isCommand = ApduShape.BeginsCommand(octets.Start.Span) && ApduShape.MissingOf(octets.Start.Span) >= 0;
        // A command that comes where an answer should be is one if its Lc fits and it does not end as an answer does.
        if (Talk.IsWaiting && (!isCommand || ApduShape.IsStatus(octets.Start.Span) || !ApduShape.IsWhole(octets.Start.Span))) Talk.Answer(line, octets);
        else if (isCommand) Talk.Command(line, octets);
        else Talk.Answer(line, octets);
        return true;
    }
}

/// <summary>apdu4j's dump file: "# ATR: ", "# PROTOCOL: ", "# Sent" and "# Received", each before bare octets.</summary>
internal sealed class Apdu4jDump(LogCollector into) : LogProducer("gp-debug", into)
{
    private bool _sent, _received;
    private string? _atr;
    private bool _isThere;
    private LogLine _atrLine;

    internal override bool Take(LogLine line)
    {
        string text = line.Text.Trim();
        _isThere |= text.Begins("# ATR: ") || text.Begins("# PROTOCOL: ") || text.Begins("# Received");
        if (text.Begins("# ATR: ")) (_atr, _atrLine) = (text[7..], line);
        else if (text.Begins("# PROTOCOL: ")) EndAtr(text[12..]);
        else if (text.Begins("# Sent")) (_sent, _received) = (true, false);
        else if (text.Begins("# Received")) (_sent, _received) = (false, true);
        else if (_isThere && text.IsOnlyHex() && text.Length >= 4)
        {
            EndAtr(null);
            // Where the line before it is lost, the octets tell.
            if (_sent || !_received && ApduShape.BeginsCommand(HexText.Of(text).Start.Span)) Talk.Command(line, HexText.Of(text));
            else Talk.Answer(line, HexText.Of(text));
            (_sent, _received) = (false, false);
        }
        else return false;
        return true;
    }

    internal override void End()
    {
        EndAtr(null);
        (_sent, _received, _isThere) = (false, false, false);
        base.End();
    }

    private void EndAtr(string? protocol)
    {
        if (_atr is not null) Into.Add(Format, new LogEvent.Reset(_atrLine.Range, HexText.Of(_atr).Start) { Protocol = protocol });
        _atr = null;
    }
}

/// <summary>pySim-trace --show-raw-apdu: "Apdu(CC II PP PP LL data rsp sw)" among its decoded lines.</summary>
internal sealed class PySimTraceRaw(LogCollector into) : LogProducer("pysim-trace-raw", into)
{
    internal override bool Take(LogLine line)
    {
        if (line.Text.After("Apdu(") is not { } record) return false;
        bool whole = record.Contains(')', StringComparison.Ordinal);
        HexText octets = HexText.Of(whole ? record[..record.IndexOf(')', StringComparison.Ordinal)] : record);
        if (octets.Digits < 8) return false;
        Into.Add(Format, whole && !octets.IsElided && !octets.IsOdd
            ? MergedRecord.Part(line.Range, octets.Start)
            : new Unrecoverable(line.Range, "the record is cut") { Record = octets.Start });
        return true;
    }
}

using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>OPENSC_DEBUG=9: "Outgoing APDU (N bytes):", older "Outgoing APDU data [    N bytes] ====", and rows of 16 with a column of text behind them.</summary>
internal sealed class OpenScDebug(LogCollector into) : LogProducer("opensc-debug", into)
{
    private HexRows? _rows;
    private PendingExchange? _pending;
    private bool _answers;

    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        bool outgoing = text.Has("Outgoing APDU");
        if (!outgoing && !text.Has("Incoming APDU")) return TakeRow(line);
        string count = text.Between("APDU (", " bytes") ?? text.Between("APDU data [", " bytes") ?? "";
        if (count.LeadingNumber() is not { } length) return false;
        EndRows();
        _rows = new(length);
        _answers = !outgoing;
        _pending = outgoing ? Talk.Command(line, HexText.Of("")) : Talk.Answer(line, HexText.Of(""));
        if (outgoing) _pending.CommandLength = length;
        else _pending.AnswerLength = length;
        return true;
    }

    internal override void End()
    {
        EndRows();
        base.End();
    }

    internal override bool Continue(LogLine line) => false;

    private bool TakeRow(LogLine line)
    {
        if (_rows is not { IsWhole: false } rows || _pending is not { } pending || !rows.Add(line.Text)) return line.Text.Begins("=====");
        pending.Last = line.Last;
        if (_answers) pending.Answer = rows.Text;
        else pending.Command = rows.Text;
        return true;
    }

    private void EndRows() => (_rows, _pending) = (null, null);
}

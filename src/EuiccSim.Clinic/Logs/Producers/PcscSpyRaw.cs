using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>What libpcscspy writes before pcsc-spy shows it: "THREAD@>|sec|usec|SCardTransmit", a line "THREAD@VALUE" for each value, "THREAD@&lt;|…|rv".</summary>
internal sealed class PcscSpyRaw(LogCollector into) : LogProducer("pcsc-spy", into)
{
    private readonly Dictionary<string, (LogLine First, bool IsTransmit, List<string> Buffers)> _calls = [];

    internal override bool Take(LogLine line)
    {
        int at = line.Text.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 20 || !line.Text.AsSpan(0, at).IsHex()) return false;
        string thread = line.Text[..at], value = line.Text[(at + 1)..];
        if (value.Begins(">|"))
        {
            Into.Variant(Format, "the raw file");
            if (_calls.Remove(thread, out var open)) Report(open, open.First, null);
            _calls[thread] = (line, value.EndsWith("|SCardTransmit", StringComparison.Ordinal), []);
            return true;
        }
        if (!_calls.TryGetValue(thread, out var call))
        {
            // Where the call's own line is lost, octets tell that it was this one.
            if (!IsBuffer(value)) return false;
            _calls[thread] = call = (line, true, []);
        }
        if (value.Begins("<|"))
        {
            _calls.Remove(thread);
            Report(call, line, value);
        }
        else if (call.Buffers.Count < 16) call.Buffers.Add(value);
        return true;
    }

    internal override void End()
    {
        foreach (var call in _calls.Values) Report(call, call.First, null);
        _calls.Clear();
    }

    private static bool IsBuffer(string value) => value.Length >= 5 && value[2] == ' ' && value.IsOnlyHex();

    /// <summary>Among the values the buffers are those of octets with spaces; the first was sent.</summary>
    private void Report((LogLine First, bool IsTransmit, List<string> Buffers) call, LogLine last, string? result)
    {
        if (!call.IsTransmit) return;
        string[] buffers = [.. call.Buffers.Where(IsBuffer)];
        if (buffers.Length == 0) return;
        LogLine line = call.First with { Last = last.Last };
        Talk.Command(line, HexText.Of(buffers[0]));
        if (result?.EndsWith("|0x00000000", StringComparison.Ordinal) == false) Talk.Fail(line, $"PC/SC error, no answer: {result[(result.LastIndexOf('|') + 1)..]}");
        else if (buffers.Length > 1) Talk.Answer(line, HexText.Of(buffers[1]));
        Talk.End();
    }
}

using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>Programs that write a mark and the octets, one line for the command and one for the answer: their marks are all that differs.</summary>
internal sealed class LinePairs : LogProducer
{
    private readonly string[] _commands;
    private readonly string[] _answers;

    private LinePairs(LogCollector into, string format, string[] commands, string[] answers) : base(format, into)
    {
        _commands = commands;
        _answers = answers;
    }

    /// <summary>All of them, the longer marks first.</summary>
    internal static IEnumerable<LogProducer> All(LogCollector into) =>
    [
        new LinePairs(into, "proxmark3", [">>>> "], ["<<<< "]),
        new LinePairs(into, "gpshell", ["Wrapped command --> ", "Command --> ", "--> "], ["Response <-- ", "<-- "]),
        new LinePairs(into, "gp-debug", ["B>> ", ">> "], ["B<< ", "<< "]),
        new LinePairs(into, "jcshell", ["=> "], ["<= "]),
        new LinePairs(into, "gscriptor", ["Sending: "], ["Received: "]),
        new LinePairs(into, "tca-loader", ["Command "], ["Response "]),
        new LinePairs(into, "proxmark3", ["APDU: ", "C-APDU: ", "C-APDU ", "CAPDU: ", "APDU "], ["RAPDU: ", "R-APDU: ", "R-APDU ", "RSP: ", "RSP "]),
        new LinePairs(into, "euicc-lpa-recording", ["> "], ["< "]),
    ];

    internal override bool Take(LogLine line)
    {
        string text = line.Text.Trim();
        if (Behind(text, _commands) is { } command)
        {
            int bar = command.At(" | ");
            // gpshell shows a command as it is in the script, as it is, and as it is sent.
            if (Format == "gpshell" && Talk is { IsWaiting: true, Open: { } open } && line.Number <= open.Last + 2)
            {
                (open.Command, open.Last) = (HexText.Of(command), line.Last);
                return true;
            }
            Talk.Command(line, HexText.Of(bar < 0 ? command : command.AsSpan(0, bar)));
            // proxmark3: both on one line.
            if (bar >= 0 && Behind(command[(bar + 3)..].Trim(), _answers) is { } beside) Talk.Answer(line, HexText.Of(beside));
            return true;
        }
        if (Behind(text, _answers) is { } answer)
        {
            Talk.Answer(line, HexText.Of(Octets(answer)));
            return true;
        }
        if (!Talk.IsWaiting || text.Length > 200) return false;
        // "< !-1", "<< (…) [error]": no answer came.
        string? failed = _answers.FirstOrDefault(one => text.Begins(one) && (text.Has("!-") || text.Has("[error]") || text.Has("[malformed]")));
        if (failed is null) return false;
        Talk.Fail(line, $"no answer: {text[failed.Length..]}");
        return true;
    }

    /// <summary>Words in brackets behind the octets: a time, or what the status word means.</summary>
    private static string Octets(string text) => text.At(" (") is > 0 and int words ? text[..words] : text;

    /// <summary>What stands behind a mark, if it begins with octets.</summary>
    private static string? Behind(string text, string[] marks)
    {
        foreach (string mark in marks)
        {
            if (!text.Begins(mark)) continue;
            string rest = text[mark.Length..].TrimStart();
            int digits = 0, at = 0;
            while (at < rest.Length && digits < 4 && (char.IsAsciiHexDigit(rest[at]) || rest[at] == ' ' && digits == 2)) digits += rest[at++] == ' ' ? 0 : 1;
            if (digits == 4) return rest;
        }
        return null;
    }
}

using System.Globalization;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>
/// Octets without anything that tells what they are: pairs on lines of their own or on one, lists of Python, arrays of C, with colons, in base64. An answer
/// ends in a status word; a command begins with a class and an instruction, and its Lc fits.
/// </summary>
internal sealed class BareHex(LogCollector into)
{
    private readonly LogCollector _found = new();
    private LogLine _previous;

    /// <summary>Reads the lines that no program took.</summary>
    internal void Read(List<LogLine> lines)
    {
        Dialogue talk = new(Format, _found);
        foreach (LogLine line in lines)
        {
            if (line.IsBreak) talk.End();
            else if (BareHexLine.Parse(line.Text) is { Count: > 0 } items) Take(talk, line, items);
        }
        talk.End();
        Hand();
    }

    private void Take(Dialogue talk, LogLine line, List<HexText> items)
    {
        foreach (HexText item in items) Take(talk, line, item, items.Count > 1);
        _previous = line;
    }

    private void Take(Dialogue talk, LogLine line, HexText item, bool isPair)
    {
        PendingExchange? open = talk.Open;
        if (open is not null && line.Number == open.Last + 1 && !isPair && line.Text.IsOnlyHex() && talk.Continue(line))
        {
            if (_previous.Text.Length >= LeastWidth) into.Wrapper(string.Create(CultureInfo.InvariantCulture, $"wrap-{_previous.Text.Length}"));
            return;
        }
        bool begins = ApduShape.BeginsCommand(item.Start.Span);
        bool isCommand = begins && (ApduShape.IsWhole(item.Start.Span) || !ApduShape.IsStatus(item.Start.Span));
        bool ends = ApduShape.IsStatus(item.Start.Span) && !item.IsElided;
        if (open is null || open.HasAnswer)
        {
            if (begins && (isCommand || !ends)) talk.Command(line, item);
            else if (ends) talk.Answer(line, item);
        }
        else if (ends && !(isCommand && ApduShape.IsWhole(item.Start.Span) && !LooksLikeAnswer(item.Start))) talk.Answer(line, item);
        else if (begins && !LooksLikeAnswer(item.Start)) talk.Command(line, item);
        else talk.Answer(line, item);
    }

    // A whole command may end like a status word, an answer may begin like a command: one object and its status word is an answer.
    private static bool LooksLikeAnswer(Octets octets) => octets.Length == 2 || octets[0] is 0xBF or 0x6F or 0x62 || octets.Length < 5;

    /// <summary>Beside other formats only what is beyond doubt counts; alone, also what is left of the rest.</summary>
    private void Hand()
    {
        PastedLog log = _found.Build(0);
        bool alone = into.IsEmpty;
        bool sure = log.Exchanges.Any(one => ApduShape.IsWhole(one.Command.Span)) || log.Unrecoverable.Any(one => one.Command is { Length: >= 5 } command && ApduShape.IsWhole(command.Span));
        sure |= alone && log.Unrecoverable.Any(one => one.Response is { Length: > 5 } answer && answer[0] == 0xBF && ApduShape.MissingOfObject(answer.Span) == 0);
        if (!sure) return;
        foreach (LogExchange one in log.Exchanges)
        {
            if (alone || ApduShape.IsWhole(one.Command.Span) && one.Lines.Last - one.Lines.First <= Nearby) into.Add(Format, one);
        }
        if (!alone) return;
        foreach (Unrecoverable one in log.Unrecoverable) into.Add(Format, one);
    }

    private const string Format = "bare-hex";
    private const int LeastWidth = 60;
    private const int Nearby = 4;
}

/// <summary>One line of octets, or two parted by an arrow.</summary>
internal static class BareHexLine
{
    /// <summary>The octets of a line that has nothing else in it; empty for any other.</summary>
    internal static List<HexText> Parse(string text)
    {
        text = text.Trim();
        if (text.Length < 4) return [];
        foreach (string arrow in s_arrows)
        {
            int at = text.At(arrow);
            if (at <= 0) continue;
            if (One(text[..at]) is { } command && One(text[(at + arrow.Length)..]) is { } answer) return [command, answer];
        }
        return One(text) is { } one ? [one] : [];
    }

    private static HexText? One(string text)
    {
        text = WithoutFrame(text.Trim());
        if (text.Length < 4) return null;
        HexText hex = HexText.Of(text);
        if (hex.Rest.Length == 0 && hex.Digits >= 4 && !hex.IsOdd || hex.IsElided && hex.Digits >= 8) return hex;
        return hex.Rest.Length == 0 && hex.Digits >= 16 ? hex : Base64(text);
    }

    /// <summary>Brackets of a list, a name before it, and commas and semicolons behind it.</summary>
    private static string WithoutFrame(string text)
    {
        int open = text.AsSpan().IndexOfAny('[', '{');
        int close = text.AsSpan().LastIndexOfAny(']', '}');
        // "uint8_t command[] = {0x80, …};": the brackets that hold something.
        if (open >= 0 && close > open && text.IndexOf('{', StringComparison.Ordinal) is > 0 and int brace && brace > open) open = brace;
        if (open >= 0 && close > open + 1) return text[(open + 1)..close];
        int colon = text.At(": ");
        return colon is > 0 and < 24 && !text.AsSpan(0, colon).IsHex() ? text[(colon + 2)..] : text;
    }

    private static HexText? Base64(string text)
    {
        if (text.Length < 8 || text.Length % 4 != 0 || text.Contains(' ', StringComparison.Ordinal)) return null;
        byte[] octets = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, octets, out int count) || count < 4) return null;
        Octets value = Octets.Of(octets.AsSpan(0, count));
        bool plausible = ApduShape.BeginsCommand(value.Span) && ApduShape.IsWhole(value.Span) || value[0] == 0xBF && ApduShape.IsStatus(value.Span);
        return plausible ? HexText.Of(value) : null;
    }

    private static readonly string[] s_arrows = [" → ", " -> ", " => ", "→", "->", "=>", "\t", " / ", " | ", " : "];
}

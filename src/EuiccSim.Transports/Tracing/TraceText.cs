using System.Globalization;
using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Transports.Tracing;

/// <summary>The lines of one record. Each ends with "\n", on every system.</summary>
internal sealed class TraceText(TextTraceOptions options)
{
    internal string Write(TraceEntry entry)
    {
        StringBuilder text = new();
        text.Append(entry.Record.Time.UtcDateTime.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        if (entry.Channel is { } channel) text.Append(CultureInfo.InvariantCulture, $" #{channel}");
        text.Append(' ').Append(Clean(entry.Title));
        if (entry.Status is { } status) text.Append($" -> {status} {entry.StatusMeaning}");
        text.Append('\n');
        if (options.ShowOctets) WriteOctets(text, entry);
        foreach (Asn1Description part in entry.Details) Write(text, part, 1);
        return text.ToString();
    }

    private void WriteOctets(StringBuilder text, TraceEntry entry)
    {
        bool hidesCommand = entry.HasSecretCommand && !options.ShowSecrets;
        bool hidesResponse = entry.HasSecretResponse && !options.ShowSecrets;
        switch (entry.Record)
        {
            case TraceEvent.Apdu exchange:
                WriteOctets(text, '>', exchange.Command, hidesCommand ? HeaderLength : null, exchange.Command.Length);
                int status = Math.Min(exchange.Response.Length, 2);
                WriteOctets(text, '<', exchange.Response, hidesResponse ? 0 : null, exchange.Response.Length - status);
                break;
            case TraceEvent.Unanswered { Command: { } command }:
                WriteOctets(text, '>', command, hidesCommand ? HeaderLength : null, command.Length);
                break;
        }
    }

    /// <summary>The octets from <paramref name="hiddenFrom"/> to <paramref name="hiddenTo"/> are left out.</summary>
    private static void WriteOctets(StringBuilder text, char direction, Octets octets, int? hiddenFrom, int hiddenTo)
    {
        text.Append("    ").Append(direction).Append(' ');
        if (hiddenFrom is not { } from || from >= hiddenTo)
            text.Append(octets.ToString());
        else
            text.Append(octets.Slice(0, from).ToString()).Append(CultureInfo.InvariantCulture, $"({hiddenTo - from} octets masked)").Append(octets.Slice(hiddenTo).ToString());
        text.Append('\n');
    }

    private void Write(StringBuilder text, Asn1Description description, int depth)
    {
        text.Append(' ', 4 * depth).Append(description.Name.Length == 0 ? "-" : description.Name);
        if (description.Name.Length > 0) text.Append(':');
        if (description.Text is { Length: > 0 } value) text.Append(' ').Append(Clean(Cut(value)));
        else if (description.Parts.Count == 0) text.Append(" (empty)");
        text.Append('\n');
        foreach (Asn1Description part in description.Parts) Write(text, part, depth + 1);
    }

    private string Cut(string value)
    {
        int shown = 2 * options.FieldLength;
        if (value.Length <= shown || value.AsSpan().ContainsAnyExcept(s_hex)) return value;
        return string.Create(CultureInfo.InvariantCulture, $"{value.AsSpan(0, shown)}... ({value.Length / 2} octets)");
    }

    /// <summary>What a card says must not move the cursor of a terminal.</summary>
    private static string Clean(string text)
    {
        if (!HasControl(text)) return text;
        StringBuilder clean = new();
        foreach (char one in text)
        {
            if (IsControl(one)) clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)one:X4}");
            else clean.Append(one);
        }
        return clean.ToString();
    }

    private static bool HasControl(string text)
    {
        foreach (char one in text)
        {
            if (IsControl(one)) return true;
        }
        return false;
    }

    /// <summary>Control and format characters: the latter turn the direction of writing.</summary>
    private static bool IsControl(char one) => char.IsControl(one)
        || char.GetUnicodeCategory(one) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static readonly System.Buffers.SearchValues<char> s_hex = System.Buffers.SearchValues.Create("0123456789ABCDEF");
    private const int HeaderLength = 5;
}

using System.Text;

namespace EuiccSim.Transports.At.Server;

/// <summary>Takes a line apart: "E0V1;+CMEE=1;+CPIN?". ITU-T V.250 §5.2, §5.3, §5.4.</summary>
internal static class CommandLine
{
    /// <summary>The commands in their order, or null if the line is none.</summary>
    internal static List<AtCommand>? TryParse(string text)
    {
        List<AtCommand> commands = [];
        for (int at = 0; at < text.Length;)
        {
            if (text[at] is ' ' or ';')
            {
                at++;
                continue;
            }
            AtCommand? command = ExtendedSigns.Contains(text[at]) ? Extended(text, ref at) : Basic(text, ref at);
            if (command is null) return null;
            commands.Add(command);
        }
        return commands;
    }

    /// <summary>A letter, perhaps after '&amp;', and a number.</summary>
    private static AtCommand? Basic(string text, ref int at)
    {
        int start = at;
        if (text[at] == '&') at++;
        if (at == text.Length || !char.IsAsciiLetter(text[at])) return null;
        string name = text[start..++at].ToUpperInvariant();
        if (name == "D")
        {
            string number = text[at..];
            at = text.Length;
            return new(name, AtForm.Execute, [number]);
        }
        int digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        string value = text[digits..at];
        if (name != "S") return new(name, AtForm.Execute, [value]);
        return Register(text, value, ref at);
    }

    /// <summary>"S3?" and "S3=13".</summary>
    private static AtCommand? Register(string text, string number, ref int at)
    {
        if (at == text.Length) return null;
        char sign = text[at++];
        if (sign == '?') return new("S", AtForm.Read, [number]);
        if (sign != '=') return null;
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return new("S", AtForm.Set, [number, text[start..at]]);
    }

    private static AtCommand? Extended(string text, ref int at)
    {
        int start = at++;
        while (at < text.Length && text[at] is not ('=' or '?' or ';')) at++;
        string name = text[start..at].TrimEnd().ToUpperInvariant();
        if (at == text.Length || text[at] == ';') return new(name, AtForm.Execute, []);
        if (text[at++] == '?') return EndsHere(text, at) ? new(name, AtForm.Read, []) : null;
        if (at < text.Length && text[at] == '?')
        {
            at++;
            return EndsHere(text, at) ? new(name, AtForm.Test, []) : null;
        }
        return Arguments(text, ref at) is { } arguments ? new(name, AtForm.Set, arguments) : null;
    }

    /// <summary>Values between commas, some in quotes, up to a semicolon.</summary>
    private static string[]? Arguments(string text, ref int at)
    {
        List<string> arguments = [];
        StringBuilder value = new();
        bool quoted = false;
        for (; at < text.Length && (quoted || text[at] != ';'); at++)
        {
            char c = text[at];
            if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or ' ')) value.Append(c);
            if (quoted || c != ',') continue;
            arguments.Add(value.ToString());
            value.Clear();
        }
        if (quoted) return null;
        arguments.Add(value.ToString());
        return [.. arguments];
    }

    private static bool EndsHere(string text, int at) => at == text.Length || text[at] is ';' or ' ';

    private const string ExtendedSigns = "+^$#*%";
}

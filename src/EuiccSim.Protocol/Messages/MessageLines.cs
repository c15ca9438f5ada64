using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Messages;

/// <summary>A message as lines for people: a field a line, indented by what it is a part of.</summary>
/// <param name="columns">Where a line must end; null for no such place.</param>
internal sealed class MessageLines(int? columns)
{
    private readonly List<string> _lines = [];

    /// <summary>The lines of a message, its name first.</summary>
    internal static IReadOnlyList<string> Of(DecodedMessage message, int? columns)
    {
        MessageLines lines = new(columns);
        lines.Value("", "", message.Name, message.Content);
        return lines._lines;
    }

    /// <summary>A value, its name in the first line.</summary>
    /// <param name="first">What stands before the name.</param>
    /// <param name="others">What stands before all lines but the first.</param>
    /// <param name="name">The name; empty for an element of a list.</param>
    /// <param name="value">The value.</param>
    private void Value(string first, string others, string name, Asn1Description value)
    {
        if (value.Text is { } text)
        {
            Add(first + (name.Length == 0 ? text : text.Length == 0 ? $"{name}:" : $"{name}: {text}"), others);
            return;
        }
        if (name.Length > 0) Add(first + (value.Parts.Count == 0 ? $"{name}: (empty)" : $"{name}:"), others);
        else if (value.Parts.Count == 0) Add(first + "(empty)", others);
        string inner = name.Length > 0 ? others + Step : others;
        bool isFirst = name.Length == 0;
        foreach (Asn1Description part in value.Parts)
        {
            string before = isFirst ? first : inner;
            isFirst = false;
            if (value.IsList) Value($"{before}{Element}", inner + Step, part.Name, part);
            else Value(before, inner, part.Name, part);
        }
    }

    /// <summary>A line, in several where it is too long: octets are cut between octets.</summary>
    private void Add(string line, string others)
    {
        string after = others + Step + Step;
        int width = columns is { } most ? Math.Max(most, after.Length + FewestColumns) : int.MaxValue;
        ReadOnlySpan<char> left = line;
        string before = "";
        while (before.Length + left.Length > width)
        {
            int cut = CutAt(left, width - before.Length);
            _lines.Add($"{before}{left[..cut].TrimEnd()}");
            left = left[cut..].TrimStart();
            before = after;
        }
        _lines.Add($"{before}{left}");
    }

    private static int CutAt(ReadOnlySpan<char> left, int width)
    {
        int space = left[..(width + 1)].LastIndexOf(' ');
        if (space > width / 2 && left[..space].ContainsAnyExcept(' ')) return space;
        int cut = width - ((width - space - 1) % 2);
        // Half of a character of two halves is none.
        return char.IsLowSurrogate(left[cut]) ? cut - 1 : cut;
    }

    private const string Step = "  ";
    private const string Element = "- ";
    private const int FewestColumns = 20;
}

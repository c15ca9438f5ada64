namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 1 on.</param>
/// <param name="Column">The character in the line, from 1 on.</param>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>"line 3, column 14".</summary>
    public override string ToString() => FormattableString.Invariant($"line {Line}, column {Column}");

    /// <summary>The place of a character.</summary>
    internal static TextPosition At(ReadOnlySpan<char> text, int index)
    {
        ReadOnlySpan<char> before = text[..Math.Min(index, text.Length)];
        int line = 1, start = 0;
        for (int i = 0; i < before.Length; i++)
        {
            // A line ends with CR, LF, or both.
            bool isEnd = before[i] == '\n' || (before[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
            if (isEnd) (line, start) = (line + 1, i + 1);
        }
        return new(line, before.Length - start + 1);
    }
}

/// <summary>A text that is not the package it should be.</summary>
/// <param name="place">Where.</param>
/// <param name="reason">What is wrong there, in words for a person.</param>
public sealed class ProfileTextException(TextPosition place, string reason) : FormatException($"{place}: {reason}")
{
    /// <summary>Where.</summary>
    public TextPosition Place { get; } = place;

    /// <summary>What is wrong there.</summary>
    public string Reason { get; } = reason;
}

using System.Text;

namespace EuiccSim.Transports.Tracing;

/// <summary>
/// The one way to the terminal, for results and for messages: whatever is written, nothing unprintable gets through
/// (<see cref="PrintableText"/>). A line that is written as such stays one line; in other text line feeds are ours.
/// </summary>
/// <param name="terminal">Where the text goes.</param>
public sealed class PrintableWriter(TextWriter terminal) : TextWriter
{
    private char? _firstHalf;

    /// <inheritdoc/>
    public override Encoding Encoding => terminal.Encoding;

    /// <inheritdoc/>
    public override IFormatProvider FormatProvider => terminal.FormatProvider;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (char.IsHighSurrogate(value))
        {
            Complete();
            _firstHalf = value;
        }
        else if (_firstHalf is { } half)
        {
            _firstHalf = null;
            Pass([half, value]);
        }
        else
        {
            Pass([value]);
        }
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        Complete();
        Pass(buffer);
    }

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void WriteLine()
    {
        Complete();
        terminal.WriteLine();
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        Complete();
        terminal.WriteLine(PrintableText.Of(value));
    }

    /// <inheritdoc/>
    public override void Flush() => terminal.Flush();

    /// <summary>Goes back to the beginning of the line, which the text then covers.</summary>
    public void WriteOver(string text)
    {
        Complete();
        terminal.Write('\r' + PrintableText.Of(text));
    }

    private void Pass(ReadOnlySpan<char> text) => terminal.Write(PrintableText.Of(text, keepsLineFeeds: true));

    private void Complete()
    {
        if (_firstHalf is not { } half) return;
        _firstHalf = null;
        Pass([half]);
    }
}

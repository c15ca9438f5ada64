using System.Text;

namespace EuiccSim.Cli.Output;

/// <summary>The way to where text goes that may not be written: a full disk, a device that is gone.</summary>
/// <param name="to">Where it goes.</param>
/// <param name="onFault">What then is done.</param>
internal sealed class GuardedWriter(TextWriter to, Action<IOException> onFault) : TextWriter
{
    public override Encoding Encoding => to.Encoding;

    public override IFormatProvider FormatProvider => to.FormatProvider;

    public override void Write(char value) => Try(() => to.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => to.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => to.Write(value));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine() => Try(to.WriteLine);

    public override void WriteLine(string? value) => Try(() => to.WriteLine(value));

    public override void Flush() => Try(to.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException fault)
        {
            onFault(fault);
        }
    }
}

/// <summary>What there is to say cannot be written.</summary>
internal sealed class OutputException(IOException fault) : IOException($"What there is to say cannot be written: {FaultWords.Of(fault)}", fault);

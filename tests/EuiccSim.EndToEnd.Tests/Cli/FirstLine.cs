using System.Globalization;
using System.Text;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>The output of a verb that goes on: tells the first line as soon as it is whole.</summary>
internal sealed class FirstLine() : StringWriter(CultureInfo.InvariantCulture)
{
    private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<string> Task => _line.Task;

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        _line.TrySetResult(value ?? "");
    }
}

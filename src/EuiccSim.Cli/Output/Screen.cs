using System.Text;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Output;

/// <summary>Tables and lines of text on the output. Without colours: an escape sequence there is somebody else's.</summary>
internal static class Screen
{
    internal static IAnsiConsole On(TextWriter output, TextWriter printable, int? columns = null)
    {
        AnsiConsoleOutput raw = new(output);
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new Printable(raw, printable, columns is not null || raw.IsTerminal),
        });
        // What is not a screen has no edge at which a line would have to be broken.
        if (columns is { } width) console.Profile.Width = width;
        else if (!raw.IsTerminal) console.Profile.Width = WideEnough;
        return console;
    }

    /// <summary>One line, whatever is in the text.</summary>
    internal static void Line(this IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);

    /// <summary>What is wrong with something that was shown as far as it can be read; nothing where nothing is.</summary>
    internal static void Tell(this IAnsiConsole console, string what, DamageSummary? damage)
    {
        if (damage is null) return;
        console.Line($"Damaged: {what}.");
        foreach (string line in damage.Lines) console.Line($"  {line}");
    }

    /// <summary>Where text goes is one thing, how wide it is there another.</summary>
    private sealed class Printable(AnsiConsoleOutput raw, TextWriter printable, bool isTerminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => printable;

        public bool IsTerminal => isTerminal;

        public int Width => raw.Width;

        public int Height => raw.Height;

        public void SetEncoding(Encoding encoding) => raw.SetEncoding(encoding);
    }

    private const int WideEnough = 400;
}

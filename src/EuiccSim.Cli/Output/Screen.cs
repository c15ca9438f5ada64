using System.Text;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Output;

/// <summary>Tables and lines of text on the output. Colours are those of <see cref="Tone"/>: any other escape sequence is somebody else's.</summary>
internal static class Screen
{
    /// <param name="output">The terminal, file or pipe, which tells how wide it is.</param>
    /// <param name="results">The way to it.</param>
    /// <param name="printable">The same for what is printable.</param>
    /// <param name="columns">The columns of a terminal; null to find out.</param>
    /// <param name="hasColours">True for a terminal that shows colours.</param>
    internal static IAnsiConsole On(TextWriter output, TextWriter results, TextWriter printable, int? columns = null, bool hasColours = false)
    {
        AnsiConsoleOutput raw = new(output);
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new Printable(raw, results, printable, columns is not null || raw.IsTerminal, hasColours),
        });
        // What is not a screen has no edge at which a line would have to be broken.
        if (columns is { } width) console.Profile.Width = width;
        else if (!raw.IsTerminal) console.Profile.Width = WideEnough;
        return console;
    }

    /// <summary>One line, whatever is in the text.</summary>
    internal static void Line(this IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);

    /// <summary>One line in pieces, each in its tone where the terminal has colours.</summary>
    internal static void Line(this IAnsiConsole console, ReadOnlySpan<(string Text, Tone Tone)> pieces)
    {
        StringBuilder line = new();
        Printable? coloured = console.Profile.Out is Printable { HasColours: true } one ? one : null;
        foreach ((string text, Tone tone) in pieces)
        {
            string start = coloured is null ? "" : s_tones[(int)tone];
            line.Append(start).Append(PrintableText.Of(text)).Append(start.Length == 0 ? "" : Reset);
        }
        (coloured?.Raw ?? console.Profile.Out.Writer).WriteLine(line.ToString());
    }

    /// <summary>What is wrong with something that was shown as far as it can be read; nothing where nothing is.</summary>
    internal static void Tell(this IAnsiConsole console, string what, DamageSummary? damage)
    {
        if (damage is null) return;
        console.Line($"Damaged: {what}.");
        foreach (string line in damage.Lines) console.Line($"  {line}");
    }

    /// <summary>Where text goes is one thing, how wide it is there another.</summary>
    private sealed class Printable(AnsiConsoleOutput raw, TextWriter results, TextWriter printable, bool isTerminal, bool hasColours) : IAnsiConsoleOutput
    {
        public TextWriter Writer => printable;

        public bool IsTerminal => isTerminal;

        /// <summary>The terminal itself, for escape sequences of our own.</summary>
        public TextWriter Raw => results;

        public bool HasColours => hasColours;

        public int Width => raw.Width;

        public int Height => raw.Height;

        public void SetEncoding(Encoding encoding) => raw.SetEncoding(encoding);
    }

    private const int WideEnough = 400;

    // By Tone: ECMA-48 §8.3.117.
    private static readonly string[] s_tones = ["", "\u001B[1m", "\u001B[2m", "\u001B[36m"];
    private const string Reset = "\u001B[0m";
}

/// <summary>How a piece of a line looks where there are colours.</summary>
internal enum Tone
{
    Text,
    Title,
    Heading,
    Name,
}

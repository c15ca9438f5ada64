using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Transports.At;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli;

/// <summary>What a run of the command line takes from outside.</summary>
internal sealed class Surroundings
{
    private IAnsiConsole? _console;

    private readonly TextWriter _output;
    private bool _isInputTaken;

    /// <param name="output">Where results go.</param>
    /// <param name="error">Where messages go.</param>
    internal Surroundings(TextWriter output, TextWriter error)
    {
        _output = output;
        Results = new(output, fault => throw new OutputException(fault));
        Output = new(Results);
        // A message that cannot be told is lost: the exit code says what it would have said.
        Error = new(new GuardedWriter(error, _ => { }));
    }

    /// <summary>Results.</summary>
    internal PrintableWriter Output { get; }

    /// <summary>The way of results.</summary>
    private GuardedWriter Results { get; }

    /// <summary>Messages.</summary>
    internal PrintableWriter Error { get; }

    /// <summary>A person who can be asked; null where there is none.</summary>
    internal TextReader? Person { get; init; }

    /// <summary>True if messages go to a screen, where a line can be written over.</summary>
    internal bool IsScreen { get; init; }

    /// <summary>The folder of the user's own card and PKI. It need not exist yet.</summary>
    internal required string DataFolder { get; init; }

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>From when on what is made now is valid: clocks differ.</summary>
    internal DateTimeOffset Yesterday => Time.GetUtcNow().AddDays(-1);

    internal RandomSource Random { get; init; } = RandomSource.System;

    /// <summary>The way to servers; null for HTTPS.</summary>
    internal Func<IEs9Transport>? Servers { get; init; }

    /// <summary>How long a verb that is interrupted may take to end.</summary>
    internal TimeSpan MomentToEnd { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The columns of a terminal; null to find out.</summary>
    internal int? Columns { get; init; }

    /// <summary>True for a terminal that shows colours.</summary>
    internal bool HasColours { get; init; }

    /// <summary>Input and output of this process as octets, where another program is at their other end.</summary>
    internal Func<(Stream Input, Stream Output)> StandardStreams { get; init; } =
        () => (System.Console.OpenStandardInput(), System.Console.OpenStandardOutput());

    /// <summary>The standard input, for the one who reads it to its end.</summary>
    /// <exception cref="CommandFailure">Another argument has it.</exception>
    internal Stream TakeInput()
    {
        if (_isInputTaken) throw CommandFailure.Missing("arguments", "The standard input can be one of the files only.");
        _isInputTaken = true;
        return StandardStreams().Input;
    }

    /// <summary>The readers of this machine.</summary>
    internal Func<PcscContext> OpenReaders { get; init; } = PcscContext.Open;

    /// <summary>Makes a pseudo-terminal of this machine.</summary>
    internal Func<Pty> OpenPty { get; init; } = Pty.Open;

    /// <summary>Tables and the like, on <see cref="Output"/>.</summary>
    internal IAnsiConsole Console => _console ??= Screen.On(_output, Results, Output, Columns, HasColours);

    /// <summary>This process: EUICCSIM_DATA names the data folder, if the usual one is not wanted.</summary>
    internal static Surroundings OfThisProcess() => new(System.Console.Out, System.Console.Error)
    {
        // Questions stand on standard error: who sees none can answer none. Where the results go is no matter.
        Person = System.Console.IsInputRedirected || System.Console.IsErrorRedirected ? null : System.Console.In,
        IsScreen = !System.Console.IsErrorRedirected,
        // https://no-color.org
        HasColours = !System.Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
        MomentToEnd = TimeSpan.FromSeconds(1),
        DataFolder = Environment.GetEnvironmentVariable("EUICCSIM_DATA") is { Length: > 0 } named ? named : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "euiccsim"),
    };
}

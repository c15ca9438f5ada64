using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.LpacStdio;

namespace EuiccSim.Conformance.Lpas.Commands;

/// <summary>One run of a program.</summary>
internal sealed record LpaProgram
{
    internal required IReadOnlyList<string> Words { get; init; }

    /// <summary>Variables beside those of this process.</summary>
    internal required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>What it reads from its standard input; null for nothing.</summary>
    internal string? Input { get; init; }

    /// <summary>The card on its standard input and output; null where the card is elsewhere.</summary>
    internal ICardConnection? Card { get; init; }

    internal required TimeSpan Patience { get; init; }

    /// <summary>Output that means failure, a regular expression; null to go by the exit code alone.</summary>
    internal string? Failure { get; init; }

    /// <exception cref="TransportException">It cannot be started.</exception>
    internal async Task<LpaCallEnd> RunAsync(CancellationToken cancellationToken)
    {
        StringBuilder output = new();
        using Process process = Start();
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        Task errors = CollectAsync(process.StandardError, output);
        Task talk = Card is null ? TalkAsync(process, output) : ServeAsync(process, Card, output);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            await Task.WhenAll(errors, talk).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            End(process);
            cancellationToken.ThrowIfCancellationRequested();
            return new LpaCallEnd.TimedOut(Patience, Shown(output));
        }
        bool saysNo = Failure is { } pattern && Regex.IsMatch(Shown(output), pattern, RegexOptions.None, s_longestMatch);
        return new LpaCallEnd.Ended(process.ExitCode == 0 && saysNo ? 1 : process.ExitCode, Shown(output));
    }

    private Process Start()
    {
        ProcessStartInfo start = new(Words[0], Words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        try
        {
            return Process.Start(start) ?? throw new TransportException($"The program {Words[0]} cannot be started.");
        }
        catch (Win32Exception fault)
        {
            throw new TransportException($"The program {Words[0]} cannot be started: {fault.Message}.", fault);
        }
    }

    private async Task TalkAsync(Process process, StringBuilder output)
    {
        Task collecting = CollectAsync(process.StandardOutput, output);
        try
        {
            if (Input is not null) await process.StandardInput.WriteAsync(Input);
            // Nobody will answer a question that it asks besides.
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not wait for it.
        }
        await collecting;
    }

    private static Task ServeAsync(Process process, ICardConnection card, StringBuilder output) =>
        new LpacStdioServer(card, new()
        {
            OtherLine = (line, _) =>
            {
                Add(output, line);
                return new((string?)null);
            },
        }).ServeAsync(process.StandardOutput.BaseStream, process.StandardInput.BaseStream, CancellationToken.None);

    private static async Task CollectAsync(StreamReader lines, StringBuilder output)
    {
        while (await lines.ReadLineAsync() is { } line) Add(output, line);
    }

    private static void Add(StringBuilder output, string line)
    {
        lock (output)
        {
            if (output.Length < LongestOutput) output.AppendLine(line);
        }
    }

    private static string Shown(StringBuilder output)
    {
        lock (output) return output.ToString();
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself meanwhile.
        }
    }

    private const int LongestOutput = 256 * 1024;
    private static readonly TimeSpan s_longestMatch = TimeSpan.FromSeconds(2);
}

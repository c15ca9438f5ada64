using System.Buffers;
using System.Text;
using EuiccSim.Protocol.Asn1;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.At;

/// <summary>One command, its echo, its answer and its result on a line that also carries unsolicited lines. ITU-T V.250 §5.</summary>
internal sealed class AtLine(Stream stream, AtModemOptions options, ILogger log)
{
    private readonly LineReader _lines = new(stream, options.MaximumAnswerLength);

    /// <summary>True if a command was given up: its answer may still come, and must not be taken for that of the next one.</summary>
    internal bool IsOutOfStep { get; private set; }

    /// <summary>True once the modem repeated a command.</summary>
    internal bool HasEchoed { get; private set; }

    /// <summary>Whether the modem takes a command.</summary>
    internal async ValueTask<bool> AcceptsAsync(string command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await RoundAsync(command, null, timeout, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AtModemException e) when (e.Failure == AtFailure.Refused)
        {
            return false;
        }
    }

    internal async ValueTask<AtAnswer> RoundAsync(string command, string? prefix, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string name = NameOf(command);
        if (command.Length > options.MaximumCommandLength)
            throw AtModemException.TooLong(name, command.Length, options.MaximumCommandLength);
        Log.Sent(log, name, command.Length);
        // What was late before stays late: only ResyncAsync finds the place again.
        bool late = IsOutOfStep;
        IsOutOfStep = true;
        Deadline deadline = new(timeout, options.Time);
        await WriteAsync(name, command, deadline, cancellationToken).ConfigureAwait(false);
        List<string> answer = [];
        while (true)
        {
            string line = await ReadAsync(name, deadline, cancellationToken).ConfigureAwait(false);
            if (IsEcho(line, command))
            {
                HasEchoed = true;
                continue;
            }
            if (FinalResult.TryParse(line) is { } result)
            {
                IsOutOfStep = late;
                Log.Answered(log, name, line);
                if (!result.IsOk) throw AtModemException.Refused(name, command.Length, result.Error);
                return new(SequenceOf.From(answer));
            }
            if (Belongs(line, prefix) is { } part) answer.Add(part);
            else NoteUnsolicited(line);
        }
    }

    /// <summary>Asks a question whose answer is like no other, and drops all that comes before that.</summary>
    internal async ValueTask ResyncAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        const string Question = "AT+CMEE?";
        Deadline deadline = new(timeout, options.Time);
        await WriteAsync(Question, Question, deadline, cancellationToken).ConfigureAwait(false);
        bool answered = false;
        while (true)
        {
            string line = await ReadAsync(Question, deadline, cancellationToken).ConfigureAwait(false);
            answered |= line.StartsWith("+CMEE:", StringComparison.OrdinalIgnoreCase);
            if (answered && FinalResult.TryParse(line) is not null) break;
        }
        IsOutOfStep = false;
    }

    private async ValueTask WriteAsync(string name, string command, Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            byte[] octets = Encoding.ASCII.GetBytes(command + "\r");
            Task written = stream.WriteAsync(octets, CancellationToken.None).AsTask();
            await written.WaitAsync(deadline.Left, options.Time, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw AtModemException.TimedOut(name, deadline.Whole);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw AtModemException.Closed(name, e);
        }
    }

    private async ValueTask<string> ReadAsync(string name, Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await _lines.ReadAsync(deadline, cancellationToken).ConfigureAwait(false) ?? throw AtModemException.Closed(name);
        }
        catch (TimeoutException)
        {
            throw AtModemException.TimedOut(name, deadline.Whole);
        }
        catch (InvalidDataException)
        {
            throw AtModemException.Malformed(name, $"a line of more than {options.MaximumAnswerLength} octets");
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw AtModemException.Closed(name, e);
        }
    }

    /// <summary>Some modems lose the first letter of a command before they echo it.</summary>
    private static bool IsEcho(string line, string command) =>
        line.Equals(command, StringComparison.OrdinalIgnoreCase) || line.AsSpan().Equals(command.AsSpan(1), StringComparison.OrdinalIgnoreCase);

    /// <summary>The part of a line that is the answer, or null if the line is unsolicited.</summary>
    private static string? Belongs(string line, string? prefix)
    {
        line = line.Trim();
        if (line.Length == 0) return null;
        if (prefix is null) return UnsolicitedSigns.Contains(line[0]) || s_unsolicited.Contains(line, StringComparer.OrdinalIgnoreCase) ? null : line;
        if (line.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return line[prefix.Length..].Trim();
        // Old modems leave the prefix out, and some break long strings of hexadecimal digits.
        return line.AsSpan().ContainsAnyExcept(s_values) ? null : line;
    }

    private void NoteUnsolicited(string line)
    {
        Log.Unsolicited(log, line.Length);
        options.Unsolicited?.Invoke(line);
    }

    private static string NameOf(string command)
    {
        int end = command.AsSpan().IndexOfAny('=', '?');
        return end < 0 ? command : command[..end];
    }

    // ITU-T V.250 §5.7.1; the others were seen after a start.
    private static readonly string[] s_unsolicited = ["RING", "Call Ready", "SMS Ready", "PB DONE", "RDY"];

    private const string UnsolicitedSigns = "+^*#$%&!";
    private static readonly SearchValues<char> s_values = SearchValues.Create("0123456789ABCDEFabcdef\", ");
}

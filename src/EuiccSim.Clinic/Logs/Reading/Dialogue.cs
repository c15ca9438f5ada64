using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>
/// Pairs commands with answers, for each thread of a log on its own. A command without an answer and an answer without a command are told, and do not shift
/// what comes behind them.
/// </summary>
internal sealed class Dialogue(string format, LogCollector into)
{
    private readonly Dictionary<string, PendingExchange> _open = [];
    private string _last = "";

    /// <summary>What is open on the thread that spoke last.</summary>
    internal PendingExchange? Open => _open.GetValueOrDefault(_last);

    internal bool IsWaiting => Open is { Command: not null, HasAnswer: false };

    /// <summary>A command begins.</summary>
    internal PendingExchange Command(LogLine line, HexText command, string? key = null)
    {
        Close(Key(key ?? line.Source));
        PendingExchange pending = new(line) { Command = command };
        _open[_last] = pending;
        return pending;
    }

    /// <summary>An answer: to the command that is open, or to none.</summary>
    internal PendingExchange Answer(LogLine line, HexText answer, string? key = null)
    {
        if (!_open.TryGetValue(Key(key ?? line.Source), out PendingExchange? pending) || pending.HasAnswer)
        {
            Close(_last);
            pending = new(line);
            _open[_last] = pending;
        }
        pending.Answer = answer;
        pending.Last = line.Last;
        return pending;
    }

    /// <summary>Something stands in the place of the answer.</summary>
    /// <param name="line">Where.</param>
    /// <param name="reason">What.</param>
    /// <param name="key">On which thread.</param>
    internal void Fail(LogLine line, string reason, string? key = null)
    {
        if (!_open.TryGetValue(Key(key ?? line.Source), out PendingExchange? pending) || pending.HasAnswer)
        {
            into.Add(format, new Unrecoverable(line.Range, $"{reason}, to a command that is not in the log"));
            return;
        }
        (pending.Failure, pending.Last) = (reason, line.Last);
        Close(_last);
    }

    /// <summary>A line that tells of a failure, perhaps of this one: it counts if no answer comes.</summary>
    internal void Hint(LogLine line)
    {
        if (Open is { Command: not null, HasAnswer: false, Hint: null } pending && line.Number <= pending.Last + HintReach) pending.Hint = line.Last;
    }

    /// <summary>A line of digits and nothing else, right behind a record that is short of some.</summary>
    internal bool Continue(LogLine line)
    {
        if (Open is not { } pending || line.Number != pending.Last + 1 || !line.Text.IsOnlyHex()) return false;
        if ((pending.Answer ?? pending.Command)?.Digits is null or > LongestFolded) return false;
        if (pending.HasAnswer ? ExchangeVerdict.IsAnswerWhole(pending) : ExchangeVerdict.IsCommandWhole(pending)) return false;
        (pending.Answer ?? pending.Command)!.Add(line.Text);
        pending.Last = line.Last;
        return true;
    }

    /// <summary>Ends all, in order.</summary>
    internal void End()
    {
        foreach (string key in _open.Keys.ToArray()) Close(key);
    }

    /// <summary>Ends what is open on the thread that spoke last.</summary>
    internal void Close() => Close(_last);

    private void Close(string key)
    {
        if (_open.Remove(key, out PendingExchange? pending) && ExchangeVerdict.Of(pending) is { } entry) into.Add(format, entry);
    }

    /// <summary>A line that lost its prefix belongs to whoever spoke last.</summary>
    private string Key(string? source) => _last = source ?? _last;

    private const int HintReach = 20;

    // Far above what an APDU with a short length has: what goes on for longer is something else.
    private const int LongestFolded = 8192;
}

/// <summary>A command that waits, or has its answer and may still get more of it.</summary>
internal sealed class PendingExchange(LogLine line)
{
    internal int First { get; set; } = line.Number;
    internal int Last { get; set; } = line.Last;
    internal DateTimeOffset? Time { get; init; } = LogTime.Of(line.Stamp);

    internal HexText? Command { get; set; }

    /// <summary>How many octets the log says that the command has.</summary>
    internal int? CommandLength { get; set; }

    /// <summary>The log shows the command's data only.</summary>
    internal bool IsDataOnly { get; set; }

    internal HexText? Answer { get; set; }

    /// <summary>How many octets the log says that the answer has, with its status word or without, as it stands.</summary>
    internal int? AnswerLength { get; set; }

    /// <summary>The status word, where it stands apart.</summary>
    internal Octets? Status { get; set; }

    internal string? Channel { get; set; }
    internal string? Note { get; set; }

    /// <summary>What stands in the place of the answer.</summary>
    internal string? Failure { get; set; }

    /// <summary>Why the answer is lost although something of it is there.</summary>
    internal string? Damage { get; set; }

    internal int? Hint { get; set; }

    internal bool HasAnswer => Answer is not null || Status is not null;
}

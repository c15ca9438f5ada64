using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>Whether command and answer are whole, and what is left of them if not.</summary>
internal static class ExchangeVerdict
{
    /// <summary>An exchange, something unrecoverable, or null if there is nothing of either.</summary>
    internal static LogEntry? Of(PendingExchange pending)
    {
        if (pending.Command is null && !pending.HasAnswer) return null;
        LineRange lines = new(pending.First, pending.HasAnswer || pending.Failure is not null ? pending.Last : Math.Max(pending.Last, pending.Hint ?? 0));
        bool hasCommand = pending.Command is not null && !pending.IsDataOnly && IsCommandWhole(pending);
        bool hasAnswer = pending.HasAnswer && pending.Failure is null && IsAnswerWhole(pending);
        return hasCommand && hasAnswer
            ? new LogExchange(lines, pending.Command!.Start, AnswerOf(pending)) { Channel = pending.Channel, Note = NoteOf(pending), Time = pending.Time }
            : Lost(pending, lines, hasCommand, hasAnswer);
    }

    internal static bool IsCommandWhole(PendingExchange pending)
    {
        if (pending.Command is not { } command) return false;
        if (pending.IsDataOnly) return !command.IsElided && !command.IsOdd;
        Octets octets = command.Start;
        int missing = ApduShape.MissingOf(octets.Span);
        // Dots behind a command that is whole are a person's, and hide nothing.
        if (command.IsElided || command.IsOdd) return missing == 0 && octets.Length > 5 && command.End.IsEmpty && !command.IsOdd;
        return missing <= 0 && octets.Length >= 4 && !(pending.CommandLength > octets.Length && octets.Length <= 5);
    }

    internal static bool IsAnswerWhole(PendingExchange pending)
    {
        HexText? answer = pending.Answer;
        if (answer is { IsElided: true } or { IsOdd: true }) return false;
        Octets octets = answer?.Start ?? default;
        if (pending.Status is { } status) return status.Length == 2 && MissingOf(pending, octets, status) == 0;
        if (octets.Length < 2 || !ApduShape.IsStatus(octets.Span)) return pending.AnswerLength == octets.Length && octets.Length >= 2;
        return MissingOf(pending, octets.Slice(0, octets.Length - 2), octets.Slice(octets.Length - 2)) == 0;
    }

    private static int MissingOf(PendingExchange pending, Octets data, Octets status)
    {
        int had = pending.Status is null ? data.Length + 2 : data.Length;
        if (pending.AnswerLength is { } length && length == had) return 0;
        int byObject = ApduShape.MissingOfObject(data.Span);
        if (byObject == 0 && data.Length > 0 && data[0] == 0xBF) return 0;
        if (pending.AnswerLength > had) return pending.AnswerLength.Value - had;
        // GET RESPONSE for n octets that got 9000 got n, and a part of an object that is longer is whole.
        if (pending.Command is { } command && command.Start is { Length: 5 } header && header[1] == 0xC0 && header[4] != 0 && status[0] == 0x90)
            return Math.Max(0, header[4] - data.Length);
        bool goesOn = status[0] == 0x61 || data.Length is 0xFF or 0x100 || pending.Status is null && status[0] == 0x90;
        return goesOn ? 0 : byObject;
    }

    private static Octets AnswerOf(PendingExchange pending) => Octets.Concat(pending.Answer?.Start ?? default, pending.Status ?? default);

    private static string? NoteOf(PendingExchange pending)
    {
        if (pending.Note is not null) return pending.Note;
        int extra = -ApduShape.MissingOf(pending.Command!.Start.Span);
        return extra <= 0 ? null : string.Create(CultureInfo.InvariantCulture, $"the command has {extra} octets more than its Lc says");
    }

    private static Unrecoverable Lost(PendingExchange pending, LineRange lines, bool hasCommand, bool hasAnswer)
    {
        Octets? command = pending.Command is { } sent ? sent.Start : null;
        Octets? answer = pending.Answer is { } came ? came.Start : null;
        return new(lines, ReasonOf(pending, hasCommand, hasAnswer))
        {
            Command = hasCommand ? command : null,
            CommandData = pending.IsDataOnly ? Filled(command) : null,
            CommandStart = hasCommand || pending.IsDataOnly ? null : Filled(command),
            Response = hasAnswer ? AnswerOf(pending) : null,
            ResponseStart = hasAnswer ? null : Filled(answer),
            ResponseEnd = hasAnswer ? null : Filled(pending.Answer?.End),
            StatusWord = hasAnswer ? null : pending.Status,
            MissingOctets = MissingOf(pending, hasCommand, hasAnswer),
            Time = pending.Time,
        };
    }

    private static int? MissingOf(PendingExchange pending, bool hasCommand, bool hasAnswer)
    {
        if (pending.Command is { } command && !hasCommand && !pending.IsDataOnly)
        {
            // Without the octet that says how many follow, the log does not tell, unless it counts them.
            int missing = (pending.CommandLength ?? 0) - command.Start.Length;
            if (missing <= 0 && command.Start.Length >= 5) missing = ApduShape.MissingOf(command.Start.Span) - command.End.Length;
            return missing > 0 ? missing : null;
        }
        if (hasAnswer || pending.Answer is not { } answer) return null;
        return pending.AnswerLength - answer.Start.Length - answer.End.Length is > 0 and int behind ? behind : null;
    }

    private static string ReasonOf(PendingExchange pending, bool hasCommand, bool hasAnswer)
    {
        if (pending.Damage is not null) return pending.Damage;
        if (pending.Command is { IsElided: true } && !hasCommand) return "command cut by the person who pasted it";
        if (pending.IsDataOnly) return pending.Failure ?? "the log has the command's data only, its header is lost";
        if (pending.Command is not null && !hasCommand) return "the command is cut";
        if (pending.Failure is not null) return pending.Failure;
        if (!pending.HasAnswer) return "no answer";
        if (pending.Command is null && hasAnswer) return "an answer whose command is not in the log";
        return pending.Answer is { IsElided: true } ? "answer cut by the person who pasted it" : "the answer is cut";
    }

    private static Octets? Filled(Octets? octets) => octets is { IsEmpty: false } ? octets : null;
}

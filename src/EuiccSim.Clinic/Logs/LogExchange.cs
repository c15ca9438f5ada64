using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs;

/// <summary>Something that stands in a log, and where.</summary>
/// <param name="Lines">Its lines.</param>
public abstract record LogEntry(LineRange Lines)
{
    /// <summary>When, as far as the log tells; null if it does not.</summary>
    public DateTimeOffset? Time { get; init; }
}

/// <summary>A command and its answer, whole.</summary>
/// <param name="Lines">From the command's first line to the answer's last.</param>
/// <param name="Command">The command APDU or TPDU, as it is logged.</param>
/// <param name="Response">The answer with its status word.</param>
public sealed record LogExchange(LineRange Lines, Octets Command, Octets Response) : LogEntry(Lines)
{
    /// <summary>The channel, session or handle where the log tells it beside the class byte; null otherwise.</summary>
    public string? Channel { get; init; }

    /// <summary>What a reader should know, in words; null if there is nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>What happened to the line to the card.</summary>
/// <param name="Lines">Its lines.</param>
public abstract record LogEvent(LineRange Lines) : LogEntry(Lines)
{
    /// <summary>The card was reset.</summary>
    /// <param name="Lines">Its lines.</param>
    /// <param name="Atr">The answer; empty where the log does not show it.</param>
    public sealed record Reset(LineRange Lines, Octets Atr) : LogEvent(Lines)
    {
        /// <summary>"T=0" or "T=1"; null where the log does not tell.</summary>
        public string? Protocol { get; init; }
    }

    /// <summary>A logical channel was opened.</summary>
    /// <param name="Lines">Its lines.</param>
    /// <param name="Aid">For which application; null where the log does not tell.</param>
    /// <param name="Channel">Its number, session or handle; null where the log does not tell.</param>
    public sealed record Open(LineRange Lines, Octets? Aid, string? Channel) : LogEvent(Lines);

    /// <summary>A logical channel was closed.</summary>
    /// <param name="Lines">Its lines.</param>
    /// <param name="Channel">Its number, session or handle; null where the log does not tell.</param>
    public sealed record Close(LineRange Lines, string? Channel) : LogEvent(Lines);
}

/// <summary>A call to a server.</summary>
/// <param name="Lines">From the request's first line to the answer's last.</param>
/// <param name="Url">The URL.</param>
public sealed record LogHttp(LineRange Lines, string Url) : LogEntry(Lines)
{
    /// <summary>"POST".</summary>
    public string Method { get; init; } = "POST";

    /// <summary>The status; null where the producer does not log it, or no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The body of the request as text; null where it is not shown.</summary>
    public string? Request { get; init; }

    /// <summary>The body of the answer as text; null where it is not shown, or none came.</summary>
    public string? Response { get; init; }
}

/// <summary>Something that is there in part. Every octet that is left of it is kept.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Reason">Why it cannot be read, in words: "cut by the person who pasted it".</param>
public sealed record Unrecoverable(LineRange Lines, string Reason) : LogEntry(Lines)
{
    /// <summary>The whole command; null if it is not there.</summary>
    public Octets? Command { get; init; }

    /// <summary>The command's data, where the header is lost.</summary>
    public Octets? CommandData { get; init; }

    /// <summary>The first octets of the command, where the rest is lost.</summary>
    public Octets? CommandStart { get; init; }

    /// <summary>The whole answer; null if it is not there.</summary>
    public Octets? Response { get; init; }

    /// <summary>The first octets of the answer, where the rest is lost.</summary>
    public Octets? ResponseStart { get; init; }

    /// <summary>The last octets of the answer, where what is before them is lost.</summary>
    public Octets? ResponseEnd { get; init; }

    /// <summary>The status word, where the answer's data is lost.</summary>
    public Octets? StatusWord { get; init; }

    /// <summary>Command and answer as they run together, where an octet is lost and nobody can tell which.</summary>
    public Octets? Record { get; init; }

    /// <summary>How many octets are missing, where the log tells.</summary>
    public int? MissingOctets { get; init; }
}

using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.At;

/// <summary>A modem refused a command, or cannot be talked to. The message says what a person can do.</summary>
/// <remarks>Only the name of the command is kept: its parameters may hold a PIN.</remarks>
public sealed class AtModemException : TransportException
{
    internal AtModemException(AtFailure failure, string command, string message, CmeError? error = null, Exception? cause = null)
        : base(message, cause!)
    {
        Failure = failure;
        Command = command;
        Error = error;
    }

    /// <summary>The kind of failure.</summary>
    public AtFailure Failure { get; }

    /// <summary>The command without its parameters ("AT+CCHO"), or the device that could not be opened.</summary>
    public string Command { get; }

    /// <summary>What the modem said; null for a plain "ERROR" and for other failures.</summary>
    public CmeError? Error { get; }

    internal static AtModemException Refused(string command, int length, CmeError? error)
    {
        string what = error is null ? "ERROR" : $"error {error}";
        string? advice = error?.Advice ?? (length > ShortLine ? LongLineAdvice : null);
        return new(AtFailure.Refused, command, $"The modem answered {what} to {command}.{(advice is null ? "" : " " + advice)}", error);
    }

    internal static AtModemException NoChannel(CmeError? error, CardException refusal) => new(AtFailure.Refused, "AT+CCHO",
        $"Neither the modem ({error?.ToString() ?? "ERROR"}) nor the SIM ({refusal.Status}) opens a channel: all may be in use. Programs that " +
        "ended without closing theirs hold them until the modem restarts (AT+CFUN=1,1).", error, refusal);

    internal static AtModemException TimedOut(string command, TimeSpan after) => new(AtFailure.Timeout, command,
        $"The modem did not answer {command} within {after.TotalSeconds:0.#} s. Is this the port for AT commands, and does no other " +
        "program use it (ModemManager)? For a slow modem, allow more time.");

    internal static AtModemException Closed(string command, Exception? cause = null) => new(AtFailure.Closed, command,
        $"The line to the modem was closed during {command}. Was it unplugged?", null, cause);

    internal static AtModemException Malformed(string command, string what) => new(AtFailure.Malformed, command,
        $"The modem answered {command} with {what}. Characters may get lost on the line: try a lower speed or smaller blocks.");

    internal static AtModemException TooLong(string command, int length, int maximum) => new(AtFailure.CommandTooLong, command,
        $"{command} has {length} characters, and the modem takes {maximum}. Use smaller blocks.");

    // Those of 120 octets are shorter.
    private const int ShortLine = 290;
    private const string LongLineAdvice = "Some modems take no long lines: use smaller blocks (120 octets or fewer).";
}

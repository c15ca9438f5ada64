using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.At;

/// <summary>How to talk to a modem. The defaults fit most.</summary>
public sealed record AtModemOptions
{
    /// <summary>How long an ordinary command may take.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a command may take that the SIM has a part in. Installing a profile takes real cards many seconds, and behind some modems
    /// minutes. A line without a modem is found out long before, at the first command.
    /// </summary>
    public TimeSpan ApduTimeout { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How often a command is repeated while the modem says "SIM busy".</summary>
    public int BusyRetries { get; init; } = 10;

    /// <summary>The pause before each repetition.</summary>
    public TimeSpan BusyDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The most characters in a command line, without its end. Modems differ (some take 256 or 512); a greater command is refused here
    /// instead of being cut off there.
    /// </summary>
    public int MaximumCommandLength { get; init; } = 2048;

    /// <summary>The most octets in one line of an answer.</summary>
    public int MaximumAnswerLength { get; init; } = 0x40000;

    /// <summary>
    /// Keep the Le field of commands that also have data. Without it they are as T=0 wants them (TS 102 221 §7.3.1.1), and so do nearly
    /// all modems, some of which fail with it; the answer is then collected by GET RESPONSE.
    /// </summary>
    public bool SendsLeAfterData { get; init; }

    /// <summary>
    /// For AT+CGLA, write the session's number as channel number into the class byte. By the standard the modem does that itself (TS 27.007
    /// §8.45), but some pass the octets on as they are; the numbers are the same on nearly all modems. False: always the basic channel.
    /// </summary>
    public bool SessionInClass { get; init; } = true;

    /// <summary>Told of each line that belongs to no command ("+CREG: 1", "RING").</summary>
    public Action<string>? Unsolicited { get; init; }

    /// <summary>The clock of the time limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where to log; nowhere if null. Parameters of commands are not logged.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// The block of STORE DATA to give the LPA, in octets: 120, whose AT+CSIM or AT+CGLA all known modems take, or what fits
    /// <see cref="MaximumCommandLength"/> if that is less. Modems that cut long lines off do not always say so; those that take 255 octets
    /// are a little faster with 255.
    /// </summary>
    public int StoreDataBlockSize => Math.Clamp(((MaximumCommandLength - CommandOverhead) / 2) - ApduOverhead, 1, UsualBlock);

    /// <summary>Length and digits of a command, in the shape that the modem takes.</summary>
    internal string Format(Octets command)
    {
        bool dropsLe = !SendsLeAfterData && CommandApdu.TryParse(command)?.Case == ApduCase.Case4S;
        return ApduText.Format(dropsLe ? command.Slice(0, command.Length - 1) : command);
    }

    private const int UsualBlock = 120;

    // AT+CGLA=2147483647,9999,"…"
    private const int CommandOverhead = 26;
    private const int ApduOverhead = 6;
}

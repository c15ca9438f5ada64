using System.Collections.Frozen;
using System.Globalization;

namespace EuiccSim.Transports.At;

/// <summary>What a modem says in "+CME ERROR". 3GPP TS 27.007 §9.2.</summary>
/// <param name="Code">The number, or null if the modem gave words that the standard does not have.</param>
/// <param name="Text">The standard's words for a number, else those of the modem.</param>
public sealed record CmeError(int? Code, string Text)
{
    /// <summary>'3': operation not allowed.</summary>
    public const int OperationNotAllowed = 3;
    /// <summary>'4': operation not supported.</summary>
    public const int OperationNotSupported = 4;
    /// <summary>'10': SIM not inserted.</summary>
    public const int SimNotInserted = 10;
    /// <summary>'11': SIM PIN required.</summary>
    public const int SimPinRequired = 11;
    /// <summary>'12': SIM PUK required.</summary>
    public const int SimPukRequired = 12;
    /// <summary>'13': SIM failure.</summary>
    public const int SimFailure = 13;
    /// <summary>'14': SIM busy.</summary>
    public const int SimBusy = 14;
    /// <summary>'16': incorrect password.</summary>
    public const int IncorrectPassword = 16;
    /// <summary>'20': memory full.</summary>
    public const int MemoryFull = 20;
    /// <summary>'21': invalid index.</summary>
    public const int InvalidIndex = 21;
    /// <summary>'22': not found.</summary>
    public const int NotFound = 22;
    /// <summary>'24': text string too long.</summary>
    public const int TextTooLong = 24;
    /// <summary>'30': no network service.</summary>
    public const int NoNetworkService = 30;
    /// <summary>'50': incorrect parameters.</summary>
    public const int IncorrectParameters = 50;
    /// <summary>'100': unknown.</summary>
    public const int Unknown = 100;

    /// <summary>The error with this number.</summary>
    public static CmeError Of(int code) => new(code, s_texts.GetValueOrDefault(code, "unknown error"));

    /// <summary>What stands after "+CME ERROR:", a number (AT+CMEE=1) or words (AT+CMEE=2).</summary>
    public static CmeError Parse(string value)
    {
        value = value.Trim();
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int code)) return Of(code);
        foreach ((int known, string text) in s_texts)
        {
            if (text.Equals(value, StringComparison.OrdinalIgnoreCase)) return new(known, text);
        }
        return new(null, value);
    }

    /// <summary>What a person can do, or null where nothing general can be said.</summary>
    internal string? Advice => Code switch
    {
        OperationNotAllowed or OperationNotSupported or 51 =>
            "This modem does not let programs reach the SIM this way: try the other way (AT+CSIM or AT+CCHO), or ask its maker.",
        SimNotInserted => "Put in the SIM, or choose the right SIM slot. Some modems say so of an eUICC while no profile is enabled, and let nobody reach it: enable one in a reader, or by another modem.",
        5 or SimPinRequired => "Enter the PIN first (AT+CPIN).",
        SimPukRequired => "The PIN is blocked: enter the PUK with a new PIN (AT+CPIN).",
        SimFailure or 15 => "The modem cannot talk to the SIM: take it out and put it in again, or restart the modem (AT+CFUN=1,1).",
        SimBusy => "The modem is busy with the SIM: wait, or turn its radio off (AT+CFUN=4) and try again.",
        MemoryFull => "All channels are in use: restart the modem (AT+CFUN=1,1) to close them.",
        _ => null,
    };

    /// <summary>The number and the text.</summary>
    public override string ToString() => Code is { } code ? string.Create(CultureInfo.InvariantCulture, $"{code} ({Text})") : Text;

    private static readonly FrozenDictionary<int, string> s_texts = new Dictionary<int, string>
    {
        [0] = "phone failure",
        [1] = "no connection to phone",
        [2] = "phone-adaptor link reserved",
        [OperationNotAllowed] = "operation not allowed",
        [OperationNotSupported] = "operation not supported",
        [5] = "PH-SIM PIN required",
        [SimNotInserted] = "SIM not inserted",
        [SimPinRequired] = "SIM PIN required",
        [SimPukRequired] = "SIM PUK required",
        [SimFailure] = "SIM failure",
        [SimBusy] = "SIM busy",
        [15] = "SIM wrong",
        [IncorrectPassword] = "incorrect password",
        [17] = "SIM PIN2 required",
        [18] = "SIM PUK2 required",
        [MemoryFull] = "memory full",
        [InvalidIndex] = "invalid index",
        [NotFound] = "not found",
        [23] = "memory failure",
        [TextTooLong] = "text string too long",
        [25] = "invalid characters in text string",
        [26] = "dial string too long",
        [27] = "invalid characters in dial string",
        [NoNetworkService] = "no network service",
        [31] = "network timeout",
        [32] = "network not allowed - emergency calls only",
        [IncorrectParameters] = "incorrect parameters",
        [51] = "command implemented but currently disabled",
        [52] = "command aborted by user",
        [Unknown] = "unknown",
    }.ToFrozenDictionary();
}

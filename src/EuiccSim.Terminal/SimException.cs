using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Terminal;

/// <summary>The SIM rejected a command, or has not what was asked for.</summary>
/// <param name="function">The command's name.</param>
/// <param name="status">What the card answered.</param>
/// <param name="command">What it answered to.</param>
public sealed class SimException(string function, StatusWord status, CommandApdu command) : CardException(status, command)
{
    /// <summary>The command as the standard calls it: "READ BINARY".</summary>
    public string Function { get; } = function;

    /// <summary>The tries that are left after a wrong PIN; null if that is not what was wrong.</summary>
    public int? TriesLeft => Status is { Sw1: 0x63, Sw2: >= 0xC0 } ? Status.Sw2 & 0xF : null;

    /// <summary>True if the access rules of a file do not let it be done now.</summary>
    public bool IsProtected => Status == StatusWord.SecurityStatusNotSatisfied;

    /// <summary>What the access rules want: "ADM 1", "PIN1 of application 1", "never"; null where that is not known.</summary>
    public string? AccessCondition { get; private init; }

    /// <summary>What it means, in a sentence. TS 102 221 §10.2, TS 31.102 §7.3.</summary>
    public string Meaning => Status switch
    {
        var sw when sw == StatusWord.FileNotFound => "There is no such file.",
        var sw when sw == StatusWord.SecurityStatusNotSatisfied => AccessCondition switch
        {
            null or "always" => "The file is protected.",
            "never" => $"The file is protected: its access rule allows {Function} never.",
            _ => $"The file is protected: its access rule wants {AccessCondition} for {Function}.",
        },
        var sw when sw == StatusWord.IncorrectMac => "The SIM does not know the network: the MAC in AUTN is wrong.",
        var sw when sw == StatusWord.AuthenticationBlocked => "The PIN is blocked.",
        var sw when sw == StatusWord.ReferencedDataInvalidated => "The file is deactivated.",
        var sw when sw == StatusWord.ReferencedDataNotFound && Function == "VERIFY PIN" => "The card has no such PIN or ADM.",
        var sw when sw == StatusWord.ConditionsNotSatisfied => "The application cannot do this.",
        _ => TriesLeft is { } tries ? $"The PIN is wrong; tries left: {tries}." : $"The card answered {Status}.",
    };

    internal SimException With(string? condition) => new(Function, Status, Command) { AccessCondition = condition };
}

namespace EuiccSim.Protocol.Apdu;

/// <summary>The card rejected a command with a status word.</summary>
/// <remarks>The message names the header of the command only: its data may hold a PIN.</remarks>
public class CardException : Exception
{
    /// <summary>A rejection.</summary>
    public CardException(StatusWord status, CommandApdu command)
        : base($"The card answered {status} to {command.Cla:X2} {command.Ins:X2} {command.P1:X2} {command.P2:X2}.")
    {
        Status = status;
        Command = command;
    }

    /// <summary>What the card answered.</summary>
    public StatusWord Status { get; }

    /// <summary>What it answered to.</summary>
    public CommandApdu Command { get; }
}

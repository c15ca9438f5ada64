namespace EuiccSim.Protocol.Apdu;

/// <summary>The card rejected a command with a status word.</summary>
/// <remarks>The message names the header of the command only: its data may hold a PIN.</remarks>
public class CardException : Exception
{
    /// <summary>A rejection.</summary>
    public CardException(StatusWord status, CommandApdu command)
        : this(status, command, "")
    {
    }

    /// <summary>A rejection with a cause that can be told.</summary>
    /// <param name="status">What the card answered.</param>
    /// <param name="command">What it answered to.</param>
    /// <param name="cause">The cause, in a sentence.</param>
    /// <param name="inner">The rejection as it was first told.</param>
    protected CardException(StatusWord status, CommandApdu command, string cause, Exception? inner = null)
        : base($"The card answered {status} to {command.Cla:X2} {command.Ins:X2} {command.P1:X2} {command.P2:X2}.{(cause.Length > 0 ? " " + cause : "")}", inner)
    {
        Status = status;
        Command = command;
    }

    /// <summary>What the card answered.</summary>
    public StatusWord Status { get; }

    /// <summary>What it answered to.</summary>
    public CommandApdu Command { get; }
}

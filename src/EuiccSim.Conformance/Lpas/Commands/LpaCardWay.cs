namespace EuiccSim.Conformance.Lpas.Commands;

/// <summary>How the card is brought to an LPA.</summary>
public enum LpaCardWay
{
    /// <summary>Raw APDUs on a socket of this machine: two octets of length before each message, and a message of length 0 for a reset.</summary>
    Tcp,

    /// <summary>A modem with AT commands on a pseudo-terminal, which also performs REFRESH.</summary>
    Pty,

    /// <summary>A PC/SC reader, through pcscd and its driver vpcd.</summary>
    Vpcd,

    /// <summary>The standard input and output of the program, as lpac's driver "stdio" has it.</summary>
    Stdio,
}

namespace EuiccSim.Transports.At;

/// <summary>Why a modem could not do something.</summary>
public enum AtFailure
{
    /// <summary>It answered "ERROR" or "+CME ERROR".</summary>
    Refused,
    /// <summary>It did not answer in time.</summary>
    Timeout,
    /// <summary>The line to it is closed: unplugged, or the program at the other end is gone.</summary>
    Closed,
    /// <summary>It answered something that cannot be understood.</summary>
    Malformed,
    /// <summary>The command does not fit the line that the modem takes.</summary>
    CommandTooLong,
    /// <summary>The serial device cannot be opened.</summary>
    NotOpened,
}

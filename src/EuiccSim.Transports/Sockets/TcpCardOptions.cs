using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.Sockets;

/// <summary>Time limits of both ends of a socket.</summary>
public sealed record TcpCardOptions
{
    /// <summary>How long the client waits for the connection and for the card's answer.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the rest of a message may take once its first octet is there, and how long the peer may take to take one.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a client of the server may be silent before it is hung up on, whether or not another one waits; no limit by default.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How long a client of the server may be silent while another one waits; then it is hung up on, and the next one gets its turn. Without
    /// another one it may be silent for as long as <see cref="IdleTimeout"/> allows.
    /// </summary>
    public TimeSpan GiveWayTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of the time limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where to log; nowhere if null. APDUs are not logged.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}

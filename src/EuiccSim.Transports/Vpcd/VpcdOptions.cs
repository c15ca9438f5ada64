using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.Vpcd;

/// <summary>Where the virtual reader driver vpcd listens, and how to behave towards it.</summary>
public sealed record VpcdOptions
{
    /// <summary>The TCP port of vpcd's first slot; each further slot listens on the next port.</summary>
    public const int FirstPort = 35963;

    /// <summary>Name or address of the machine; this machine unless told otherwise.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The slot's TCP port.</summary>
    public int Port { get; init; } = FirstPort;

    /// <summary>How long to wait before the second attempt to reach vpcd. Each further wait is twice as long.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock by which to wait.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of what happens, from the thread on which it happens.</summary>
    public Action<VpcdEvent>? OnEvent { get; init; }

    /// <summary>Where to log; nowhere if null. Commands and answers are not logged.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}

using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.LpacStdio;

/// <summary>What to do with the rest of what a program writes.</summary>
public sealed record LpacStdioServerOptions
{
    /// <summary>
    /// Given each line that is not about APDUs (lpac's progress and results, and its HTTP requests with LPAC_HTTP=stdio); the line that it
    /// answers, if any, goes to the program.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<string?>>? OtherLine { get; init; }

    /// <summary>Where to log; nowhere if null. APDUs are not logged.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}

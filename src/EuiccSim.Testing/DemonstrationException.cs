using EuiccSim.Lpa.Download;

namespace EuiccSim.Testing;

/// <summary>A step of a demonstration did not end as it should.</summary>
/// <param name="function">What was being done: a step, or a command of the device.</param>
/// <param name="message">What is not as it should be.</param>
public sealed class DemonstrationException(string function, string message) : Exception(message)
{
    /// <summary>What was being done.</summary>
    public string Function { get; } = function;

    /// <summary>How the download ended, where it did not end with a profile that is installed.</summary>
    public DownloadOutcome? Download { get; init; }

    /// <summary>The status code of the SM-DP+, "8.2.1/1.2", where it refused the order.</summary>
    public string? RefusalCode { get; init; }
}

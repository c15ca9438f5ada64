using EuiccSim.Cli.Demo;

namespace EuiccSim.Cli.Output;

/// <summary>How a demonstration is shown: to a person, or to a program.</summary>
internal interface IDemoReport
{
    /// <summary>A step begins.</summary>
    void Begin(string step);

    /// <summary>All is done, or went wrong.</summary>
    void End(DemoResult result);
}

/// <summary>What came of a demonstration. What was not reached is null.</summary>
internal sealed record DemoResult
{
    internal string? Eid { get; init; }

    internal string? Iccid { get; init; }

    internal string? Imsi { get; init; }

    internal required string Curve { get; init; }

    internal required string Profile { get; init; }

    internal IReadOnlyList<StepLog.Step> Steps { get; init; } = [];

    internal CommandFailure? Failure { get; init; }
}

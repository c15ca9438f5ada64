using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Conformance.Running;

/// <summary>How a run goes about it.</summary>
public sealed record RunOptions
{
    /// <summary>The most that a case may do to the target. Cases that would do more are not applicable.</summary>
    public CaseEffect Allowed { get; init; } = CaseEffect.Reads;

    /// <summary>What is declared of the target, by name; it goes before what the target says of itself.</summary>
    public IReadOnlyDictionary<string, bool> Declared { get; init; } = new Dictionary<string, bool>();

    /// <summary>The clock: of certificates, and of how long cases take.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where keys and numbers come from.</summary>
    public RandomSource Random { get; init; } = RandomSource.System;

    /// <summary>How long one case may take. A target that needs longer is reported as an error, and the run goes on.</summary>
    public TimeSpan CaseTimeout { get; init; } = TimeSpan.FromMinutes(2);
}

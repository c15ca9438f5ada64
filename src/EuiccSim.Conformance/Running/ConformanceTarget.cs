using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Running;

/// <summary>Who is judged, and the way to it.</summary>
public abstract class ConformanceTarget
{
    private protected ConformanceTarget()
    {
    }

    /// <summary>What it is, for people: "eUICC 8904… in reader 0", "https://…".</summary>
    public abstract string Name { get; }

    /// <summary>The sides that it can be judged as.</summary>
    public abstract SequenceOf<Side> Sides { get; }

    /// <summary>What the run is told of it, or has found out. Complete once a run has begun.</summary>
    public abstract IReadOnlyList<TargetOption> Options { get; }

    /// <summary>Reads what the options come from, and writes down what is there, to restore it.</summary>
    internal abstract Task BeginAsync(RunOptions options, Recorder recorder, CancellationToken cancellationToken);

    /// <summary>What a case works with.</summary>
    internal abstract Task<Bench> PrepareAsync(ConformanceCase one, RunOptions options, Recorder recorder, CancellationToken cancellationToken);

    /// <summary>
    /// True if a fault means that the way to the target is gone, and not that the target broke it off because of what it was asked. A card that was
    /// pulled out does not come back while the run goes on.
    /// </summary>
    internal virtual bool IsGone(Exception fault) => false;

    /// <summary>Takes away what a case made, and puts back what it changed. It throws nothing but what means that the target cannot be reached.</summary>
    internal abstract Task RestoreAsync(ConformanceCase one, Bench bench, CancellationToken cancellationToken);

    /// <summary>What was there before the run, a sentence each, for a person who has to compare it when the target could not be asked at the end.</summary>
    public virtual IEnumerable<string> WhatToLookFor => [];

    /// <summary>What a case made could not be taken away: from now on no case may make anything more.</summary>
    internal virtual void NoteUnrestored(string why)
    {
    }

    /// <summary>Compares what is there with what was there at the beginning.</summary>
    /// <returns>What is left behind or lost, a sentence each with how to mend it; none if all is as it was.</returns>
    internal abstract Task<SequenceOf<string>> EndAsync(CancellationToken cancellationToken);
}

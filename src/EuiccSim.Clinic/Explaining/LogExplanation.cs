using EuiccSim.Clinic.Logs;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Explaining;

/// <summary>What a log tells: the session in sentences, and what in it departs from the standard or was refused, the first of it first.</summary>
/// <param name="Story">What was done, a sentence each.</param>
/// <param name="Findings">What went wrong, in the order of its lines; what comes after the first may be its consequence. None for a sound log.</param>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed record LogExplanation(SequenceOf<ToldStep> Story, SequenceOf<Finding> Findings)
{
    /// <summary>Explains a log.</summary>
    public static LogExplanation Of(PastedLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        IReadOnlyList<LogStep> steps = LogStep.Of(log);
        return new(SequenceOf.From(Narrator.Tell(steps)), SequenceOf.From(Diagnosis.Find(steps)));
    }
}

/// <summary>Something that was done, in a sentence.</summary>
/// <param name="Lines">Where it stands.</param>
/// <param name="Sentence">"ES10c.GetEID: eidValue 89049032…".</param>
public sealed record ToldStep(LineRange Lines, string Sentence);

/// <summary>Something that went wrong.</summary>
/// <param name="Cause">What it is, for programs: a row of docs/trace-findings.md.</param>
/// <param name="Lines">Where it shows.</param>
/// <param name="What">What it is, in a sentence.</param>
/// <param name="Section">The standard's section: "SGP.22 v2.5 §5.7.16".</param>
/// <param name="Advice">What to try.</param>
public sealed record Finding(string Cause, LineRange Lines, string What, string Section, string Advice);

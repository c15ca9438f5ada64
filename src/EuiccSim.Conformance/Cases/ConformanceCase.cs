using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Cases;

/// <summary>One thing that a target must do, or must refuse to do: how it is brought about, and what is expected of it.</summary>
/// <threadsafety>Immutable; the same case can run on many targets at once.</threadsafety>
public sealed class ConformanceCase
{
    private readonly Func<Bench, Task> _body;

    private ConformanceCase(string id, string title, string section, Side side, CaseEffect effect, SequenceOf<string> needs, Func<Bench, Task> body) =>
        (Id, Title, Section, Side, Effect, Needs, _body) = (id, title, section, side, effect, needs, body);

    /// <summary>
    /// The clause of SGP.23 and the number of the sequence there, "4.2.21#3"; "4.2.21/after-reset" where no number is known: then the word is ours.
    /// Where not even a clause is known, a group stands in its place.
    /// </summary>
    public string Id { get; }

    /// <summary>True if the last part of <see cref="Id"/> is a word of ours, and no number of SGP.23.</summary>
    public bool IsNamedByUs => Id.Contains('/', StringComparison.Ordinal);

    /// <summary>The clause of SGP.23, or the group: "4.2.21".</summary>
    public string Clause => Id.Split('/', '#')[0];

    /// <summary>What is judged, in one sentence of ours.</summary>
    public string Title { get; }

    /// <summary>Where the requirement stands: "SGP.22 §5.7.16".</summary>
    public string Section { get; }

    /// <summary>Who is judged.</summary>
    public Side Side { get; }

    /// <summary>What it does to the target.</summary>
    public CaseEffect Effect { get; }

    /// <summary>The options that the target must have, by <see cref="TargetOption.Name"/>; one with '!' before it must be absent.</summary>
    public SequenceOf<string> Needs { get; }

    internal static ConformanceCase Of<TBench>(
        string id, string title, string section, Side side, CaseEffect effect, SequenceOf<string> needs, Func<TBench, Task> body)
        where TBench : Bench =>
        new(id, title, section, side, effect, needs, bench => body((TBench)bench));

    internal Task RunAsync(Bench bench) => _body(bench);

    /// <summary>"4.2.21#3 EnableProfile without refreshFlag: at once".</summary>
    public override string ToString() => $"{Id} {Title}";
}

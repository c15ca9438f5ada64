using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Card.Tests.Model;

/// <summary>What is done in a step of a sequence.</summary>
internal enum StepKind
{
    Enable,
    Disable,
    Delete,
    Nickname,
    MemoryReset,
    List,
    Retrieve,
    RetrieveOne,
    Remove,
    SetDefaultDp,
    Addresses,
    Profiles,
    Eid,
    Install,
    CutInstall,
    TerminalProfile,
    Fetch,
    TerminalResponse,
    Reset,
    Torn,
    TornReset,
    OpenChannel,
    CloseChannel,
    SelectIsdR,
    ReadIccid,
    BeginChain,
    FinishChain,
    GetResponse,
}

/// <summary>A step. What the numbers choose depends on what is there when it runs, so any part of a sequence is a sequence too.</summary>
public sealed record Step
{
    internal StepKind Kind { get; init; }

    internal int A { get; init; }

    internal int B { get; init; }

    internal int C { get; init; }

    /// <summary>As one would write it in a test.</summary>
    public override string ToString() => $"{Kind}({A}, {B}, {C})";
}

/// <summary>A card as it leaves the factory, and what is done to it.</summary>
/// <param name="Seed">Chooses the personality and which Profiles are there from the start.</param>
/// <param name="Steps">The steps, in order.</param>
public sealed record Sequence(int Seed, Step[] Steps)
{
    /// <summary>Random sequences, which shrink to shorter ones.</summary>
    internal static Arbitrary<Sequence> Arbitrary() => Arb.From(Generator(), Shrink);

    /// <summary>One line for each step.</summary>
    public override string ToString() => $"seed {Seed}: {string.Join(", ", Steps.Select(step => step.ToString()))}";

    private static readonly (int Weight, StepKind Kind)[] s_weights =
    [
        (12, StepKind.Enable), (8, StepKind.Disable), (4, StepKind.Delete), (3, StepKind.Nickname), (2, StepKind.MemoryReset),
        (2, StepKind.List), (1, StepKind.Retrieve), (3, StepKind.RetrieveOne), (4, StepKind.Remove), (2, StepKind.SetDefaultDp),
        (2, StepKind.Addresses), (4, StepKind.Profiles), (1, StepKind.Eid), (3, StepKind.Install), (1, StepKind.CutInstall),
        (4, StepKind.TerminalProfile), (5, StepKind.Fetch), (6, StepKind.TerminalResponse), (1, StepKind.Reset), (3, StepKind.Torn),
        (1, StepKind.TornReset), (3, StepKind.OpenChannel), (2, StepKind.CloseChannel), (2, StepKind.SelectIsdR), (3, StepKind.ReadIccid),
        (4, StepKind.BeginChain), (4, StepKind.FinishChain), (3, StepKind.GetResponse),
    ];

    /// <summary>Each sequence has its own mixture of steps: some do little but switch, others little but talk to the device.</summary>
    private static Gen<Sequence> Generator() =>
        from seed in Numbers
        from length in Gen.Choose(20, 100)
        from all in AnyStep(seed).ArrayOf(length)
        select new Sequence(seed, all);

    private static Gen<Step> AnyStep(int seed) =>
        from kind in Gen.Frequency([.. s_weights.Select((one, i) => (one.Weight * Factor(seed, i), Gen.Constant(one.Kind)))])
        from a in Numbers
        from b in Numbers
        from c in Numbers
        select new Step { Kind = kind, A = a, B = b, C = c };

    /// <summary>0, 1, 2 or 6; the first kind is never left out.</summary>
    private static int Factor(int seed, int kind) => (HashCode(seed, kind) % 4) switch
    {
        0 => kind == 0 ? 1 : 0,
        1 => 1,
        2 => 2,
        _ => 6,
    };

    private static int HashCode(int seed, int kind) => (((seed + 1) * 7919) + ((kind + 1) * 104729)) / 31 % 1009;

    private static Gen<int> Numbers => Gen.Choose(0, 9999);

    /// <summary>The same without a half of the steps, without a quarter, … without one.</summary>
    private static IEnumerable<Sequence> Shrink(Sequence sequence)
    {
        Step[] steps = sequence.Steps;
        for (int size = steps.Length / 2; size > 0; size /= 2)
        {
            for (int at = 0; at < steps.Length; at += size)
                yield return sequence with { Steps = [.. steps[..at], .. steps[Math.Min(at + size, steps.Length)..]] };
        }
    }
}

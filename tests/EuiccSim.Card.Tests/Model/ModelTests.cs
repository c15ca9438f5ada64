using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Card.Tests.Model;

/// <summary>Random sequences of all that a device can do, on a card and on a model of SGP.22 that was written apart from it.</summary>
/// <remarks>
/// EUICCSIM_MODEL_SEQUENCES sets how many there are (500), EUICCSIM_MODEL_SEED which. On a disagreement FsCheck shows the shortest sequence
/// that it finds, with both answers.
/// </remarks>
public sealed class ModelTests
{
    private const int DefaultCount = 500;
    private const ulong DefaultSeed = 20220622;

    [Test]
    public void The_card_never_disagrees_with_the_model()
    {
        int count = int.Parse(Setting("EUICCSIM_MODEL_SEQUENCES") ?? $"{DefaultCount}", CultureInfo.InvariantCulture);
        ulong seed = ulong.Parse(Setting("EUICCSIM_MODEL_SEED") ?? $"{DefaultSeed}", CultureInfo.InvariantCulture);
        TestContext.Out.WriteLine($"EUICCSIM_MODEL_SEED={seed} EUICCSIM_MODEL_SEQUENCES={count}");
        Stopwatch watch = Stopwatch.StartNew();
        Config config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(seed, 1);
        HashSet<string> outcomes = [];
        Prop.ForAll(Sequence.Arbitrary(), sequence => ModelRun.Run(sequence, outcomes)).Check(config);
        TestContext.Out.WriteLine($"{count} sequences in {watch.Elapsed.TotalSeconds:F1} s");
        if (count >= DefaultCount) Assert.That(outcomes, Is.SupersetOf(Outcomes()), "a sequence that says nothing proves nothing");
    }

    /// <summary>Every result of the functions that change something.</summary>
    private static IEnumerable<string> Outcomes()
    {
        (string Tag, int[] Results)[] functions =
        [
            ("BF31", [0, 1, 2, 3, 4, 5, 127]), ("BF32", [0, 1, 2, 3, 5, 127]), ("BF33", [0, 1, 2, 3, 127]), ("BF34", [0, 1, 5, 127]), ("BF29", [0, 1]),
            ("BF30", [0, 1]), ("BF3F", [0]),
        ];
        return functions.SelectMany(one => one.Results, (one, result) => $"{one.Tag}038001{result:X2}");
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

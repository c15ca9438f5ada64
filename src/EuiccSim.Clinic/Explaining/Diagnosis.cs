namespace EuiccSim.Clinic.Explaining;

/// <summary>Looks for causes at each step, in the order of the steps: at each the first that fits.</summary>
internal static class Diagnosis
{
    internal static IEnumerable<Finding> Find(IReadOnlyList<LogStep> steps)
    {
        for (int at = 0; at < steps.Count; at++)
        {
            foreach (Cause cause in Causes.All)
            {
                if (cause.Fits(steps, at) is not { } what) continue;
                yield return new(cause.Id, steps[at].Entry.Lines, what, cause.Section, cause.Advice);
                break;
            }
        }
    }
}

/// <summary>Something that goes wrong.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Section">Where the standard has it.</param>
/// <param name="Advice">What to try.</param>
/// <param name="Fits">What it is at a step, in a sentence; null if it is not there.</param>
internal sealed record Cause(string Id, string Section, string Advice, Func<IReadOnlyList<LogStep>, int, string?> Fits);

/// <summary>All causes that are known.</summary>
internal static class Causes
{
    internal static IReadOnlyList<Cause> All { get; } = [.. CardCauses.All, .. ResultCauses.All, .. ServerCauses.All];
}

// Where every test sees it.
namespace EuiccSim;

/// <summary>For tests that are written step by step, on a thread of their own: each step waits for the one before.</summary>
internal static class Steps
{
    internal static void Now(this ValueTask step) => step.AsTask().GetAwaiter().GetResult();

    internal static T Now<T>(this ValueTask<T> step) => step.AsTask().GetAwaiter().GetResult();

    internal static T Now<T>(this Task<T> step) => step.GetAwaiter().GetResult();
}

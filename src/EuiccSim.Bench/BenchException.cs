namespace EuiccSim.Bench;

/// <summary>What is measured did not do what it should: a figure of it would mean nothing.</summary>
/// <param name="function">What was asked for.</param>
/// <param name="message">What was answered.</param>
internal sealed class BenchException(string function, string message) : Exception(message)
{
    /// <summary>What was asked for.</summary>
    internal string Function { get; } = function;
}

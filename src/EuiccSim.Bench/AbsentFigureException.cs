namespace EuiccSim.Bench;

/// <summary>This machine has not what a figure needs.</summary>
/// <param name="reason">What is missing, for a person.</param>
/// <param name="inner">How it was noticed.</param>
internal sealed class AbsentFigureException(string reason, Exception? inner = null) : Exception(reason, inner);

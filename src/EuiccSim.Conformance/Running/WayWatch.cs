namespace EuiccSim.Conformance.Running;

/// <summary>Sees when there is nobody left to be judged: hundreds of cases that all end with the same broken wire tell nothing.</summary>
internal sealed class WayWatch(ConformanceTarget target)
{
    private int _inARow;
    private string _last = "";

    /// <summary>Why the run cannot go on, in words; null if it can.</summary>
    internal string? Verdict => _inARow < MostInARow ? null : $"the target is gone: {_inARow} cases in a row ended with '{_last}'";

    /// <summary>The way to the target carried a case to its end.</summary>
    internal void Held() => _inARow = 0;

    /// <summary>The way to the target broke.</summary>
    internal void Broke(Exception fault)
    {
        if (!target.IsGone(fault)) return;
        _inARow++;
        _last = fault.Message.TrimEnd('.');
    }

    // A reader may lose a card once, and find it again after the next reset.
    private const int MostInARow = 3;
}

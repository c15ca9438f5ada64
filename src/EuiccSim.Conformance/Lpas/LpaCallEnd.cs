namespace EuiccSim.Conformance.Lpas;

/// <summary>How a call of an LPA ended. Match it by its cases.</summary>
public abstract record LpaCallEnd
{
    private LpaCallEnd()
    {
    }

    /// <summary>It came to its end.</summary>
    /// <param name="ExitCode">0 if the LPA says that it has done what was asked; anything else if it says that it has not.</param>
    /// <param name="Output">What it showed.</param>
    public sealed record Ended(int ExitCode, string Output) : LpaCallEnd;

    /// <summary>It did not come to an end, and was stopped.</summary>
    /// <param name="After">How long it was waited for.</param>
    /// <param name="Output">What it had shown by then.</param>
    public sealed record TimedOut(TimeSpan After, string Output) : LpaCallEnd;

    /// <summary>The LPA cannot do this.</summary>
    /// <param name="Why">In words: what is missing.</param>
    public sealed record NotSupported(string Why) : LpaCallEnd;
}

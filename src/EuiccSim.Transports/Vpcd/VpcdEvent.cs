namespace EuiccSim.Transports.Vpcd;

/// <summary>What happened between a card and vpcd. Match it by its cases.</summary>
public abstract record VpcdEvent
{
    private VpcdEvent()
    {
    }

    /// <summary>What happened, in words for a person.</summary>
    public string Describe() => this switch
    {
        Unreachable it => FormattableString.Invariant($"vpcd does not answer: is pcscd running, with this driver? ({it.Reason}); the next attempt is in {it.RetryIn.TotalSeconds:0.0} s"),
        Connected => "connected to vpcd; waiting for the reader, which may still have another card",
        Inserted => "the reader has the card",
        PoweredOn => "power on",
        PoweredOff => "power off",
        Reset => "reset",
        Disconnected it => $"the connection is gone ({it.Reason})",
        _ => ToString(),
    };

    /// <summary>vpcd cannot be reached: pcscd does not run, its vpcd driver is not installed, or it listens elsewhere.</summary>
    /// <param name="Reason">The system's words.</param>
    /// <param name="RetryIn">When the next attempt is due.</param>
    public sealed record Unreachable(string Reason, TimeSpan RetryIn) : VpcdEvent;

    /// <summary>The connection stands. Until <see cref="Inserted"/> the slot may still be taken by another card.</summary>
    public sealed record Connected : VpcdEvent;

    /// <summary>The reader has seen the card: it sent its first message.</summary>
    public sealed record Inserted : VpcdEvent;

    /// <summary>The reader switched the card on.</summary>
    public sealed record PoweredOn : VpcdEvent;

    /// <summary>The reader switched the card off.</summary>
    public sealed record PoweredOff : VpcdEvent;

    /// <summary>The reader reset the card.</summary>
    public sealed record Reset : VpcdEvent;

    /// <summary>The connection is gone: pcscd ended, or started anew. The card tries to come back.</summary>
    /// <param name="Reason">What broke it, in words.</param>
    public sealed record Disconnected(string Reason) : VpcdEvent;
}

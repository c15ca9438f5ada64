namespace EuiccSim.Card.Store;

/// <summary>The card has no power. A store throws it to lose power on purpose; the card is dark until it is reset.</summary>
public sealed class PowerLostException : Exception
{
    /// <summary>No power.</summary>
    public PowerLostException() : base("The card has no power.")
    {
    }
}

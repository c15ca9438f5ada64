using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Pcsc;

/// <summary>A reader, as it was when it was asked.</summary>
/// <param name="Name">The name by which to connect.</param>
/// <param name="HasCard">True if a card is in it.</param>
/// <param name="Atr">The card's answer to reset; empty without a card, and for a card that does not answer.</param>
public sealed record PcscReader(string Name, bool HasCard, Octets Atr)
{
    /// <summary>True if a program has the card for itself.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>True if a program is connected to the card, and shares it.</summary>
    public bool IsInUse { get; init; }

    /// <summary>True if the card does not answer to reset.</summary>
    public bool IsMute { get; init; }
}

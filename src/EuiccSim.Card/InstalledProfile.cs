using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card;

/// <summary>One Profile on the card: its ISD-P and what the network operator put into it.</summary>
internal sealed record InstalledProfile
{
    /// <summary>The AID of the ISD-P, 16 octets.</summary>
    internal required Octets IsdpAid { get; init; }

    /// <summary>The ICCID, 10 octets as in EF.ICCID.</summary>
    internal required Octets Iccid { get; init; }

    /// <summary>True for the one Profile that answers the Device.</summary>
    internal bool Enabled { get; init; }

    /// <summary>File system, PINs, keys.</summary>
    internal required UiccProfile Uicc { get; init; }
}

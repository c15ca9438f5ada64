using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>The Profiles that are enabled on the ports, as their file systems may see and change them: of the card's memory nothing else.</summary>
internal interface IEnabledProfiles
{
    /// <summary>Files, PINs and keys on a port; those of no Profile (an MF only) where none is enabled. Assign a new value to change them.</summary>
    UiccProfile this[int port] { get; set; }

    /// <summary>Tells one enabled Profile from another: the AID of the ISD-P; empty where none is enabled.</summary>
    Octets IsdpAidOn(int port);
}

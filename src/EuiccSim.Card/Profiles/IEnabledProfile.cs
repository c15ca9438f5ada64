using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>The Profile that is enabled on one port, as its file system may see and change it: of the card's memory nothing else.</summary>
internal interface IEnabledProfile
{
    /// <summary>Tells one enabled Profile from another: the AID of the ISD-P; empty without one.</summary>
    Octets IsdpAid { get; }

    /// <summary>Files, PINs and keys; those of no Profile (an MF only) where none is enabled. Assign a new value to change them.</summary>
    UiccProfile Uicc { get; set; }
}

using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;

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

    /// <summary>What StoreMetadata brought. SGP.22 v2.5 §5.5.3.</summary>
    internal required StoreMetadataRequest Metadata { get; init; }

    /// <summary>The name that the end user gave.</summary>
    internal string? Nickname { get; init; }

    /// <summary>What ConfigureISDP brought. SGP.22 v2.5 §5.5.2.</summary>
    internal DpProprietaryData? DpProprietaryData { get; init; }

    /// <summary>The CI under which the Profile came; its notifications are signed under the same.</summary>
    internal Octets CiPkId { get; init; }

    /// <summary>The octets of the profile package.</summary>
    internal int Size { get; init; }

    internal ProfileClass Class => Metadata.ProfileClass;

    internal bool Has(PprIds rule) => ((Metadata.ProfilePolicyRules ?? 0) & rule) != 0;

    /// <summary>File system, PINs, keys.</summary>
    internal required UiccProfile Uicc { get; init; }
}

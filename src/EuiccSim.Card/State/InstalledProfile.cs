using System.Text;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.State;

/// <summary>One Profile on the card: its ISD-P and what the network operator put into it.</summary>
internal sealed record InstalledProfile
{
    /// <summary>The AID of the ISD-P, 16 octets.</summary>
    internal required Octets IsdpAid { get; init; }

    /// <summary>The ICCID, 10 octets as in EF.ICCID.</summary>
    internal required Octets Iccid { get; init; }

    /// <summary>The port on which the Profile is enabled, where it alone answers the Device; null if it is disabled.</summary>
    internal int? Port { get; init; }

    /// <summary>What StoreMetadata brought, and its octets as they are kept. SGP.22 v2.5 §5.5.3.</summary>
    internal required Signed<StoreMetadataRequest> KeptMetadata { get; init; }

    internal StoreMetadataRequest Metadata => KeptMetadata.Value;

    /// <summary>The name that the end user gave.</summary>
    internal string? Nickname { get; init; }

    /// <summary>What ConfigureISDP brought. SGP.22 v2.5 §5.5.2.</summary>
    internal DpProprietaryData? DpProprietaryData { get; init; }

    /// <summary>The CI under which the Profile came; its notifications are signed under the same.</summary>
    internal Octets CiPkId { get; init; }

    /// <summary>The octets of the profile package, or of what it made if that is more.</summary>
    internal int Size { get; init; }

    /// <summary>The non-volatile memory that the Profile takes, in octets, with all that belongs to it.</summary>
    internal int Memory =>
        Size + Uicc.Contents.Growth + Surroundings(KeptMetadata.Encoded) + (Nickname is null ? 0 : Encoding.UTF8.GetByteCount(Nickname));

    /// <summary>What a Profile takes beside its package and nickname: its ISD-P with the SM-DP+'s own data, and its metadata.</summary>
    internal static int Surroundings(Octets metadata) => IsdpOverhead + metadata.Length;

    // AIDs, state, and the 128 octets that dpProprietaryData may have.
    private const int IsdpOverhead = 256;

    internal ProfileClass Class => Metadata.ProfileClass;

    internal bool Has(PprIds rule) => ((Metadata.ProfilePolicyRules ?? 0) & rule) != 0;

    /// <summary>File system, PINs, keys.</summary>
    internal required UiccProfile Uicc { get; init; }
}

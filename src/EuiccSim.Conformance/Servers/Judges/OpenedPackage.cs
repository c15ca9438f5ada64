using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Conformance.Servers.Judges;

/// <summary>A bound profile package as the eUICC finds it, with every MAC verified.</summary>
internal sealed record OpenedPackage
{
    /// <summary>otPK.DP.ECKA.</summary>
    internal required Octets SmdpOtpk { get; init; }

    /// <summary>The metadata, 'BF25'.</summary>
    internal required Signed<StoreMetadataRequest> Metadata { get; init; }

    /// <summary>How many blocks '88' they came in.</summary>
    internal required int MetadataBlocks { get; init; }

    /// <summary>True if the profile elements are under keys of their own ('A2').</summary>
    internal required bool HasOwnKeys { get; init; }

    /// <summary>The profile elements.</summary>
    internal required Octets Upp { get; init; }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>LPAe activation, command data: the device asks for the LPA in the eUICC. SGP.22 v2.5 §5.7.1.</summary>
[Asn1Sequence("[66]")] // 'BF42'
public sealed partial record LpaeActivationRequest : IEs10Request<LpaeActivationResponse>
{
    /// <summary>How it shall talk to the user.</summary>
    public required LpaeOption LpaeOption { get; init; }
}

/// <summary>How an LPA in the eUICC shall talk to the user.</summary>
[Flags]
public enum LpaeOption : ulong
{
    /// <summary>By the card application toolkit.</summary>
    ActivateCatBasedLpae = 1UL << 0,

    /// <summary>By the smart card web server.</summary>
    ActivateScwsBasedLpae = 1UL << 1,
}

/// <summary>LPAe activation, response data.</summary>
[Asn1Sequence("[66]")]
public sealed partial record LpaeActivationResponse
{
    /// <summary>The outcome.</summary>
    public required LpaeActivationResult LpaeActivationResult { get; init; }
}

/// <summary>Outcome of LPAe activation.</summary>
public enum LpaeActivationResult
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>There is no such LPA in the eUICC.</summary>
    NotSupported = 1,
}

/// <summary>What the answer to SELECT of the ISD-R tells about it. SGP.22 v2.5 §5.7.1.</summary>
[Asn1Sequence("[PRIVATE 0]")] // 'E0'
public sealed partial record IsdrProprietaryApplicationTemplate
{
    /// <summary>The version of SGP.22 that is supported.</summary>
    [Tag("[2]")]
    public required VersionType Svn { get; init; }

    /// <summary>The LPA in the eUICC, if there is one.</summary>
    public LpaeSupport? LpaeSupport { get; init; }
}

/// <summary>How an LPA in the eUICC can talk to the user.</summary>
[Flags]
public enum LpaeSupport : ulong
{
    /// <summary>By the card application toolkit.</summary>
    LpaeUsingCat = 1UL << 0,

    /// <summary>By the smart card web server.</summary>
    LpaeUsingScws = 1UL << 1,
}

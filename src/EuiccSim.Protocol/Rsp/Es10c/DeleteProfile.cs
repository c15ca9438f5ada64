using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10c;

/// <summary>ES10c.DeleteProfile, command data: the profile to delete. SGP.22 v2.5 §5.7.18.</summary>
[Asn1Choice("[51]")] // 'BF33'
public abstract partial record DeleteProfileRequest : IEs10Request<DeleteProfileResponse>
{
    private DeleteProfileRequest()
    {
    }

    /// <summary>By the application identifier of its ISD-P, 1 to 16 octets ('4F').</summary>
    [Tag("[APPLICATION 15]")]
    [Size(1, 16)]
    public sealed record IsdpAid(Octets Value) : DeleteProfileRequest;

    /// <summary>By its ICCID ('5A').</summary>
    public sealed record Iccid(Identifiers.Iccid Value) : DeleteProfileRequest;
}

/// <summary>ES10c.DeleteProfile, response data.</summary>
[Asn1Sequence("[51]")]
public sealed partial record DeleteProfileResponse
{
    /// <summary>The outcome.</summary>
    public required DeleteResult DeleteResult { get; init; }
}

/// <summary>Outcome of ES10c.DeleteProfile.</summary>
public enum DeleteResult
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>There is no such profile.</summary>
    IccidOrAidNotFound = 1,

    /// <summary>It is enabled.</summary>
    ProfileNotInDisabledState = 2,

    /// <summary>A policy rule of the profile forbids it.</summary>
    DisallowedByPolicy = 3,

    /// <summary>Not done, for another reason.</summary>
    UndefinedError = 127,
}

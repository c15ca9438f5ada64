using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10a;

/// <summary>ES10a.GetEuiccConfiguredAddresses, command data: none. SGP.22 v2.5 §5.7.3.</summary>
[Asn1Sequence("[60]")] // 'BF3C'
public sealed partial record EuiccConfiguredAddressesRequest : IEs10Request<EuiccConfiguredAddressesResponse>;

/// <summary>ES10a.GetEuiccConfiguredAddresses, response data. SGP.22 v2.5 §5.7.3.</summary>
[Asn1Sequence("[60]")]
public sealed partial record EuiccConfiguredAddressesResponse
{
    /// <summary>The host name of the default SM-DP+; absent if none is set.</summary>
    public string? DefaultDpAddress { get; init; }

    /// <summary>The host name of the root SM-DS.</summary>
    public required string RootDsAddress { get; init; }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10a;

/// <summary>ES10a.SetDefaultDpAddress, command data. SGP.22 v2.5 §5.7.4.</summary>
[Asn1Sequence("[63]")] // 'BF3F'
public sealed partial record SetDefaultDpAddressRequest : IEs10Request<SetDefaultDpAddressResponse>
{
    /// <summary>The host name of the SM-DP+; empty to have none.</summary>
    public required string DefaultDpAddress { get; init; }
}

/// <summary>ES10a.SetDefaultDpAddress, response data.</summary>
[Asn1Sequence("[63]")]
public sealed partial record SetDefaultDpAddressResponse
{
    /// <summary>The outcome.</summary>
    public required SetDefaultDpAddressResult SetDefaultDpAddressResult { get; init; }
}

/// <summary>Outcome of ES10a.SetDefaultDpAddress.</summary>
public enum SetDefaultDpAddressResult
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>Not done, for another reason.</summary>
    UndefinedError = 127,
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es8;

/// <summary>ES8+.ConfigureISDP: gives the ISD-P the SM-DP+'s own data. SGP.22 v2.5 §5.5.2.</summary>
[Asn1Sequence("[36]")] // 'BF24'
public sealed partial record ConfigureIsdpRequest
{
    /// <summary>The data to keep.</summary>
    [Tag("[24]")]
    public DpProprietaryData? DpProprietaryData { get; init; }
}

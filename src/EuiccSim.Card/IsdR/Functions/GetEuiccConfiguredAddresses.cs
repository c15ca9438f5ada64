using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10a.GetEuiccConfiguredAddresses. SGP.22 v2.5 §5.7.3.</summary>
internal static class GetEuiccConfiguredAddresses
{
    internal static EuiccConfiguredAddressesResponse Handle(EuiccConfiguredAddressesRequest request, IsdRTransaction tx) => new()
    {
        DefaultDpAddress = tx.State.DefaultDpAddress,
        RootDsAddress = tx.State.Euicc.RootDsAddress,
    };
}

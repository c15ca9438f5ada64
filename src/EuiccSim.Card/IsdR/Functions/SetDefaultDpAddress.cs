using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10a.SetDefaultDpAddress. SGP.22 v2.5 §5.7.4. An empty address removes the default.</summary>
internal static class SetDefaultDpAddress
{
    internal static SetDefaultDpAddressResponse Handle(SetDefaultDpAddressRequest request, Transaction tx)
    {
        tx.State = tx.State with { DefaultDpAddress = request.DefaultDpAddress.Length == 0 ? null : request.DefaultDpAddress };
        return new() { SetDefaultDpAddressResult = SetDefaultDpAddressResult.Ok };
    }
}

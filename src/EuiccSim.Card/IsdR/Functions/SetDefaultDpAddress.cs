using System.Text;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10a.SetDefaultDpAddress. SGP.22 v2.5 §5.7.4. An empty address removes the default; one that does not fit in the memory is an undefined error.</summary>
internal static class SetDefaultDpAddress
{
    internal static SetDefaultDpAddressResponse Handle(SetDefaultDpAddressRequest request, IsdRTransaction tx)
    {
        CardState without = tx.State with { DefaultDpAddress = null };
        if (Encoding.UTF8.GetByteCount(request.DefaultDpAddress) > without.FreeMemory)
            return new() { SetDefaultDpAddressResult = SetDefaultDpAddressResult.UndefinedError };
        tx.State = request.DefaultDpAddress.Length == 0 ? without : without with { DefaultDpAddress = request.DefaultDpAddress };
        return new() { SetDefaultDpAddressResult = SetDefaultDpAddressResult.Ok };
    }
}

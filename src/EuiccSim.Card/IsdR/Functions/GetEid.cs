using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10c.GetEID. SGP.22 v2.5 §5.7.20.</summary>
internal static class GetEid
{
    /// <exception cref="StatusWordException">'6A88' for any other tag than '5A'.</exception>
    internal static GetEuiccDataResponse Handle(GetEuiccDataRequest request, IsdRTransaction tx)
    {
        if (request.TagList[0] != EidTag) throw new StatusWordException(Protocol.Apdu.StatusWord.ReferencedDataNotFound);
        return new() { EidValue = tx.State.Euicc.Eid };
    }

    private const byte EidTag = 0x5A;
}

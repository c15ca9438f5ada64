using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.GetRAT. SGP.22 v2.5 §5.7.22.</summary>
internal static class GetRat
{
    internal static GetRatResponse Handle(GetRatRequest request, IsdRTransaction tx) => new() { Rat = tx.State.Euicc.RulesAuthorisationTable };
}

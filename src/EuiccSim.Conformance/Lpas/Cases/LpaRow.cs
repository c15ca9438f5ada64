using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>Rows of the catalogue. To an LPA a case does nothing that stays: card and servers are the case's own.</summary>
internal static class LpaRow
{
    internal static ConformanceCase Of(string id, string section, string title, Func<LpaBench, Task> body, params SequenceOf<string> needs) =>
        ConformanceCase.Of(id, title, section, Side.Lpa, CaseEffect.Reads, needs, body);

    /// <summary>A case that needs an LPA that downloads.</summary>
    internal static ConformanceCase Download(string id, string section, string title, Func<LpaBench, Task> body, params SequenceOf<string> needs) =>
        Of(id, section, title, body, SequenceOf.From<string>([LpaOption.Download, .. needs]));
}

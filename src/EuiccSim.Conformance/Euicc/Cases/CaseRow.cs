using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>Rows of the catalogue, by what they do to the card.</summary>
internal static class CaseRow
{
    internal static ConformanceCase Reads(string id, string section, string title, Func<EuiccBench, Task> body, params SequenceOf<string> needs) =>
        ConformanceCase.Of(id, title, section, Side.Euicc, CaseEffect.Reads, needs, body);

    internal static ConformanceCase Changes(string id, string section, string title, Func<EuiccBench, Task> body, params SequenceOf<string> needs) =>
        ConformanceCase.Of(id, title, section, Side.Euicc, CaseEffect.Changes, needs, body);

    /// <summary>It needs keys, too.</summary>
    internal static ConformanceCase Installs(string id, string section, string title, Func<EuiccBench, Task> body, params SequenceOf<string> needs) =>
        ConformanceCase.Of(id, title, section, Side.Euicc, CaseEffect.Installs, SequenceOf.From<string>([EuiccDeclaration.Keys, .. needs]), body);

    internal static ConformanceCase Destroys(string id, string section, string title, Func<EuiccBench, Task> body, params SequenceOf<string> needs) =>
        ConformanceCase.Of(id, title, section, Side.Euicc, CaseEffect.Destroys, needs, body);
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>Rows of the catalogue for an SM-DP+, by what they do to it.</summary>
internal static class ServerRow
{
    internal static ConformanceCase Reads(string id, string section, string title, Func<ServerBench, Task> body, params SequenceOf<string> needs) =>
        ConformanceCase.Of(id, title, section, Side.Smdp, CaseEffect.Reads, needs, body);

    /// <summary>It needs an eUICC that the server trusts, and an order, too.</summary>
    internal static ConformanceCase Installs(string id, string section, string title, Func<ServerBench, Task> body, params SequenceOf<string> needs) =>
        ConformanceCase.Of(id, title, section, Side.Smdp, CaseEffect.Installs, SequenceOf.From<string>([ServerOption.Keys, ServerOption.Orders, .. needs]), body);

    /// <summary>It needs ES2+, and something to order, too.</summary>
    internal static ConformanceCase Ordered(string word, string section, string title, Func<ServerBench, Task> body, params SequenceOf<string> needs) =>
        ConformanceCase.Of($"ES2+/{word}", title, section, Side.Smdp, CaseEffect.Installs, SequenceOf.From<string>([ServerOption.Es2, ServerOption.Orders, .. needs]), body);
}

using System.Globalization;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>What mutual authentication is called at an SM-DP+ and at an SM-DS, where it is one and the same (SGP.22 v2.5 §3.0.1).</summary>
internal sealed record ServerKind
{
    internal static ServerKind Smdp { get; } = new()
    {
        Side = Side.Smdp,
        InitiateSection = "SGP.22 §5.6.1",
        ClientSection = "SGP.22 §5.6.3",
        AddressRefused = Refusals.AddressRefused,
        CiUnsupported = Refusals.CiUnsupported,
        SvnUnsupported = Refusals.SvnUnsupported,
        CertificateUnavailable = Refusals.CertificateUnavailable,
        Transaction = Refusals.Transaction,
    };

    internal static ServerKind Smds { get; } = new()
    {
        Side = Side.Smds,
        InitiateSection = "SGP.22 §5.8.1",
        ClientSection = "SGP.22 §5.8.2",
        AddressRefused = Refusals.SmdsAddressRefused,
        CiUnsupported = Refusals.SmdsCiUnsupported,
        SvnUnsupported = Refusals.SmdsSvnUnsupported,
        CertificateUnavailable = Refusals.SmdsCertificateUnavailable,
        Transaction = Refusals.SmdsTransaction,
    };

    internal required Side Side { get; init; }

    internal required string InitiateSection { get; init; }

    internal required string ClientSection { get; init; }

    internal required Refusal AddressRefused { get; init; }

    internal required Refusal CiUnsupported { get; init; }

    internal required Refusal SvnUnsupported { get; init; }

    internal required Refusal CertificateUnavailable { get; init; }

    internal required Refusal Transaction { get; init; }

    private bool IsSmdp => Side == Side.Smdp;

    /// <summary>A case of InitiateAuthentication: SGP.23 counts those of an SM-DP+ in 4.3.12; of those of an SM-DS the section alone is known.</summary>
    internal ConformanceCase Initiate(int? number, string word, string title, Func<ServerBench, Task> body, params SequenceOf<string> needs) =>
        Case(IsSmdp ? Numbered("4.3.12", number, word) : $"4.5/initiate-{word}", InitiateSection, title, body, [ServerOption.Ci, .. needs]);

    /// <summary>A case in which AuthenticateClient is refused: 4.3.14.2.2.</summary>
    internal ConformanceCase Client(int? number, string word, string title, Func<ServerBench, Task> body, params SequenceOf<string> needs) =>
        Case(IsSmdp ? Numbered("4.3.14.2.2", number, word) : $"4.5/client-{word}", ClientSection, title, body, [ServerOption.Keys, .. needs]);

    /// <summary>The same, of an eUICC that needs no keys of anybody.</summary>
    internal ConformanceCase Stranger(string word, string title, Func<ServerBench, Task> body) =>
        Case(IsSmdp ? $"4.3.14.2.2/{word}" : $"4.5/client-{word}", ClientSection, title, body, [ServerOption.Ci]);

    private ConformanceCase Case(string id, string section, string title, Func<ServerBench, Task> body, SequenceOf<string> needs) =>
        ConformanceCase.Of(id, title, section, Side, CaseEffect.Reads, SequenceOf.From(needs.Select(need => ServerOption.Of(Side, need))), body);

    private static string Numbered(string clause, int? number, string word) =>
        number is { } known ? string.Create(CultureInfo.InvariantCulture, $"{clause}#{known}") : $"{clause}/{word}";
}

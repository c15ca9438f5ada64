using Microsoft.CodeAnalysis;

namespace EuiccSim.Asn1.Generator;

/// <summary>What a declaration can get wrong. Each is an error: there is no second-best encoding.</summary>
internal static class Diagnostics
{
    public static readonly DiagnosticDescriptor NotPartial = Rule("ASN001", "not a partial record", "'{0}' must be a partial record{1}");
    public static readonly DiagnosticDescriptor NoMapping = Rule("ASN002", "no ASN.1 mapping", "'{0}': {1} has no ASN.1 mapping");
    public static readonly DiagnosticDescriptor BadTag = Rule("ASN003", "unreadable tag", "'{0}': {1} is not a tag as the standard writes one");
    public static readonly DiagnosticDescriptor Ambiguous = Rule("ASN004", "ambiguous tags", "'{0}': a decoder cannot tell {1} apart");
    public static readonly DiagnosticDescriptor BadDefault = Rule("ASN005", "unusable DEFAULT", "'{0}': the DEFAULT of {1} is no value of its type");
    public static readonly DiagnosticDescriptor BadAlternative = Rule("ASN006", "not an alternative", "'{0}': {1} must be a nested sealed record with one parameter 'Value', or [Null] and none");
    public static readonly DiagnosticDescriptor NoJsonForm = Rule("ASN007", "no JSON form", "'{0}': {1} has no form in JSON");
    public static readonly DiagnosticDescriptor BadOrder = Rule("ASN008", "not the members", "'{0}': the order must name each member once, and names {1}");

    private static DiagnosticDescriptor Rule(string id, string title, string format) =>
        new(id, title, format, "Asn1", DiagnosticSeverity.Error, isEnabledByDefault: true);
}

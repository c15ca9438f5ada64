using System.Text.RegularExpressions;

namespace EuiccSim.Protocol.Words;

/// <summary>What the platform's reader of ASN.1 says.</summary>
internal static partial class Asn1Faults
{
    internal static string Of(string message)
    {
        if (Tags().Match(message) is { Success: true } tags)
            return $"a tag {Class(tags.Groups[1].Value)} {tags.Groups[2].Value} stands where {Class(tags.Groups[3].Value)} {tags.Groups[4].Value} should";
        if (message.Contains("bytes remaining", StringComparison.Ordinal)) return "it ends before its length says";
        if (message.Contains("pending data", StringComparison.Ordinal)) return "octets come after its end";
        if (message.Contains("selected encoding", StringComparison.Ordinal)) return "it is not encoded as its kind is (DER)";
        return "it ends too early, or is no such encoding (BER)";
    }

    private static string Class(string name) => name == "ContextSpecific" ? "CONTEXT" : name.ToUpperInvariant();

    // "The provided data is tagged with 'Universal' class value '16', but it should have been 'ContextSpecific' class value '0'."
    [GeneratedRegex("tagged with '(\\w+)' class value '(\\d+)'.*'(\\w+)' class value '(\\d+)'")]
    private static partial Regex Tags();
}

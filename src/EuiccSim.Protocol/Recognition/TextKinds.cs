using System.Text.RegularExpressions;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Recognition;

/// <summary>What a text is, by what stands in its beginning.</summary>
internal static partial class TextKinds
{
    /// <summary>Texts whose first characters tell; null for others.</summary>
    internal static RecognisedFile? OfMarked(string text)
    {
        if (text.StartsWith("LPA:", StringComparison.OrdinalIgnoreCase)) return new(FileKind.ActivationCode, "an Activation Code");
        if (Pem().Match(text) is { Success: true } pem) return OfPem(pem.Groups[1].Value);
        return IsJson(text) ? OfJson(text) : null;
    }

    /// <summary>Texts whose octets are none, or have no form of their own.</summary>
    internal static RecognisedFile Of(string text)
    {
        if (ApduLogs.Of(text) is { } log) return new(FileKind.ApduLog, log);
        if (text.Contains("LPA:1$", StringComparison.OrdinalIgnoreCase)) return new(FileKind.ActivationCode, "text with an Activation Code in it");
        if (text[0] == '<') return new(FileKind.Document, "XML or a web page");
        return IsJson(text) ? new(FileKind.Json, "JSON") : new(FileKind.Text, "text");
    }

    private static bool IsJson(string text) => (text[0] == '{' && !HexText.BeginsArray(text)) || (text[0] == '[' && JsonForm.IsArray(text));

    /// <summary>True for a text that has letters only, as words have.</summary>
    internal static bool IsWord(string text) => text.Length < LongestWord && text.All(char.IsAsciiLetter);

    /// <summary>Null for a label that says nothing: what is in it tells.</summary>
    private static RecognisedFile? OfPem(string label) => label switch
    {
        _ when label.EndsWith("PRIVATE KEY", StringComparison.Ordinal) || label is "EC PARAMETERS" => new(FileKind.PrivateKey, "a private key in PEM"),
        "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE" => new(FileKind.Certificate, "a certificate in PEM"),
        "X509 CRL" => new(FileKind.Document, "a list of revoked certificates in PEM"),
        "PUBLIC KEY" or "CERTIFICATE REQUEST" => new(FileKind.Document, $"a {label.ToLowerInvariant()} in PEM"),
        _ => null,
    };

    /// <summary>Null for what can be a package.</summary>
    private static RecognisedFile? OfJson(string text)
    {
        bool Has(params ReadOnlySpan<string> members)
        {
            foreach (string member in members) if (text.Contains($"\"{member}\"", StringComparison.Ordinal)) return true;
            return false;
        }

        if (Has("profilePackage")) return null;
        if (Has("boundProfilePackage") && Has("header")) return new(FileKind.JsonMessage, "an answer of ES9+ with a bound package, which is encrypted for one eUICC");
        if (Has("event") && (Has("response") || Has("time"))) return new(FileKind.Trace, "a trace of APDUs");
        if (Has("payload") && Has("type")) return new(FileKind.ApduLog, "what lpac says on its stdio interface");
        if (Has("formatVersion")) return new(FileKind.CardImage, "a card image");
        if (Has("functionExecutionStatus", "functionRequesterIdentifier", "transactionId", "euiccChallenge", "pendingNotification"))
            return new(FileKind.JsonMessage, "a message of ES2+, ES9+, ES11 or ES12 in JSON");
        if (text[0] == '[') return OrderList().IsMatch(text) ? new(FileKind.OrderList, "a list of orders") : null;
        return Has("imsi") ? new(FileKind.Specification, "a specification") : new(FileKind.Json, "JSON");
    }

    [GeneratedRegex("^-----BEGIN ([A-Z0-9 ]+)-----", RegexOptions.Multiline)]
    private static partial Regex Pem();

    [GeneratedRegex("^\\[\\s*\\{[^{}\\[\\]]*\"profile\"\\s*:")]
    private static partial Regex OrderList();

    private const int LongestWord = 64;
}

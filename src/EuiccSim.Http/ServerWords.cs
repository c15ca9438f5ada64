using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Http;

/// <summary>What a server says to people where SGP.22 has no place for it: in the body of an answer that is none of its functions'.</summary>
internal static partial class ServerWords
{
    /// <summary>The words in a body of any kind: a member of JSON, the title of a page, plain text.</summary>
    /// <param name="body">The body, UTF-8.</param>
    /// <returns>One line of some length; null if there are no words.</returns>
    internal static string? In(Octets body)
    {
        ReadOnlySpan<byte> start = body.Span.TrimStart(" \t\r\n\uFEFF"u8);
        if (start.IsEmpty || start[..Math.Min(start.Length, LooksLikeText)].Contains((byte)0)) return null;
        string words = start[0] is (byte)'{' or (byte)'[' or (byte)'"' ? InJson(body) : InText(Encoding.UTF8.GetString(start[..Math.Min(start.Length, LongestText)]));
        string line = OneLine.Of(words);
        return line.Length == 0 ? null : line;
    }

    /// <summary>" It says: …" to put behind a sentence; empty where a body has no words.</summary>
    internal static string Quote(Octets body) => In(body) is { } words ? $" It says: {words}" : "";

    /// <summary>The same of a body that is no good answer; nothing of one that is a good answer for the most part.</summary>
    internal static string QuoteUnlessAnswer(Octets body) => HeaderOf(body) is { IsSuccess: true } ? "" : Quote(body);

    private static string InJson(Octets body)
    {
        if (HeaderOf(body)?.StatusCodeData is { Code: { IsEmpty: false } code } data) return $"{code} ({code.Description}){(data.Message is null ? "" : $": {data.Message}")}";
        try
        {
            using JsonDocument document = JsonDocument.Parse(WithoutMark(body).Memory);
            return InJson(document.RootElement) ?? document.RootElement.GetRawText();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON after all, or with escapes that form no text.
            return InText(Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, LongestText)]));
        }
    }

    /// <summary>The first member that is named as people name such members, here or further in; null where there is none.</summary>
    private static string? InJson(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String) return json.GetString();
        if (json.ValueKind == JsonValueKind.Array) return json.EnumerateArray().Select(InJson).FirstOrDefault(words => words is not null);
        if (json.ValueKind != JsonValueKind.Object) return null;
        JsonProperty[] members = [.. json.EnumerateObject()];
        string?[] found = [.. s_names.Select(name => Array.Find(members, member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)))
            .Where(member => member.Value.ValueKind != JsonValueKind.Undefined).Select(member => InJson(member.Value))];
        string? best = Array.Find(found, words => !string.IsNullOrWhiteSpace(words));
        return best ?? members.Where(member => member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            .Select(member => InJson(member.Value)).FirstOrDefault(words => !string.IsNullOrWhiteSpace(words));
    }

    private static string InText(string text)
    {
        if (!Markup().IsMatch(text)) return text;
        if (Title().Match(text) is { Success: true } title && title.Groups[1].Value.Trim().Length > 0) return WebUtility.HtmlDecode(title.Groups[1].Value);
        if (Heading().Match(text) is { Success: true } heading && heading.Groups[1].Value.Trim().Length > 0) text = heading.Groups[1].Value;
        return WebUtility.HtmlDecode(Tag().Replace(Unseen().Replace(text, " "), " "));
    }

    /// <summary>The header of SGP.22, where there is one; null otherwise.</summary>
    private static ResponseHeader? HeaderOf(Octets body)
    {
        try
        {
            return RspJson.ReadResponse(body);
        }
        catch (RspMessageException)
        {
            return null;
        }
    }

    private static Octets WithoutMark(Octets body) => body.Span.StartsWith("\uFEFF"u8) ? body.Slice(3) : body;

    // What says most first. Each is somebody's: RFC 9457, OAuth, Spring, Express, and servers of remote provisioning.
    private static readonly string[] s_names =
    [
        "message", "error_description", "errorMessage", "detail", "details", "error", "errors", "description", "reason", "title", "msg", "statusMessage", "fault",
    ];

    private const int LooksLikeText = 1024;
    private const int LongestText = 64 * 1024;

    [GeneratedRegex(@"^\s*<|<(?:!doctype|html|head|body|title|h1|\?xml)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex(@"<title[^>]*>([^<]*)<", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Title();

    [GeneratedRegex(@"<h1[^>]*>([^<]*)<", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<(script|style)\b[^>]*>[\s\S]*?</(script|style)>|<!--[\s\S]*?-->", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Unseen();

    [GeneratedRegex("<[^>]*>?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}

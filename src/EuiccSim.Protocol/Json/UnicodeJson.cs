using System.Text.Json;

namespace EuiccSim.Protocol.Json;

/// <summary>
/// JSON whose texts are texts. The platform takes half a pair of surrogates ("\ud800") when it parses, in a value or in a member's name, and
/// throws where the text is first looked at: who reads would have to expect it at each member.
/// </summary>
internal static class UnicodeJson
{
    /// <summary>The document.</summary>
    /// <param name="json">All of it.</param>
    /// <param name="options">How it may be written.</param>
    /// <param name="namesOnly">True: who reads looks at the values itself, and can say better where one is wrong.</param>
    /// <exception cref="JsonException">It is no JSON, or a text in it is not Unicode.</exception>
    internal static JsonDocument Parse(ReadOnlyMemory<byte> json, JsonDocumentOptions options = default, bool namesOnly = false)
    {
        // Before it is parsed: looking for names that come twice looks at them.
        Check(json.Span, options, namesOnly);
        return JsonDocument.Parse(json, options);
    }

    // Only a text with escapes, or with octets that are no UTF-8, can be none.
    private static void Check(ReadOnlySpan<byte> json, JsonDocumentOptions options, bool namesOnly)
    {
        Utf8JsonReader reader = new(json, new()
        {
            AllowTrailingCommas = options.AllowTrailingCommas,
            CommentHandling = options.CommentHandling,
            MaxDepth = options.MaxDepth,
        });
        while (reader.Read())
        {
            bool isLookedAt = reader.TokenType == JsonTokenType.PropertyName || (reader.TokenType == JsonTokenType.String && !namesOnly);
            if (!isLookedAt) continue;
            if (reader.ValueIsEscaped || !System.Text.Unicode.Utf8.IsValid(reader.ValueSpan)) CheckText(ref reader);
        }
    }

    private static void CheckText(ref Utf8JsonReader reader)
    {
        try
        {
            _ = reader.GetString();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException($"a text at octet {reader.TokenStartIndex} is not Unicode", e);
        }
    }
}

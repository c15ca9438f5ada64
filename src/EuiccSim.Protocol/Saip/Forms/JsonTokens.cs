using System.Text;
using System.Text.Json;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>A token of JSON.</summary>
/// <param name="Kind">What it is; None at the end.</param>
/// <param name="Start">The character where it begins.</param>
/// <param name="Text">A text, a member's name, a number.</param>
internal readonly record struct JsonToken(JsonTokenType Kind, int Start, string Text)
{
    /// <summary>For a message: a value can be a secret, and is not told.</summary>
    public override string ToString() => Kind switch
    {
        JsonTokenType.None => "the end of the text",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.EndObject => "the end of the object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.EndArray => "the end of the array",
        JsonTokenType.String => ValueNotationToken.Hidden("text", Text),
        JsonTokenType.PropertyName => $"the member \"{ValueNotationToken.Shorten(Text)}\"",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        _ => "a number",
    };
}

/// <summary>The tokens of a JSON text, with their places. RFC 8259; comments are let pass.</summary>
internal static class JsonTokens
{
    /// <exception cref="ProfileTextException">The text is no JSON.</exception>
    internal static List<JsonToken> Of(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Utf8JsonReader reader = new(utf8, new() { CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaximumDepth });
        List<JsonToken> tokens = [];
        int at = 0, characters = 0;
        try
        {
            while (reader.Read())
            {
                // From octets to characters, once over the text.
                characters += Encoding.UTF8.GetCharCount(utf8, at, (int)reader.TokenStartIndex - at);
                at = (int)reader.TokenStartIndex;
                tokens.Add(new(reader.TokenType, characters, TextOf(ref reader)));
            }
        }
        catch (JsonException fault)
        {
            throw new ProfileTextException(
                PlaceOf(fault, utf8),
                reader.CurrentDepth >= MaximumDepth ? "this is nested deeper than any package" : "this is no JSON: a quote, a comma, a colon or a bracket is missing or too many near here");
        }
        catch (InvalidOperationException)
        {
            // Half a pair of surrogates.
            throw new ProfileTextException(TextPosition.At(text, characters), "this text has an escape (\\u…) that is no character");
        }
        tokens.Add(new(JsonTokenType.None, text.Length, ""));
        return tokens;
    }

    /// <summary>The platform counts octets in the line.</summary>
    private static TextPosition PlaceOf(JsonException fault, ReadOnlySpan<byte> utf8)
    {
        int line = (int)(fault.LineNumber ?? 0);
        for (int passed = 0; passed < line; passed++) utf8 = utf8[(utf8.IndexOf((byte)'\n') + 1)..];
        return new(line + 1, Encoding.UTF8.GetCharCount(utf8[..Math.Min((int)(fault.BytePositionInLine ?? 0), utf8.Length)]) + 1);
    }

    private static string TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => reader.GetString()!,
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => "",
    };

    private const int MaximumDepth = 64;
}

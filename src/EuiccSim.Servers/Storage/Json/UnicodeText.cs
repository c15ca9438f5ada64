using System.Text.Json;
using System.Text.Json.Serialization;

namespace EuiccSim.Servers.Storage.Json;

/// <summary>Texts as they are. One that is not Unicode, with half a pair of surrogates, would be written as another: it is refused.</summary>
internal sealed class UnicodeText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("this is no text");
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(NoUnicode, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        for (int i = 0; i < value.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
            if (isPair) i++;
            else if (char.IsSurrogate(value[i])) throw new JsonException(NoUnicode);
        }
        writer.WriteStringValue(value);
    }

    private const string NoUnicode = "a text in it is not Unicode: half of a pair of surrogates stands alone";
}

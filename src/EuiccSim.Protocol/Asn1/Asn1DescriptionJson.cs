using System.Text.Json;

namespace EuiccSim.Protocol.Asn1;

/// <summary>A description as JSON: what has named parts is an object, a list an array, anything else a text.</summary>
public static class Asn1DescriptionJson
{
    /// <summary>Writes a description as a member of the object that is open.</summary>
    public static void WriteMember(this Asn1Description description, Utf8JsonWriter json)
    {
        json.WritePropertyName(description.Name);
        description.WriteValue(json);
    }

    /// <summary>Writes a description without its name.</summary>
    public static void WriteValue(this Asn1Description description, Utf8JsonWriter json)
    {
        if (description.Text is { } text) json.WriteStringValue(text);
        else WriteParts(json, description.Parts, description.IsList);
    }

    /// <summary>Writes parts as an object, or as an array.</summary>
    public static void WriteParts(Utf8JsonWriter json, SequenceOf<Asn1Description> parts, bool isList)
    {
        if (isList) json.WriteStartArray();
        else json.WriteStartObject();
        foreach (Asn1Description part in parts)
        {
            if (!isList) json.WritePropertyName(part.Name);
            part.WriteValue(json);
        }
        if (isList) json.WriteEndArray();
        else json.WriteEndObject();
    }
}

using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Values in JSON as ITU-T X.697 has them; a named number by its name.</summary>
/// <param name="json">Where it goes.</param>
internal sealed class JsonNotationWriter(Utf8JsonWriter json) : INotationWriter
{
    public void Octets(Octets value) => json.WriteStringValue(value.ToString());

    public void Text(string value) => json.WriteStringValue(value);

    public void Boolean(bool value) => json.WriteBooleanValue(value);

    public void Null() => json.WriteNullValue();

    public void Number(long value, string? name)
    {
        if (name is null) json.WriteNumberValue(value);
        else json.WriteStringValue(name);
    }

    public void ObjectIdentifier(string dotted) => json.WriteStringValue(dotted);

    public void BeginSequence() => json.WriteStartObject();

    public void Member(string name) => json.WritePropertyName(name);

    public void EndSequence() => json.WriteEndObject();

    public void BeginList() => json.WriteStartArray();

    public void Element()
    {
        // The commas are the writer's.
    }

    public void EndList() => json.WriteEndArray();

    public void BeginChoice(string name)
    {
        json.WriteStartObject();
        json.WritePropertyName(name);
    }

    public void EndChoice() => json.WriteEndObject();
}

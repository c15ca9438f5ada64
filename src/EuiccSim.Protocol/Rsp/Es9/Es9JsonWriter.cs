using System.Formats.Asn1;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>Adds fields to a JSON object in the forms that SGP.22 gives them. SGP.22 v2.5 §6.5.2.</summary>
public readonly struct Es9JsonWriter
{
    private readonly Utf8JsonWriter _json;

    internal Es9JsonWriter(Utf8JsonWriter json) => _json = json;

    /// <summary>Text.</summary>
    public void Text(string name, string value) => _json.WriteString(name, value);

    /// <summary>Text, if there is any.</summary>
    public void OptionalText(string name, string? value)
    {
        if (value is not null) _json.WriteString(name, value);
    }

    /// <summary>True or false.</summary>
    public void Boolean(string name, bool value) => _json.WriteBoolean(name, value);

    /// <summary>A whole number.</summary>
    public void Integer(string name, int value) => _json.WriteNumber(name, value);

    /// <summary>An object within.</summary>
    public void Object(string name, Action<Es9JsonWriter> write)
    {
        _json.WriteStartObject(name);
        write(this);
        _json.WriteEndObject();
    }

    /// <summary>Octets in base64.</summary>
    public void Base64(string name, Octets value) => _json.WriteBase64String(name, value.Span);

    /// <summary>A transaction identifier in hexadecimal digits.</summary>
    public void TransactionId(string name, TransactionId value) => _json.WriteString(name, value.ToString());

    /// <summary>A whole TLV in base64, as it came.</summary>
    public void Der<T>(string name, Signed<T> value)
        where T : IAsn1<T> => Base64(name, value.Encoded);

    /// <summary>A certificate in base64.</summary>
    public void Certificate(string name, Certificate value) => Base64(name, value.Encoded);

    /// <summary>A signature: a TLV '5F37' in base64.</summary>
    public void Signature(string name, Octets value) => OctetString(name, value, Es9JsonReader.SignatureTag);

    /// <summary>A key identifier: a TLV '04' in base64.</summary>
    public void KeyIdentifier(string name, Octets value) => OctetString(name, value, Asn1Tag.PrimitiveOctetString);

    /// <summary>A list of objects.</summary>
    public void List<T>(string name, SequenceOf<T> items, Action<Es9JsonWriter, T> write)
    {
        _json.WriteStartArray(name);
        foreach (T item in items.Span)
        {
            _json.WriteStartObject();
            write(this, item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void OctetString(string name, Octets value, Asn1Tag tag)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteOctetString(value.Span, tag);
        _json.WriteBase64String(name, writer.Encode());
    }
}

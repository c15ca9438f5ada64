using System.Formats.Asn1;
using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>Adds fields to a JSON object in the forms that SGP.22 gives them. SGP.22 v2.5 §6.5.2.</summary>
public readonly struct JsonObjectWriter
{
    private readonly Utf8JsonWriter _json;

    internal JsonObjectWriter(Utf8JsonWriter json) => _json = json;

    // Tag and length of a TLV.
    private const int LongestHeader = 8;

    /// <summary>Text.</summary>
    public void Text(string name, string value) => _json.WriteString(name, value);

    /// <summary>True or false.</summary>
    public void Boolean(string name, bool value) => _json.WriteBoolean(name, value);

    /// <summary>A whole number.</summary>
    public void Integer(string name, int value) => _json.WriteNumber(name, value);

    /// <summary>An ICCID: its digits.</summary>
    public void Iccid(string name, Iccid value) => _json.WriteString(name, value.Digits);

    /// <summary>An EID: its digits.</summary>
    public void Eid(string name, Eid value) => _json.WriteString(name, value.Digits);

    /// <summary>A time, in whole seconds of UTC (W3C).</summary>
    public void Time(string name, DateTimeOffset value) =>
        _json.WriteString(name, value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>One of two words.</summary>
    public void Words(string name, bool value, string whenTrue, string whenFalse) => _json.WriteString(name, value ? whenTrue : whenFalse);

    /// <summary>An object within.</summary>
    public void Object<T>(string name, T value)
        where T : IRspJson<T>
    {
        _json.WriteStartObject(name);
        value.Write(this);
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

    /// <summary>A list of objects.</summary>
    public void List<T>(string name, SequenceOf<T> items)
        where T : IRspJson<T>
    {
        _json.WriteStartArray(name);
        foreach (T item in items.Span)
        {
            _json.WriteStartObject();
            item.Write(this);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    /// <summary>A whole TLV in base64.</summary>
    public void Tlv(string name, Octets value, Asn1Tag tag)
    {
        AsnWriter writer = new(AsnEncodingRules.DER, value.Length + LongestHeader);
        writer.WriteOctetString(value.Span, tag);
        _json.WriteBase64String(name, writer.Encode());
    }
}

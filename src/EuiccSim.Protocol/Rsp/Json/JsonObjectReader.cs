using System.Formats.Asn1;
using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>Takes fields from a JSON object in the forms that SGP.22 gives them (v2.5 §6.5.2). Fields that are not asked for are passed over.</summary>
public readonly struct JsonObjectReader
{
    private readonly JsonElement _object;
    private readonly string _path;

    internal JsonObjectReader(JsonElement json, string path)
    {
        _object = json.ValueKind == JsonValueKind.Object
            ? json
            : throw new RspMessageException($"{(path.Length == 0 ? "the body" : path)} is no JSON object");
        _path = path;
    }

    /// <summary>True if a field is there and not null.</summary>
    public bool Has(string name) => _object.TryGetProperty(name, out JsonElement field) && field.ValueKind != JsonValueKind.Null;

    /// <summary>An object within.</summary>
    public JsonObjectReader Object(string name) => new(Field(name), At(name));

    /// <summary>Text.</summary>
    public string Text(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.String ? field.GetString()! : throw Wrong(name, "is no string");
    }

    /// <summary>True or false.</summary>
    public bool Boolean(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.GetBoolean() : throw Wrong(name, "is neither true nor false");
    }

    /// <summary>A whole number.</summary>
    public int Integer(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out int value) ? value : throw Wrong(name, "is no whole number");
    }

    /// <summary>An ICCID: decimal digits, of which a filler 'F' may be the last.</summary>
    public Iccid Iccid(string name)
    {
        string text = Text(name);
        try
        {
            return Identifiers.Iccid.FromDigits(text.Length > 0 && text[^1] is 'F' or 'f' ? text[..^1] : text);
        }
        catch (FormatException fault)
        {
            throw Wrong(name, fault.Message, fault);
        }
    }

    /// <summary>An EID: 32 decimal digits.</summary>
    public Eid Eid(string name)
    {
        try
        {
            return Identifiers.Eid.FromDigits(Text(name));
        }
        catch (FormatException fault)
        {
            throw Wrong(name, fault.Message, fault);
        }
    }

    /// <summary>A time: YYYY-MM-DDThh:mm:ssTZD (W3C).</summary>
    public DateTimeOffset Time(string name)
    {
        string text = Text(name);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw Wrong(name, $"'{text}' is no time");
    }

    /// <summary>One of two words.</summary>
    public bool Words(string name, string whenTrue, string whenFalse)
    {
        string text = Text(name);
        if (text == whenTrue) return true;
        return text == whenFalse ? false : throw Wrong(name, $"'{text}' is neither {whenTrue} nor {whenFalse}");
    }

    /// <summary>Octets in base64.</summary>
    public Octets Base64(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.String && field.TryGetBytesFromBase64(out byte[]? octets)
            ? Octets.Wrap(octets)
            : throw Wrong(name, "is no base64 string");
    }

    /// <summary>A transaction identifier in hexadecimal digits.</summary>
    public TransactionId TransactionId(string name)
    {
        try
        {
            return Identifiers.TransactionId.Parse(Text(name));
        }
        catch (FormatException fault)
        {
            throw Wrong(name, fault.Message, fault);
        }
    }

    /// <summary>A whole TLV in base64, kept as it came.</summary>
    public Signed<T> Der<T>(string name)
        where T : IAsn1<T>
    {
        try
        {
            return Asn1Codec.Decode<Signed<T>>(Base64(name));
        }
        catch (Asn1ContentException fault)
        {
            throw Wrong(name, fault.Message, fault);
        }
    }

    /// <summary>A whole TLV in base64, kept as it came and read in a way of its own.</summary>
    public Signed<T> Der<T>(string name, Func<Octets, T> read)
        where T : IAsn1<T>
    {
        try
        {
            return Signed<T>.Read(Base64(name), read);
        }
        catch (Asn1ContentException fault)
        {
            throw Wrong(name, fault.Message, fault);
        }
    }

    /// <summary>A certificate in base64.</summary>
    public Certificate Certificate(string name)
    {
        try
        {
            return Asn1Codec.Decode<Certificate>(Base64(name));
        }
        catch (Asn1ContentException fault)
        {
            throw Wrong(name, fault.Message, fault);
        }
    }

    /// <summary>An object within, as a message or a part of one.</summary>
    public T Object<T>(string name)
        where T : IRspJson<T> => T.Read(Object(name));

    /// <summary>A list of objects.</summary>
    public SequenceOf<T> List<T>(string name)
        where T : IRspJson<T>
    {
        JsonElement field = Field(name);
        if (field.ValueKind != JsonValueKind.Array) throw Wrong(name, "is no list");
        List<T> items = [];
        foreach (JsonElement item in field.EnumerateArray()) items.Add(T.Read(new(item, $"{At(name)}[{items.Count}]")));
        return SequenceOf.From(items);
    }

    /// <summary>The value of a TLV in base64.</summary>
    public Octets Tlv(string name, Asn1Tag tag)
    {
        try
        {
            AsnReader reader = new(Base64(name).Memory, AsnEncodingRules.BER);
            Octets value = Asn1Primitive.ReadOctets(reader, tag);
            reader.ThrowIfNotEmpty();
            return value;
        }
        catch (AsnContentException fault)
        {
            throw Wrong(name, FaultWords.Of(fault), fault);
        }
    }

    /// <summary>A field as text whatever its kind, as servers in the field write numbers, lists and objects where text should be; null for none.</summary>
    internal string? Loose(string name) => _object.TryGetProperty(name, out JsonElement field) ? TextOf(field) : null;

    /// <summary>The fields that have none of these names, and are neither objects nor lists, each as text.</summary>
    internal IEnumerable<(string Name, string Text)> Others(string[] names)
    {
        foreach (JsonProperty member in _object.EnumerateObject())
        {
            if (names.Contains(member.Name) || member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) continue;
            if (TextOf(member.Value) is { Length: > 0 } text) yield return (member.Name, text);
        }
    }

    /// <summary>An object within, or the first of a list; null for what is neither.</summary>
    internal JsonObjectReader? LooseObject(string name)
    {
        JsonElement field = Field(name);
        if (field.ValueKind == JsonValueKind.Array && field.GetArrayLength() > 0) field = field[0];
        return field.ValueKind == JsonValueKind.Object ? new(field, At(name)) : null;
    }

    private static string? TextOf(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => field.GetString(),
        _ => field.GetRawText(),
    };

    private JsonElement Field(string name) =>
        _object.TryGetProperty(name, out JsonElement field) ? field : throw Wrong(name, "is missing");

    internal RspMessageException Wrong(string name, string reason, Exception? inner = null) => new($"{At(name)}: {reason}", inner);

    private string At(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}

using System.Formats.Asn1;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>Takes fields from a JSON object in the forms that SGP.22 gives them (v2.5 §6.5.2). Fields that are not asked for are passed over.</summary>
public readonly struct Es9JsonReader
{
    private readonly JsonElement _object;
    private readonly string _path;

    internal Es9JsonReader(JsonElement json, string path)
    {
        _object = json.ValueKind == JsonValueKind.Object
            ? json
            : throw new Es9MessageException($"{(path.Length == 0 ? "the body" : path)} is no JSON object");
        _path = path;
    }

    /// <summary>True if a field is there and not null.</summary>
    public bool Has(string name) => _object.TryGetProperty(name, out JsonElement field) && field.ValueKind != JsonValueKind.Null;

    /// <summary>An object within.</summary>
    public Es9JsonReader Object(string name) => new(Field(name), At(name));

    /// <summary>Text.</summary>
    public string Text(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.String ? field.GetString()! : throw Wrong(name, "is no string");
    }

    /// <summary>Text that may be absent.</summary>
    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

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

    /// <summary>An EID that may be absent.</summary>
    public Eid? OptionalEid(string name) => Has(name) ? Eid(name) : null;

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

    /// <summary>Metadata of a profile in base64, as far as they can be read.</summary>
    internal Signed<StoreMetadataRequest> Metadata(string name)
    {
        try
        {
            return Signed<StoreMetadataRequest>.Read(Base64(name), StoreMetadataRequest.ForDisplay);
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

    /// <summary>A signature: the value of a TLV '5F37' in base64.</summary>
    public Octets Signature(string name) => OctetString(name, SignatureTag);

    /// <summary>A key identifier: the value of a TLV '04' in base64.</summary>
    public Octets KeyIdentifier(string name) => OctetString(name, Asn1Tag.PrimitiveOctetString);

    /// <summary>A list of objects.</summary>
    public SequenceOf<T> List<T>(string name, Func<Es9JsonReader, T> read)
    {
        JsonElement field = Field(name);
        if (field.ValueKind != JsonValueKind.Array) throw Wrong(name, "is no list");
        List<T> items = [];
        foreach (JsonElement item in field.EnumerateArray()) items.Add(read(new(item, $"{At(name)}[{items.Count}]")));
        return SequenceOf.From(items);
    }

    private Octets OctetString(string name, Asn1Tag tag)
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
            throw Wrong(name, fault.Message, fault);
        }
    }

    private JsonElement Field(string name) =>
        _object.TryGetProperty(name, out JsonElement field) ? field : throw Wrong(name, "is missing");

    private Es9MessageException Wrong(string name, string reason, Exception? inner = null) => new($"{At(name)}: {reason}", inner);

    private string At(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    internal static readonly Asn1Tag SignatureTag = new(TagClass.Application, 55);
}

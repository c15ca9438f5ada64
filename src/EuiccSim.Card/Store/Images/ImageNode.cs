using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Store.Images;

/// <summary>A value in a card image, and where it stands. Whatever is not as asked for is a <see cref="CardImageException"/>.</summary>
internal readonly struct ImageNode
{
    private readonly JsonElement _element;
    private readonly string _path;
    private readonly string _place;

    internal ImageNode(JsonElement element, string path, string place) => (_element, _path, _place) = (element, path, place);

    /// <summary>A member that must be there.</summary>
    internal ImageNode this[string name] => Optional(name) ?? throw Within(name).Fault("this is missing");

    /// <summary>A member, or null where it is absent or null.</summary>
    internal ImageNode? Optional(string name)
    {
        Require(JsonValueKind.Object);
        bool isThere = _element.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null;
        return isThere ? new(member, _path, Within(name)._place) : null;
    }

    /// <summary>Refuses members with other names: one that is spelled wrongly would be passed over.</summary>
    internal ImageNode Only(params ReadOnlySpan<string> names)
    {
        foreach ((string name, ImageNode member) in Members())
        {
            if (!names.Contains(name)) throw member.Fault("there is no such member");
        }
        return this;
    }

    internal List<(string Name, ImageNode Value)> Members()
    {
        Require(JsonValueKind.Object);
        List<(string, ImageNode)> members = [];
        foreach (JsonProperty member in _element.EnumerateObject())
        {
            string name = Decoded(() => member.Name);
            members.Add((name, new(member.Value, _path, Within(name)._place)));
        }
        return members;
    }

    internal List<ImageNode> Items()
    {
        Require(JsonValueKind.Array);
        List<ImageNode> items = [];
        foreach (JsonElement item in _element.EnumerateArray()) items.Add(new(item, _path, $"{_place}[{items.Count}]"));
        return items;
    }

    internal string Text()
    {
        Require(JsonValueKind.String);
        JsonElement element = _element;
        return Decoded(() => element.GetString()!);
    }

    internal bool Flag()
    {
        if (_element.ValueKind is JsonValueKind.True or JsonValueKind.False) return _element.GetBoolean();
        throw Fault("this is true or false");
    }

    internal long Number(long minimum, long maximum)
    {
        if (_element.ValueKind == JsonValueKind.Number && _element.TryGetInt64(out long number) && number >= minimum && number <= maximum) return number;
        throw Fault($"this is a number from {minimum} to {maximum}");
    }

    /// <summary>Octets as hexadecimal digits.</summary>
    internal Octets Octets(int minimum = 0, int maximum = int.MaxValue)
    {
        Octets octets = As(Protocol.Asn1.Octets.FromHex);
        if (octets.Length >= minimum && octets.Length <= maximum) return octets;
        throw Fault(minimum == maximum ? $"these are {minimum} octets" : $"these are {minimum} to {maximum} octets");
    }

    /// <summary>A value that is written as text.</summary>
    internal T As<T>(Func<string, T> parse)
    {
        string text = Text();
        return Checked(() => parse(text));
    }

    /// <summary>A value that is written as the octets of its encoding.</summary>
    internal T Decode<T>()
        where T : IAsn1<T>
    {
        Octets encoded = Octets();
        return Checked(() => Asn1Codec.Decode<T>(encoded));
    }

    internal ObjectIdentifier Oid()
    {
        string text = Text();
        // Whoever encodes it later must be able to.
        return Checked(() =>
        {
            new AsnWriter(AsnEncodingRules.DER).WriteObjectIdentifier(text);
            return new ObjectIdentifier(text);
        });
    }

    internal T Enumeration<T>()
        where T : struct, Enum =>
        Enum.TryParse(Text(), ignoreCase: true, out T value) ? value : throw Fault($"no {typeof(T).Name} has this name");

    /// <summary>What comes of a value's octets or text, if they are right.</summary>
    internal T Checked<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (e is FormatException or AsnContentException or CryptographicException or ArgumentException)
        {
            throw new CardImageException(_path, _place, e.Message, e);
        }
    }

    internal CardImageException Fault(string reason) => new(_path, _place, reason);

    private ImageNode Within(string name) => new(default, _path, _place.Length == 0 ? name : $"{_place}.{name}");

    private void Require(JsonValueKind kind)
    {
        if (_element.ValueKind == kind) return;
        throw Fault(kind switch
        {
            JsonValueKind.Object => "this is an object",
            JsonValueKind.Array => "this is an array",
            _ => "this is a string",
        });
    }

    /// <summary>JSON's strings are checked only when they are asked for.</summary>
    private string Decoded(Func<string> get)
    {
        try
        {
            return get();
        }
        catch (InvalidOperationException e)
        {
            throw new CardImageException(_path, _place, "this is not UTF-8", e);
        }
    }
}

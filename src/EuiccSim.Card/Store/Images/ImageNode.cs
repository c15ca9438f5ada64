using System.Buffers;
using System.Formats.Asn1;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Card.Store.Images;

/// <summary>A value in a card image, and where it stands. Whatever is not as asked for is a <see cref="CardImageException"/>.</summary>
/// <remarks>Nothing is made of it before it is asked for: an image may have a million members that are wrong.</remarks>
internal readonly struct ImageNode
{
    private readonly JsonElement _element;
    private readonly ImagePlace _outer;
    private readonly string? _name;
    private readonly int _index;

    private ImageNode(JsonElement element, ImagePlace outer, string? name, int index) =>
        (_element, _outer, _name, _index) = (element, outer, name, index);

    /// <summary>All of an image.</summary>
    internal static ImageNode Root(JsonElement element, string path) => new(element, new(path, null, null, 0), null, -1);

    private ImagePlace Place => _name is null && _index < 0 ? _outer : new(_outer.File, _outer, _name, _index);

    /// <summary>A member that must be there.</summary>
    internal ImageNode this[string name] => Required(name, "this is missing");

    /// <summary>The same, with words for where it is not.</summary>
    internal ImageNode Required(string name, string otherwise) => Optional(name) ?? throw new ImageNode(default, Place, name, -1).Fault(otherwise);

    /// <summary>A member, or null where it is absent or null.</summary>
    internal ImageNode? Optional(string name)
    {
        Require(JsonValueKind.Object);
        bool isThere = _element.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null;
        return isThere ? new(member, Place, name, -1) : null;
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

    internal IEnumerable<(string Name, ImageNode Value)> Members()
    {
        Require(JsonValueKind.Object);
        ImagePlace place = Place;
        foreach (JsonProperty member in _element.EnumerateObject())
        {
            string name = NameOf(member);
            yield return (name, new(member.Value, place, name, -1));
        }
    }

    /// <summary>The number of items.</summary>
    internal int Count
    {
        get
        {
            Require(JsonValueKind.Array);
            return _element.GetArrayLength();
        }
    }

    internal IEnumerable<ImageNode> Items()
    {
        Require(JsonValueKind.Array);
        ImagePlace place = Place;
        int index = 0;
        foreach (JsonElement item in _element.EnumerateArray()) yield return new(item, place, null, index++);
    }

    internal string Text()
    {
        Require(JsonValueKind.String);
        // JSON's strings are checked only when they are asked for.
        try
        {
            return _element.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw NotUtf8(e);
        }
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
        Require(JsonValueKind.String);
        Octets octets = TryReadHex(out byte[] plain) ? Protocol.Asn1.Octets.Wrap(plain) : As(Protocol.Asn1.Octets.FromHex);
        if (octets.Length >= minimum && octets.Length <= maximum) return octets;
        throw Fault(minimum == maximum ? $"these are {minimum} octets" : $"these are {minimum} to {maximum} octets");
    }

    /// <summary>Reads the digits where they stand: the text of a package is not made a string first. False if they are not plain.</summary>
    private bool TryReadHex(out byte[] octets)
    {
        ReadOnlySpan<byte> digits = JsonMarshal.GetRawUtf8Value(_element)[1..^1];
        octets = digits.Length % 2 == 0 ? new byte[digits.Length / 2] : [];
        return digits.Length % 2 == 0 && Convert.FromHexString(digits, octets, out _, out _) == OperationStatus.Done;
    }

    /// <summary>A value that is written as text.</summary>
    internal T As<T>(Func<string, T> parse)
    {
        string text = Text();
        return Checked(() => parse(text));
    }

    /// <summary>A value with a reader of its own for JSON.</summary>
    internal T ReadBy<T>(Func<JsonElement, T> read)
    {
        JsonElement element = _element;
        return Checked(() => read(element));
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
            throw new CardImageException(_outer.File, Place.ToString(), FaultWords.Of(e), e);
        }
    }

    internal CardImageException Fault(string reason) => new(_outer.File, Place.ToString(), reason);

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

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException e)
        {
            throw NotUtf8(e);
        }
    }

    private CardImageException NotUtf8(InvalidOperationException cause) => new(_outer.File, Place.ToString(), "this is not UTF-8", cause);
}

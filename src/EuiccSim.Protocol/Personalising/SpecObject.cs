using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Personalising;

/// <summary>
/// An object of a specification: members that are known, each once, and of the kind that they should be. Faults name the member with its path, and tell
/// no value that can be a secret, or stand where one should.
/// </summary>
internal sealed class SpecObject
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly string _path;

    /// <exception cref="SpecException">It is no object, or a member is not known, double or null.</exception>
    internal SpecObject(JsonElement json, string path, params ReadOnlySpan<string> known)
    {
        _path = path;
        if (json.ValueKind != JsonValueKind.Object) throw new SpecException(path.Length == 0 ? "it is no JSON object" : $"\"{path}\" is {JsonKinds.Of(json.ValueKind)}, and should be an object");
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (!known.IsEmpty && !known.Contains(member.Name)) throw Unknown(member.Name, known.ToArray());
            if (!_members.TryAdd(member.Name, member.Value)) throw new SpecException($"\"{PathOf(member.Name)}\" comes twice");
            if (member.Value.ValueKind == JsonValueKind.Null) throw new SpecException($"\"{PathOf(member.Name)}\" is null, and should be left out");
        }
    }

    /// <summary>The names of the members that are there.</summary>
    internal IEnumerable<string> Names => _members.Keys;

    internal bool Has(string name) => _members.ContainsKey(name);

    internal JsonElement? Value(string name) => _members.TryGetValue(name, out JsonElement value) ? value : null;

    internal SpecObject? Object(string name, params ReadOnlySpan<string> known) => Value(name) is { } value ? new(value, PathOf(name), known) : null;

    internal string? Text(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => throw new SpecException($"\"{PathOf(name)}\" is no text: it is {JsonKinds.Of(other.ValueKind)}, and should be in quotation marks"),
    };

    internal bool? Flag(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw Kind(name, other, "true or false"),
    };

    /// <summary>A whole number, also as a text of its digits.</summary>
    internal long? Number(string name, long least, long most)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String)) throw Kind(name, value, $"a number from {least} to {most}");
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        bool isGood = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most;
        // What is longer may belong to another member.
        string shown = text.Length <= ShownDigits ? text : string.Create(CultureInfo.InvariantCulture, $"one of {text.Length} characters");
        return isGood ? number : throw new SpecException($"\"{PathOf(name)}\" is a number from {least} to {most}, not {shown}");
    }

    internal Octets? Hex(string name)
    {
        if (Text(name) is not { } text) return null;
        try
        {
            return Octets.FromHex(text);
        }
        catch (FormatException fault)
        {
            throw new SpecException($"\"{PathOf(name)}\": {FaultWords.Of(fault)}", fault);
        }
    }

    /// <summary>An octet as a number, or as two hexadecimal digits.</summary>
    internal byte? Octet(string name)
    {
        if (Value(name) is not { ValueKind: JsonValueKind.String }) return (byte?)Number(name, 0, byte.MaxValue);
        return Hex(name) is [var octet] ? octet : throw new SpecException($"\"{PathOf(name)}\" is a number from 0 to 255 or two hexadecimal digits, not {Text(name)!.Length}");
    }

    /// <summary>A number in octets: a number, or hexadecimal digits of just this length.</summary>
    internal Octets? Octets48(string name) => Value(name) is { } value ? Octets48(PathOf(name), value) : null;

    internal static Octets Octets48(string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number is >= 0 and < 1L << 48)
            return Octets.FromHex(number.ToString("X12", CultureInfo.InvariantCulture));
        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is { Length: 12 } && text.All(char.IsAsciiHexDigit)
            ? Octets.FromHex(text)
            : throw new SpecException($"\"{path}\" is a number below 2^48 or 12 hexadecimal digits, not {(text is null ? JsonKinds.Of(value.ValueKind) : $"a text of {text.Length} characters")}");
    }

    /// <summary>A list of texts and numbers, or one text with commas or spaces between.</summary>
    internal IReadOnlyList<string>? Texts(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(entry => entry.ValueKind switch
        {
            JsonValueKind.String when entry.GetString() is { Length: > 0 } text => text,
            JsonValueKind.Number => entry.GetRawText(),
            _ => throw new SpecException($"\"{PathOf(name)}\" has {JsonKinds.Of(entry.ValueKind)} among its entries, which should be texts"),
        })],
        { } other => throw Kind(name, other, "a list of texts"),
    };

    internal string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    internal SpecException Kind(string name, JsonElement value, string wanted) => new($"\"{PathOf(name)}\" is {JsonKinds.Of(value.ValueKind)}, and should be {wanted}");

    private const int ShownDigits = 3;

    private SpecException Unknown(string name, string[] known)
    {
        string near = string.Join(" or ", NearWords.Of(name, known).Select(one => $"\"{one}\""));
        return new($"there is no \"{PathOf(name)}\"{(near.Length > 0 ? $", perhaps {near}" : "")}; there are {string.Join(", ", known)}");
    }
}

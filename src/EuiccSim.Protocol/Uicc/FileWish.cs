using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;

namespace EuiccSim.Protocol.Uicc;

/// <summary>What somebody wants in a transparent file or a record. All faults are told as <see cref="FormatException"/>.</summary>
/// <param name="Value">A text, named fields or a list.</param>
/// <param name="Length">The octets that there are.</param>
/// <param name="Current">What stands there: as many octets.</param>
internal sealed record FileWish(Asn1Description Value, int Length, Octets Current)
{
    /// <summary>The value, where only a text will do.</summary>
    internal string Text => Value.Text ?? throw new FormatException($"it takes a text, and no {(Value.IsList ? "list" : "object")}");

    /// <summary>True for named fields.</summary>
    internal bool HasFields => Value is { Text: null, IsList: false };

    /// <summary>The named fields.</summary>
    /// <param name="known">Those that there are.</param>
    internal FileFields Fields(params string[] known) => new(Value, known);

    /// <summary>Content with a filler to the end.</summary>
    internal Octets Fill(Octets content, byte filler = 0xFF) => Fit(content).Length == Length ? content : FileOctets.Pad(content, Length, filler);

    /// <summary>Content in the place of what stands at the beginning.</summary>
    internal Octets Overwrite(Octets content) => Octets.Concat(Fit(content), Current.Slice(content.Length));

    /// <summary>A name with 'FF' behind it.</summary>
    internal static Octets Name(string name, int length) => AlphaText.TryWrite(name, length, out Octets? coded)
        ? coded.Value
        : throw new FormatException(length == 0 ? $"there is no room for a name, '{name}'" : $"'{name}' has no room in {length} octets");

    /// <summary>A list: the entries of a list as they are, those of a text between white space, ';' and what else is named.</summary>
    internal IReadOnlyList<Asn1Description> Entries(params ReadOnlySpan<char> separators)
    {
        if (Value.IsList) return Value.Parts;
        return [.. Text.Split([' ', '\t', '\n', ';', .. separators], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(entry => Asn1Description.Of("", entry))];
    }

    /// <summary>A text of the list.</summary>
    internal static string TextOf(Asn1Description entry) => entry.Text ?? throw new FormatException("an entry of the list is no text");

    /// <summary>Entries of one length, and as many fillers as there is room for.</summary>
    internal Octets List(IEnumerable<Octets> entries, Octets filler)
    {
        Octets[] all = [.. entries];
        int room = Length / filler.Length;
        if (all.Length > room) throw new FormatException($"{all.Length} entries are too many: there is room for {room}");
        return Fill(Octets.Concat([.. all, .. Enumerable.Repeat(filler, room - all.Length)]));
    }

    /// <summary>A number in decimal.</summary>
    internal static int Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new FormatException($"'{text}' is no number from {least} to {most}");

    /// <summary>Hexadecimal digits, with or without "0x".</summary>
    internal static Octets Hex(string text, int? length = null)
    {
        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        bool isHex = digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) && (length is null || digits.Length == 2 * length);
        // Octets of any file are given so, those of keys as well: they are not told.
        return isHex ? Octets.FromHex(digits) : throw new FormatException($"a text of {digits.Length} characters is no {(length is { } octets ? $"{2 * octets} hexadecimal digits" : "pairs of hexadecimal digits")}");
    }

    private Octets Fit(Octets content) =>
        content.Length <= Length ? content : throw new FormatException($"it needs {content.Length} octets, and has {Length}");
}

/// <summary>Named fields of a wish.</summary>
internal sealed class FileFields
{
    private readonly Dictionary<string, Asn1Description> _fields = new(StringComparer.Ordinal);

    internal FileFields(Asn1Description value, string[] known)
    {
        string names = string.Join(", ", known);
        if (value.Text is not null || value.IsList) throw new FormatException($"it takes an object with {names}");
        foreach (Asn1Description part in value.Parts)
        {
            if (!known.Contains(part.Name)) throw new FormatException($"there is no \"{part.Name}\"; there are {names}");
            if (!_fields.TryAdd(part.Name, part)) throw new FormatException($"\"{part.Name}\" comes twice");
        }
    }

    internal string? Text(string name) => Find(name) is { } field ? field.Text ?? throw new FormatException($"\"{name}\" is no text") : null;

    internal string Require(string name) => Text(name) ?? throw new FormatException($"\"{name}\" is missing");

    internal bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw new FormatException($"\"{name}\" is neither true nor false"),
    };

    internal Octets? Hex(string name, int length) => Text(name) is { } text ? FileWish.Hex(text, length) : null;

    internal IReadOnlyList<Asn1Description> List(string name) => Find(name) switch
    {
        null => [],
        { IsList: true } list => list.Parts,
        _ => throw new FormatException($"\"{name}\" is no list"),
    };

    private Asn1Description? Find(string name) => _fields.GetValueOrDefault(name);
}

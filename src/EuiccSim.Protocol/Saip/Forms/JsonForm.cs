using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>
/// A package in JSON: <c>{"profilePackage": [{"header": {…}}, …]}</c>. An element that is not the DER of its value has <c>"octets"</c>
/// beside it in the same object; one without a value has nothing else.
/// </summary>
internal static partial class JsonForm
{
    internal static string Write(IReadOnlyList<Octets> elements)
    {
        ArrayBufferWriter<byte> utf8 = new();
        using (Utf8JsonWriter json = new(utf8, s_writing))
        {
            json.WriteStartObject();
            json.WriteStartArray(Package);
            foreach (Octets element in elements) WriteElement(json, element);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(utf8.WrittenSpan) + "\n";
    }

    /// <summary>True for a text that begins as a package in JSON does; an array may be a list of something else.</summary>
    /// <param name="text">The text, without white space before it.</param>
    internal static bool Begins(string text) => text[0] switch
    {
        '{' => text.Contains($"\"{Package}\"", StringComparison.Ordinal),
        '[' => FirstMember().Match(text) is { Success: true } member ? IsOfElement(member.Groups[1].Value) : IsArray(text),
        _ => false,
    };

    /// <summary>True for a text that goes on as an array does; the lines of many logs begin with a word in brackets.</summary>
    internal static bool IsArray(string text) => text.AsSpan(1).TrimStart() is [] or ['{' or '[' or ']' or '"', ..];

    private static bool IsOfElement(string member) => member == KeptWords.Member || ElementShape.ProfileElement.Components.Any(one => one.Name == member);

    /// <exception cref="ProfileTextException">The text is no package in JSON.</exception>
    internal static Octets Read(string text)
    {
        JsonNotationReader reader = new(text);
        bool isNamed = reader.TryTake(JsonTokenType.StartObject, out _);
        if (isNamed && (!reader.TryTake(JsonTokenType.PropertyName, out string name) || name != Package))
            throw reader.FaultBefore($"a package in JSON has the member \"{Package}\" and no other");
        if (!reader.TryBeginList()) throw reader.Fault($"a package in JSON is an array of elements, and here is {reader.Found}");
        List<Octets> elements = [];
        while (reader.NextElement()) elements.Add(ReadElement(reader));
        if (isNamed && !reader.TryTake(JsonTokenType.EndObject, out _)) throw reader.Fault($"a package in JSON has the member \"{Package}\" and no other");
        if (elements.Count == 0) throw reader.FaultBefore("a package has elements, and here is none");
        return Octets.Concat([.. elements]);
    }

    private static void WriteElement(Utf8JsonWriter json, Octets element)
    {
        ElementText what = ElementText.Of(element, Rendered);
        json.WriteStartObject();
        if (what.Octets is { } kept) json.WriteString(KeptWords.Member, kept.ToString());
        if (what.HasValue) new ShapeWriter(new JsonNotationWriter(json)).WriteAlternative(element, ElementShape.ProfileElement);
        json.WriteEndObject();
    }

    private static Octets ReadElement(JsonNotationReader reader)
    {
        if (!reader.TryBeginSequence()) throw reader.Fault($"an element of the package is an object, {{\"header\": …}}, and here is {reader.Found}");
        Octets? value = null, kept = null;
        int start = 0;
        while (reader.NextMember(out string name))
        {
            if (name == KeptWords.Member && kept is null) (start, kept) = (reader.Next.Start, ReadKept(reader));
            else if (value is null) value = new ShapeReader(reader).ReadAlternative(ElementName, ElementShape.ProfileElement, name);
            else throw reader.FaultBefore($"an element is one of its kind, and {ValueNotationToken.Shorten(name)} comes after another one in the same object");
        }
        if (kept is not { } octets) return value ?? throw reader.FaultBefore("an element of the package has a name, {\"header\": …}, and this object is empty");
        if (value is null) return octets;
        return ElementText.Agreed(octets, value.Value, Rendered) ?? throw reader.FaultAt(start, KeptWords.Changed("member"));
    }

    private static Octets ReadKept(JsonNotationReader reader)
    {
        int start = reader.Next.Start;
        return reader.TryOctets(out Octets kept) && ElementText.IsElement(kept) ? kept : throw reader.FaultAt(start, KeptWords.NoElement);
    }

    private static Octets Rendered(Octets element)
    {
        ArrayBufferWriter<byte> utf8 = new();
        using (Utf8JsonWriter json = new(utf8)) new ShapeWriter(new JsonNotationWriter(json)).Write(element, ElementShape.ProfileElement);
        JsonNotationReader reader = new(Encoding.UTF8.GetString(utf8.WrittenSpan));
        return new ShapeReader(reader).Read(ElementName, ElementShape.ProfileElement);
    }

    [GeneratedRegex("^\\[\\s*\\{\\s*\"([^\"]*)\"\\s*:")]
    private static partial Regex FirstMember();

    internal const string Package = "profilePackage";
    private const string ElementName = "ProfileElement";
    private static readonly JsonWriterOptions s_writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

using System.Text.Json;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Conformance.Servers.Calls;

/// <summary>
/// The members of a JSON object, read strictly: our LPA bears what servers in the field do, and a case must see it. SGP.22 v2.5 §6.5.1, §6.5.2.
/// </summary>
/// <param name="json">The object.</param>
/// <param name="path">Where it is, for people: "header.functionExecutionStatus".</param>
internal sealed class JsonFields(JsonElement json, string path)
{
    /// <summary>The object that a body is.</summary>
    internal static JsonFields Of(Octets body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.Memory);
            ExpectEachOnce(document.RootElement, "");
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(document.RootElement.Clone(), "")
                : throw Wrong("the body", "a JSON object", document.RootElement.GetRawText());
        }
        catch (JsonException fault)
        {
            throw Wrong("the body", "a JSON object in UTF-8", $"{fault.Message} in '{Shown(body)}'");
        }
        catch (InvalidOperationException fault)
        {
            // A member whose name has half of a surrogate pair, for one.
            throw Wrong("the name of a member", "Unicode text", fault.Message);
        }
    }

    /// <summary>Of a member that is there twice one reader takes the first, another the last: RFC 8259 §4.</summary>
    private static void ExpectEachOnce(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray()) ExpectEachOnce(item, path);
        }
        if (element.ValueKind != JsonValueKind.Object) return;
        HashSet<string> names = [];
        foreach (JsonProperty member in element.EnumerateObject())
        {
            string name = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (!names.Add(member.Name)) throw Wrong(name, "there once", "twice");
            ExpectEachOnce(member.Value, name);
        }
    }

    /// <summary>The names of the members.</summary>
    internal IEnumerable<string> Names => json.EnumerateObject().Select(member => member.Name);

    internal bool Has(string name) => json.TryGetProperty(name, out _);

    internal JsonFields Object(string name)
    {
        JsonElement member = Member(name);
        return member.ValueKind == JsonValueKind.Object ? new(member, At(name)) : throw Wrong(At(name), "an object", member.GetRawText());
    }

    internal IReadOnlyList<JsonFields> List(string name)
    {
        JsonElement member = Member(name);
        if (member.ValueKind != JsonValueKind.Array) throw Wrong(At(name), "a list", member.GetRawText());
        return [.. member.EnumerateArray().Select((item, index) =>
            item.ValueKind == JsonValueKind.Object ? new JsonFields(item, $"{At(name)}[{index}]") : throw Wrong($"{At(name)}[{index}]", "an object", item.GetRawText()))];
    }

    internal string Text(string name)
    {
        JsonElement member = Member(name);
        if (member.ValueKind != JsonValueKind.String) throw Wrong(At(name), "a string", member.GetRawText());
        try
        {
            return member.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            // Half of a surrogate pair, for one.
            throw Wrong(At(name), "Unicode text", fault.Message);
        }
    }

    /// <summary>A transactionId: 1 to 16 octets in hexadecimal digits.</summary>
    internal Octets TransactionId(string name)
    {
        string text = Text(name);
        bool isIdentifier = text.Length is >= 2 and <= 32 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);
        return isIdentifier ? Octets.FromHex(text) : throw Wrong(At(name), "1 to 16 octets in hexadecimal digits", $"'{text}'");
    }

    internal Octets Base64(string name)
    {
        string text = Text(name);
        byte[] octets = new byte[text.Length];
        bool isBase64 = text.Length > 0 && !text.Any(char.IsWhiteSpace) && Convert.TryFromBase64String(text, octets, out _);
        return isBase64 ? Octets.Wrap(Convert.FromBase64String(text)) : throw Wrong(At(name), "octets in base64", $"'{text}'");
    }

    /// <summary>A whole DER structure.</summary>
    internal Signed<T> Der<T>(string name)
        where T : IAsn1<T> => Strictly<T>(At(name), Base64(name));

    /// <summary>The value of a TLV.</summary>
    internal Octets Tlv(string name, int tag) => Try(At(name), $"one TLV '{tag:X2}'", Base64(name), octets =>
        TlvNode.Read(octets) is { } tlv && tlv.Tag == tag ? tlv.Value : throw new Asn1ContentException("another tag"));

    internal Certificate Certificate(string name) => Try(At(name), "a certificate", Base64(name), octets => Asn1Codec.Decode<Certificate>(octets, strict: true));

    /// <summary>A structure in DER, where BER will not do: others verify signatures over it.</summary>
    internal static Signed<T> Strictly<T>(string what, Octets octets)
        where T : IAsn1<T> => Try(what, $"{typeof(T).Name} in DER", octets, der => Asn1Codec.Decode<Signed<T>>(der, strict: true));

    private static T Try<T>(string what, string expected, Octets octets, Func<Octets, T> read)
    {
        try
        {
            return read(octets);
        }
        catch (Asn1ContentException fault)
        {
            throw Wrong(what, expected, $"{fault.Message} in {octets}");
        }
    }

    private JsonElement Member(string name) => json.TryGetProperty(name, out JsonElement member) ? member : throw Wrong(At(name), "there", "nothing");

    private string At(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static Judging.VerdictException Wrong(string what, string expected, string found) => Bench.Broken(new($"{what} is {expected}", found));

    private static string Shown(Octets body) => System.Text.Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, LongestShown)]);

    private const int LongestShown = 200;
}

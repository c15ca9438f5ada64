using System.Text;
using System.Text.Json;
using EuiccSim.Conformance.Judging;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas.Servers;

/// <summary>One HTTP request as it came from an LPA.</summary>
/// <param name="Server">The server that it came to, by its address: "localhost:8443".</param>
/// <param name="Method">"POST".</param>
/// <param name="Path">The path, with a query where there is one.</param>
/// <param name="Headers">By name, in any letter case; what came more than once is joined with commas.</param>
/// <param name="Body">The body.</param>
internal sealed record HttpPost(string Server, string Method, string Path, IReadOnlyDictionary<string, string> Headers, Octets Body)
{
    /// <summary>The last part of the path: the function, where the path is right.</summary>
    internal string Function => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>What a header says; null where it is absent.</summary>
    internal string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The text of a member of the JSON object in the body.</summary>
    internal string Member(string name) => JsonBody.Member(Body, name) ?? throw Broken($"the member {name}, a text, in the JSON object of {Function}", Encoding.UTF8.GetString(Body.Span));

    /// <summary>The octets in a member of the JSON object in the body.</summary>
    internal Octets OctetsOf(string name) => JsonBody.OctetsOf(Member(name)) ?? throw Broken($"{name} of {Function} in base64", Member(name));

    private static VerdictException Broken(string expectation, string found)
    {
        BrokenExpectation broken = new(expectation, found);
        return new(Verdict.Fail, broken.ToString(), broken);
    }
}

/// <summary>How an answer is brought to the LPA.</summary>
internal enum ReplyForm
{
    /// <summary>In one piece, with Content-Length.</summary>
    Whole,

    /// <summary>In chunks. RFC 9112 §7.1.</summary>
    Chunked,

    /// <summary>The connection ends without an answer.</summary>
    None,
}

/// <summary>What a server answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body; may be empty.</param>
internal sealed record HttpReply(int Status, Octets Body)
{
    /// <summary>The media type; null for none.</summary>
    internal string? ContentType { get; init; } = "application/json";

    /// <summary>More header lines.</summary>
    internal SequenceOf<string> Headers { get; init; } = [];

    internal ReplyForm Form { get; init; }

    /// <summary>No answer at all.</summary>
    internal static HttpReply None { get; } = new(0, default) { Form = ReplyForm.None };

    /// <summary>The octets in a member of the JSON object in the body.</summary>
    internal Octets OctetsOf(string name) => JsonBody.OctetsOf(Member(name)) ?? throw Refused(name);

    /// <summary>The text of a member of the JSON object in the body.</summary>
    internal string Member(string name) => JsonBody.Member(Body, name) ?? throw Refused(name);

    /// <summary>The servers are ours, and right: what they refuse, another case has found.</summary>
    private VerdictException Refused(string name) =>
        new(Verdict.Inconclusive, $"the server refused what the LPA sent, and did not come to {name}: {Encoding.UTF8.GetString(Body.Span)}");
}

/// <summary>Members of JSON objects, read without the messages of the product: what an LPA wrote is judged, not what a decoder makes of it.</summary>
internal static class JsonBody
{
    /// <summary>Null if there is no such text.</summary>
    internal static string? Member(Octets body, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.Memory);
            bool isText = document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String;
            return isText ? document.RootElement.GetProperty(name).GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null if it is not base64.</summary>
    internal static Octets? OctetsOf(string text)
    {
        byte[] octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out int length) ? Octets.Of(octets.AsSpan(0, length)) : null;
    }
}

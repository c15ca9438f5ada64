using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Messages;

/// <summary>What octets, or a text, are as a message of the protocol.</summary>
/// <param name="Candidates">The messages that they can be; more than one where their octets do not tell.</param>
/// <param name="Reason">Why they are none, in words for a person, with the field where reading stops; null where there is a candidate.</param>
public sealed record MessageReading(SequenceOf<DecodedMessage> Candidates, string? Reason)
{
    /// <summary>Where they are none, but begin as one: what could be read before the fault; otherwise null.</summary>
    public DecodedMessage? Readable { get; init; }

    /// <summary>The same, with profile packages and elements without their keys and PINs.</summary>
    public MessageReading WithoutSecrets() => this with { Candidates = SequenceOf.From(Candidates.Select(one => one.WithoutSecrets())), Readable = Readable?.WithoutSecrets() };

    /// <summary>All of it as lines for people: of each candidate its name and its fields, or what could be read.</summary>
    /// <param name="columns">Where a line must end; null for no such place.</param>
    public IReadOnlyList<string> ToLines(int? columns = null)
    {
        List<string> lines = [];
        if (Candidates.Count > 1) lines.Add("The octets do not tell which of these it is.");
        if (Readable is not null) lines.Add("As far as it can be read:");
        foreach (DecodedMessage one in Readable is { } readable ? [readable] : Candidates) lines.AddRange(MessageLines.Of(one, columns));
        return lines;
    }

    /// <summary>Writes the same as members of the object that is open: <c>messages</c> and, where there is one, <c>readable</c>.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteObjects("messages", Candidates, one => one.WriteMembers(json));
        if (Readable is not { } readable) return;
        json.WriteStartObject("readable");
        readable.WriteMembers(json);
        json.WriteEndObject();
    }

    internal static MessageReading None(string reason, DecodedMessage? readable = null) => new(SequenceOf<DecodedMessage>.Empty, reason) { Readable = readable };

    internal static MessageReading Of(params IEnumerable<DecodedMessage> candidates) => new(SequenceOf.From(candidates), null);
}

/// <summary>A message as named fields.</summary>
/// <param name="Name">What it is: "ES10c.EnableProfile, request", "Bound Profile Package, segment".</param>
/// <param name="Content">Its fields.</param>
public sealed record DecodedMessage(string Name, Asn1Description Content)
{
    internal DecodedMessage WithoutSecrets() => PackageFields.IsPackage(Content) ? this with { Content = SecretContents.MaskAll(Content) } : this;

    /// <summary>Writes <c>name</c> and <c>fields</c> as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteString("name", Name);
        json.WritePropertyName("fields");
        Content.WriteValue(json);
    }
}

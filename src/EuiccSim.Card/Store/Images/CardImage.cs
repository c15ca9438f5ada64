using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Json;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Card.Store.Images;

/// <summary>
/// A <see cref="CardState"/> as JSON that a person can read and change (docs/card-image.md). Of a Profile it holds the package and what has
/// changed since: reading interprets the package again, so that files and keys have one source.
/// </summary>
internal static class CardImage
{
    /// <param name="path">The file, for what is said when it fails.</param>
    /// <param name="state">The card.</param>
    /// <param name="output">Where the octets go.</param>
    /// <exception cref="CardImageException">A key cannot be exported, or a text is not Unicode.</exception>
    internal static void Write(string path, CardState state, IBufferWriter<byte> output)
    {
        using Utf8JsonWriter json = new(output, s_writing);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("formatVersion", Version);
        json.WriteString("personality", state.PersonalityName);
        if (state.OwnPersonality is { } own)
        {
            json.WritePropertyName(OwnPersonality);
            PersonalityJson.Write(json, own);
        }
        json.WriteText(path, "defaultDpAddress", state.DefaultDpAddress);
        json.WriteNumber("nextSequenceNumber", state.NextSequenceNumber);
        EuiccImage.Write(path, json, state.Euicc);
        json.WriteStartArray("profiles");
        foreach (InstalledProfile profile in state.Profiles) ProfileImage.Write(path, json, profile);
        json.WriteEndArray();
        json.WriteOctets("enabledBeforeTest", state.On(0).EnabledBeforeTest);
        PendingImage.Write(json, state);
        RevocationImage.Write(json, state.RevocationLists);
        PortImage.Write(json, state);
        json.WriteEndObject();
    }

    /// <param name="path">The file, for what is said when it fails.</param>
    /// <param name="image">Its content.</param>
    /// <param name="keys">Makes signing keys of curve and scalar.</param>
    /// <param name="cache">Where what it has in common with other cards is.</param>
    /// <param name="known">A card that was read or written before, whose chip the image has: what they have in common is not made again.</param>
    /// <exception cref="CardImageException">It is no card. No other exception leaves.</exception>
    internal static CardState Read(
        string path, ReadOnlyMemory<byte> image, Func<EcCurve, Octets, EcSigningKey> keys, CardCache cache, CardState? known = null)
    {
        using JsonDocument document = Parse(path, image);
        return Read(ImageNode.Root(document.RootElement, path), keys, cache, known);
    }

    private static JsonDocument Parse(string path, ReadOnlyMemory<byte> image)
    {
        try
        {
            return UnicodeJson.Parse(image.Span.StartsWith(ByteOrderMark) ? image[ByteOrderMark.Length..] : image, s_reading, namesOnly: true);
        }
        catch (JsonException e)
        {
            throw new CardImageException(path, "", FaultWords.Of(e), e);
        }
    }

    private static CardState Read(ImageNode node, Func<EcCurve, Octets, EcSigningKey> keys, CardCache cache, CardState? known)
    {
        if (node.Required("format", "this is missing: it is JSON, and no card image").Text() != Format) throw node["format"].Fault($"this is '{Format}' in a card image");
        if (node["formatVersion"].Number(0, int.MaxValue) is var version and not Version)
            throw node["formatVersion"].Fault($"this is version {version}; version {Version} can be read");
        node.Only("format", "formatVersion", "personality", OwnPersonality, "defaultDpAddress", "nextSequenceNumber", "euicc", "profiles",
            "enabledBeforeTest", "notifications", "pendingSwitch", "oneTimeKey", "pendingInstallation", RevocationImage.Member, PortImage.Count, PortImage.Others);
        CardState state = PendingImage.Read(node, new()
        {
            Euicc = known?.Euicc ?? EuiccImage.Read(node["euicc"], keys),
            PersonalityName = ReadPersonality(node["personality"]),
            OwnPersonality = node.Optional(OwnPersonality)?.ReadBy(PersonalityJson.Read),
            DefaultDpAddress = node.Optional("defaultDpAddress")?.Text(),
            NextSequenceNumber = node["nextSequenceNumber"].Number(0, MaximumSequenceNumber),
            RevocationLists = RevocationImage.Read(node),
        });
        state = PortImage.Read(node, state) with { Profiles = [.. node["profiles"].Items().Select(one => ProfileImage.Read(one, state.Euicc.Properties, cache, known))] };
        CheckWhole(node, state);
        return state;
    }

    private static string ReadPersonality(ImageNode node)
    {
        string name = node.Text();
        return Personality.Find(name) is not null ? name : throw node.Fault($"no personality has this name; there are {string.Join(", ", Personality.Names)}");
    }

    private const string OwnPersonality = "ownPersonality";

    /// <summary>What holds on any card, whatever commands it has seen.</summary>
    private static void CheckWhole(ImageNode node, CardState state)
    {
        ImageNode profiles = node["profiles"];
        InstalledProfile[] enabled = [.. state.Profiles.Where(profile => profile.Port is not null)];
        if (enabled.DistinctBy(profile => profile.Port).Count() < enabled.Length) throw profiles.Fault("more than one is enabled");
        if (Array.Exists(enabled, profile => profile.Port >= state.PortCount)) throw profiles.Fault("one is enabled on a port that the card has not");
        if (state.Profiles.DistinctBy(profile => profile.IsdpAid).Count() < state.Profiles.Count) throw profiles.Fault("two have the same AID");
        if (state.Profiles.DistinctBy(profile => profile.Iccid).Count() < state.Profiles.Count) throw profiles.Fault("two have the same ICCID");
        if (state.Notifications.Exists(one => one.Metadata.SeqNumber >= state.NextSequenceNumber))
            throw node["nextSequenceNumber"].Fault("a notification has this number, or a higher one");
    }

    private static readonly JsonWriterOptions s_writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions s_reading = new() { AllowDuplicateProperties = false, MaxDepth = 16 };
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];
    private const string Format = "euiccsim-card";
    private const int Version = 1;
    private const long MaximumSequenceNumber = 1L << 53;
}

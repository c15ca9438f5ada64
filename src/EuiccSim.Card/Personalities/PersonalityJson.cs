using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Card;

/// <summary>Personalities as JSON: an object with what differs from the default (docs/personalities.md, docs/personality-schema.json).</summary>
internal static class PersonalityJson
{
    private sealed record Member(string Name, Func<Personality, JsonElement, Personality> Read, Action<Utf8JsonWriter, string, Personality> Write, Func<Personality, bool> IsThere);

    /// <summary>The names of the members.</summary>
    internal static IEnumerable<string> Names => s_members.Select(member => member.Name);

    /// <exception cref="FormatException">It is no personality.</exception>
    internal static Personality Read(ReadOnlySpan<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                (json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json).ToArray(),
                new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new FormatException(FaultWords.Of(fault), fault);
        }
    }

    internal static Personality Read(JsonElement element)
    {
        Personality personality = Personality.Default;
        foreach ((string name, JsonElement value) in MembersOf(element, "the personality"))
        {
            if (s_members.FirstOrDefault(one => one.Name == name) is not { } member)
                throw new FormatException($"there is no '{name}'.{NearWords.Question(NearWords.Of(name, Names))}".TrimEnd('.', '?'));
            personality = member.Read(personality, value);
        }
        if (personality.FirstChannel > 1 && personality.FirstChannel >= personality.ChannelCount)
            throw new FormatException($"'firstChannel' is {personality.FirstChannel}, and there are {personality.ChannelCount} channels: nobody could open one");
        return personality;
    }

    internal static void Write(Utf8JsonWriter json, Personality personality)
    {
        json.WriteStartObject();
        foreach (Member member in s_members.Where(member => member.IsThere(personality))) member.Write(json, member.Name, personality);
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, JsonElement Value)> MembersOf(JsonElement element, string what)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"{what} is no object: {{…}}");
        HashSet<string> seen = [];
        foreach (JsonProperty member in element.EnumerateObject())
            yield return seen.Add(member.Name) ? (member.Name, member.Value) : throw new FormatException($"'{member.Name}' stands there twice");
    }

    private static Member Switch(string name, Func<Personality, bool> get, Func<Personality, bool, Personality> set) => new(
        name,
        (personality, value) => set(personality, value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, "true or false", value)),
        (json, member, personality) => json.WriteBoolean(member, get(personality)),
        get);

    private static Member Number(string name, int least, int most, Func<Personality, int?> get, Func<Personality, int, Personality> set, int? usual = null) => new(
        name,
        (personality, value) => set(personality, NumberOf(name, value, least, most)),
        (json, member, personality) => json.WriteNumber(member, get(personality)!.Value),
        personality => get(personality) != usual);

    private static Member Text(string name, string form, Func<Personality, string?> get, Func<Personality, string, Personality> set) => new(
        name,
        (personality, value) =>
        {
            try
            {
                return set(personality, value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException());
            }
            catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
            {
                throw Wrong(name, form, value, fault);
            }
        },
        (json, member, personality) => json.WriteString(member, get(personality)),
        personality => get(personality) is not null);

    private static int NumberOf(string name, JsonElement value, int least, int most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most
            ? number
            : throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), value);

    private static FormatException Wrong(string name, string form, JsonElement value, Exception? fault = null) => new($"'{name}' takes {form}, not {value.GetRawText()}", fault);

    private static string? NullIf(bool isUsual, string text) => isUsual ? null : text;

    private static T WordOf<T>(string text)
        where T : struct, Enum => Enum.GetValues<T>().Where(one => StandardName.Of(one) == text).Select(one => (T?)one).FirstOrDefault() ?? throw new FormatException();

    private static RefusedElement ElementOf(JsonElement element)
    {
        (int? number, PeStatusCode? status) = (null, null);
        foreach ((string name, JsonElement value) in MembersOf(element, "'refusedElement'"))
        {
            if (name == "number") number = NumberOf("refusedElement.number", value, 1, 9999);
            else if (name == "status") status = value.ValueKind == JsonValueKind.String && s_statuses.FirstOrDefault(one => StandardName.Of(one) == value.GetString()) is var found and not PeStatusCode.Ok
                ? found
                : throw Wrong("refusedElement.status", string.Join(", ", s_statuses.Select(one => StandardName.Of(one))), value);
            else throw new FormatException($"there is no '{name}' in 'refusedElement', but number and status");
        }
        return number is { } which && status is { } why ? new(which, why) : throw new FormatException("'refusedElement' has number and status");
    }

    private static CardTiming TimingOf(JsonElement element)
    {
        CardTiming timing = new();
        foreach ((string name, JsonElement value) in MembersOf(element, "'timing'"))
        {
            timing = name switch
            {
                "perOctetMicroseconds" => timing with { PerOctet = TimeSpan.FromMicroseconds(NumberOf(name, value, 0, 100_000)) },
                "authenticateServerMilliseconds" => timing with { AuthenticateServer = TimeSpan.FromMilliseconds(NumberOf(name, value, 0, 600_000)) },
                "prepareDownloadMilliseconds" => timing with { PrepareDownload = TimeSpan.FromMilliseconds(NumberOf(name, value, 0, 600_000)) },
                _ => throw new FormatException($"there is no '{name}' in 'timing', but perOctetMicroseconds, authenticateServerMilliseconds, prepareDownloadMilliseconds"),
            };
        }
        return timing;
    }

    private static void WriteElement(Utf8JsonWriter json, string name, Personality personality)
    {
        json.WriteStartObject(name);
        json.WriteNumber("number", personality.RefusedElement!.Number);
        json.WriteString("status", StandardName.Of(personality.RefusedElement.Status));
        json.WriteEndObject();
    }

    private static void WriteTiming(Utf8JsonWriter json, string name, Personality personality)
    {
        json.WriteStartObject(name);
        json.WriteNumber("perOctetMicroseconds", (int)personality.Timing!.PerOctet.TotalMicroseconds);
        json.WriteNumber("authenticateServerMilliseconds", (int)personality.Timing.AuthenticateServer.TotalMilliseconds);
        json.WriteNumber("prepareDownloadMilliseconds", (int)personality.Timing.PrepareDownload.TotalMilliseconds);
        json.WriteEndObject();
    }

    private static readonly ImmutableArray<PeStatusCode> s_statuses = [.. Enum.GetValues<PeStatusCode>().Where(one => one != PeStatusCode.Ok)];

    private static readonly ImmutableArray<Member> s_members =
    [
        Text("atr", "octets in hexadecimal digits", p => NullIf(p.Atr.IsEmpty, p.Atr.ToString()), (p, text) => p with { Atr = Octets.FromHex(text) }),
        Switch("shapesAsT0", p => p.ShapesAsT0, (p, on) => p with { ShapesAsT0 = on }),
        Switch("answersWithoutLe", p => p.AnswersWithoutLe, (p, on) => p with { AnswersWithoutLe = on }),
        Switch("refusesLeAfterData", p => p.RefusesLeAfterData, (p, on) => p with { RefusesLeAfterData = on }),
        Number("channelCount", 1, 20, p => p.ChannelCount, (p, number) => p with { ChannelCount = number }, 20),
        Number("firstChannel", 1, 19, p => p.FirstChannel, (p, number) => p with { FirstChannel = number }, 1),
        Switch("acceptsExtendedLength", p => p.AcceptsExtendedLength, (p, on) => p with { AcceptsExtendedLength = on }),
        Number("largestSegment", 16, 255, p => p.LargestSegment, (p, number) => p with { LargestSegment = number }),
        Text("largerSegment", "a status word in four hexadecimal digits", p => NullIf(p.LargerSegment == StatusWord.WrongLength, p.LargerSegment.Value.ToString("X4", CultureInfo.InvariantCulture)),
            (p, text) => p with { LargerSegment = new(ushort.Parse(text.Length == 4 ? text : "", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)) }),
        Text("isdRAid", "5 to 16 octets in hexadecimal digits", p => p.IsdRAid?.ToString(), (p, text) => p with { IsdRAid = Aid.FromHex(text) }),
        Switch("knowsProfilesByAid", p => p.KnowsProfilesByAid, (p, on) => p with { KnowsProfilesByAid = on }),
        Text("refreshFlag", "either, wanted or refused", p => NullIf(p.RefreshFlag == RefreshFlagRule.Either, StandardName.Of(p.RefreshFlag)), (p, text) => p with { RefreshFlag = WordOf<RefreshFlagRule>(text) }),
        Switch("restsAfterSwitch", p => p.RestsAfterSwitch, (p, on) => p with { RestsAfterSwitch = on }),
        Switch("wantsRefreshFirst", p => p.WantsRefreshFirst, (p, on) => p with { WantsRefreshFirst = on }),
        Switch("losesLoadWithChannel", p => p.LosesLoadWithChannel, (p, on) => p with { LosesLoadWithChannel = on }),
        Switch("answersWithinPackage", p => p.AnswersWithinPackage, (p, on) => p with { AnswersWithinPackage = on }),
        new("refusedElement", (p, value) => p with { RefusedElement = ElementOf(value) }, WriteElement, p => p.RefusedElement is not null),
        Number("failuresUntilMute", 1, 1000, p => p.FailuresUntilMute, (p, number) => p with { FailuresUntilMute = number }),
        Switch("lacksBrainpool", p => p.LacksBrainpool, (p, on) => p with { LacksBrainpool = on }),
        Text("profileVersion", "a version, \"2.1.0\"", p => p.ProfileVersion?.ToString(), (p, text) => p with { ProfileVersion = VersionType.Parse(text) }),
        Switch("wantsPort", p => p.WantsPort, (p, on) => p with { WantsPort = on }),
        Switch("keepsFirstProfile", p => p.KeepsFirstProfile, (p, on) => p with { KeepsFirstProfile = on }),
        new("timing", (p, value) => p with { Timing = TimingOf(value) }, WriteTiming, p => p.Timing is not null),
    ];
}

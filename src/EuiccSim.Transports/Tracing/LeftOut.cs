using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing;

/// <summary>Why something in a file is no record of a trace.</summary>
public enum LeftOutReason
{
    /// <summary>Only the first octets of the packet were captured.</summary>
    CutShort,

    /// <summary>GSMTAP messages of a card, on another UDP port than the one that is looked at; the detail is the port.</summary>
    OtherPort,

    /// <summary>GSMTAP of a version that is not known; the detail is the version.</summary>
    OtherVersion,

    /// <summary>GSMTAP of something else than a card, a radio interface mostly; the detail is the type.</summary>
    OtherInterface,

    /// <summary>What card and reader agree on after a reset (PPS), which is no command.</summary>
    Pps,

    /// <summary>A GSMTAP message of a card of a kind that is not known; the detail is the sub-type.</summary>
    OtherSubType,

    /// <summary>A GSMTAP message that cannot be a command with its answer, or is none at all.</summary>
    NoExchange,

    /// <summary>An answer, or a part of one, whose command is not in the file.</summary>
    NoCommand,

    /// <summary>A fragment of an IP packet whose other fragments are not in the file.</summary>
    Fragment,

    /// <summary>A PDU that Wireshark exported of another protocol; the detail is its name there.</summary>
    OtherProtocol,

    /// <summary>A packet of a link that is not known; the detail is the link type.</summary>
    OtherLink,

    /// <summary>A packet that has nothing to do with GSMTAP.</summary>
    OtherTraffic,

    /// <summary>A line that tells of something else than the line to the card; the detail is the event.</summary>
    OtherEvent,
}

/// <summary>What of a file is no record of a trace.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Detail">The port, type, version, name that it is about; null where there is none.</param>
/// <param name="Count">How many packets, or lines.</param>
public sealed record LeftOut(LeftOutReason Reason, string? Detail, int Count)
{
    /// <summary>What a person can do about it, or need not.</summary>
    public string Explanation => Reason switch
    {
        LeftOutReason.CutShort => "only the first octets were captured, so answers are missing, or commands as well. Capture again without a limit (tcpdump -s 0)",
        LeftOutReason.OtherPort => $"GSMTAP of a card on UDP port {Detail}. Read it with --port {Detail}",
        LeftOutReason.OtherVersion => $"GSMTAP of version {Detail}; versions 2 and 3 are read",
        LeftOutReason.OtherInterface => $"GSMTAP of type {Detail}, which is not of a card",
        LeftOutReason.Pps => "PPS, by which reader and card agree on their speed; these are no commands",
        LeftOutReason.OtherSubType => $"GSMTAP of a card with sub-type {Detail}, which is not known",
        LeftOutReason.NoExchange => "GSMTAP that holds no command with its answer",
        LeftOutReason.NoCommand => "an answer whose command is not in the file; the capture began too late, perhaps",
        LeftOutReason.Fragment => "a fragment of an IP packet whose other fragments are not in the file",
        LeftOutReason.OtherProtocol => $"exported by Wireshark as '{Detail}'; 'gsmtap' and 'gsm_sim' are read",
        LeftOutReason.OtherLink => $"link type {Detail} is not read. {AdviceOn(Detail)}",
        LeftOutReason.OtherTraffic => "other traffic, nothing of a card",
        _ => $"'{Detail}' events, which do not cross the line to the card",
    };

    /// <summary>"2 packets left out: GSMTAP of a card on UDP port 5001. Read it with --port 5001."</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Count} {(Reason == LeftOutReason.OtherEvent ? "line" : "packet")}{(Count == 1 ? "" : "s")} left out: {Explanation}.");

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("reason", StandardName.Of(Reason));
        if (Detail is not null) json.WriteString("detail", Detail);
        json.WriteNumber("count", Count);
        json.WriteString("explanation", Explanation);
    }

    // tcpdump.org/linktypes.html: what people have who look for a card and capture something else.
    private static string AdviceOn(string? linkType) => linkType switch
    {
        "189" or "220" or "249" or "266" => "It is USB, where a reader's traffic is CCID: record with --trace instead",
        "105" or "119" or "127" or "163" => "It is the air of a wireless network: capture on the interface that GSMTAP is sent to",
        _ => "Capture on the interface that GSMTAP is sent to, \"lo\" for one",
    };
}

/// <summary>Counts what is left out, by reason and detail.</summary>
internal sealed class LeftOutCounter
{
    private readonly List<LeftOut> _all = [];
    private readonly Dictionary<(LeftOutReason Reason, string? Detail), int> _places = [];

    internal SequenceOf<LeftOut> All => SequenceOf.From(_all);

    internal void Add(LeftOutReason reason, string? detail = null, int count = 1)
    {
        if (count == 0) return;
        // Names come from files: a file with a name for each packet must not fill the screen.
        string? kept = _all.Count < MaximumKinds || _places.ContainsKey((reason, detail)) || detail is null ? detail : "...";
        if (_places.TryGetValue((reason, kept), out int place)) _all[place] = _all[place] with { Count = _all[place].Count + count };
        else
        {
            _places.Add((reason, kept), _all.Count);
            _all.Add(new(reason, kept, count));
        }
    }

    internal void Add(LeftOutReason reason, int detail) => Add(reason, detail.ToString(CultureInfo.InvariantCulture));

    private const int MaximumKinds = 32;
}

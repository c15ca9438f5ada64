using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>A rule of SAIP that a package breaks.</summary>
/// <param name="Status">What an eUICC answers.</param>
/// <param name="Rule">The rule, in words.</param>
public sealed record ProfileFault(PeStatus Status, string Rule)
{
    /// <summary>The position of the element, from 1 on; null where no element is to blame.</summary>
    public int? Number { get; init; }

    /// <summary>What element it is; null where that cannot be told.</summary>
    public PeKind? Kind { get; init; }

    /// <summary>The identifier of the rule, "order-header-first"; null where a card said no more than a status.</summary>
    public string? RuleId { get; init; }

    /// <summary>The kind of element that is missing, where that is the fault.</summary>
    internal PeKind? Absent { get; init; }

    /// <summary>Where and what, in one line.</summary>
    public override string ToString() =>
        Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"element {number}: {Status.Status}: {Rule}") : $"{Status.Status}: {Rule}";

    /// <summary>The identification of the element, if it has one.</summary>
    public int? Identification => Status.Identification;

    /// <summary>The status as SAIP writes it: "invalid-parameter"; "status word 6A80" and the like for what has no name there.</summary>
    public string StatusName => PeStatusWords.NameOf(Status.Status);

    /// <summary>The status as SAIP numbers it.</summary>
    public int StatusNumber => (int)Status.Status;

    /// <summary>"element 3 (usim): "; empty where no element is to blame.</summary>
    public string Place => Number is { } number ? $"element {number}{(Kind is { } kind ? $" ({StandardName.Of(kind)})" : "")}: " : "";

    /// <summary>Writes element and rule as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        if (Number is { } number) json.WriteNumber("number", number);
        if (Kind is { } kind) json.WriteString("kind", StandardName.Of(kind));
        if (Identification is { } identification) json.WriteNumber("identification", identification);
        if (RuleId is not null) json.WriteString("id", RuleId);
        json.WriteString("rule", Rule);
    }

    /// <summary>A fault of an element.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="element">The element; null for none.</param>
    /// <param name="position">The element's position, from 0 on; null if it is not known.</param>
    /// <param name="sentence">The rule with what was found; null: its statement.</param>
    internal static ProfileFault Of(ProfileRule rule, ProfileElement? element = null, int? position = null, string? sentence = null) =>
        new(new() { Status = rule.Status ?? PeStatusCode.Ok, Identification = element?.PeHeader?.Identification }, sentence ?? rule.Statement)
        {
            Kind = element?.Kind,
            Number = position + 1,
            RuleId = rule.Id,
        };
}

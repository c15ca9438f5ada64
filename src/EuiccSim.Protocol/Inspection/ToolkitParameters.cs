using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Inspection;

/// <summary>UICC toolkit application specific parameters. TS 102 226 §8.2.1.3.2.2.1.</summary>
/// <param name="Priority">Level of priority; 1 is the highest, 0 reserved.</param>
/// <param name="Timers">Most timers.</param>
/// <param name="MenuTextLength">Most octets of the text of a menu entry.</param>
/// <param name="MenuEntries">Most menu entries.</param>
/// <param name="Channels">Most channels.</param>
/// <param name="MinimumSecurityLevel">The field of the minimum security level; '01' before the first octet of security parameters, or empty.</param>
/// <param name="Tars">Toolkit application references, 3 octets each.</param>
/// <param name="Services">Most services; null where the field is left out.</param>
public sealed record ToolkitParameters(int Priority, int Timers, int MenuTextLength, int MenuEntries, int Channels, Octets MinimumSecurityLevel, SequenceOf<Octets> Tars, int? Services)
{
    /// <summary>Reads the value of '80' among the UICC parameters.</summary>
    /// <returns>Null if the octets are something else.</returns>
    public static ToolkitParameters? TryRead(Octets value)
    {
        if (value.Length < 7) return null;
        int entries = value[3], at = 4 + (2 * entries);
        if (Field(value, at + 1) is not { } level || Field(value, at + 2 + level.Length) is not { } tars || tars.Length % 3 != 0) return null;
        int end = at + 3 + level.Length + tars.Length;
        if (value.Length > end + 1) return null;
        return new(value[0], value[1], value[2], entries, value[at], level,
            SequenceOf.From(Enumerable.Range(0, tars.Length / 3).Select(i => tars.Slice(3 * i, 3))), value.Length > end ? value[end] : null);
    }

    /// <summary>The minimum security level in words.</summary>
    public string SecurityWords => MinimumSecurityLevel switch
    {
        { IsEmpty: true } => "none",
        [0x01, var level] => $"{MinimumSecurityLevel.Slice(1)} ({GlobalPlatformWords.SecurityLevel(level)})",
        var other => other.ToString(),
    };

    internal void AddTo(SectionBuilder facts)
    {
        facts.Facts("TAR", [string.Join(' ', Tars)]);
        facts.Fact("minimum security", SecurityWords);
        facts.Fact("toolkit", $"priority {PinFacts.Invariant(Priority)}, timers {PinFacts.Invariant(Timers)}, menu entries {PinFacts.Invariant(MenuEntries)}"
            + $" of {PinFacts.Invariant(MenuTextLength)} octets, channels {PinFacts.Invariant(Channels)}{(Services is { } most ? $", services {PinFacts.Invariant(most)}" : "")}");
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteStrings("tars", Tars.Select(tar => tar.ToString()));
        json.WriteString("minimumSecurityLevel", MinimumSecurityLevel.ToString());
        json.WriteString("minimumSecurity", SecurityWords);
        json.WriteNumber("priority", Priority);
        json.WriteNumber("timers", Timers);
        json.WriteNumber("menuEntries", MenuEntries);
        json.WriteNumber("menuTextLength", MenuTextLength);
        json.WriteNumber("channels", Channels);
        if (Services is { } services) json.WriteNumber("services", services);
    }

    private static Octets? Field(Octets value, int at) => at < value.Length && at + 1 + value[at] <= value.Length ? value.Slice(at + 1, value[at]) : null;
}

using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Lpa.Summaries;

/// <summary>What is wrong with something that a card or server said, as people and scripts want to see it.</summary>
/// <param name="Octets">The octets as received.</param>
/// <param name="Faults">What is wrong; one at least.</param>
public sealed record DamageSummary(Octets Octets, SequenceOf<FieldFault> Faults)
{
    /// <summary>What is wrong with an entry; null for nothing.</summary>
    public static DamageSummary? Of<T>(Entry<T> entry) => entry.IsDamaged ? new(entry.Encoded, entry.Faults) : null;

    /// <summary>What is wrong, one line a fault, and the octets.</summary>
    public IEnumerable<string> Lines => [.. Faults.Select(LineOf), $"its octets: {Short(Octets)}"];

    /// <summary>What is wrong, in one line.</summary>
    public override string ToString() => string.Join("; ", Faults.Select(LineOf));

    /// <summary>Writes "damaged" and "octets" as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json) => DamageJson.WriteMembers(json, Octets, Faults);

    /// <summary>What a field that cannot be read shows instead of a value; null if it can be read.</summary>
    internal static string? InPlaceOf<T>(Entry<T> entry, string field) => entry.Lacks(field)
        ? $"? ({entry.Faults.Where(fault => fault.Field == field).Select(LineOf).First()})"
        : null;

    private static string LineOf(FieldFault fault)
    {
        bool isShown = fault.Octets.IsEmpty || fault.Field.Length == 0;
        return isShown ? fault.ToString() : $"{fault} ({Short(fault.Octets)})";
    }

    /// <summary>An icon is of no use on a screen.</summary>
    private static string Short(Octets octets) => octets.Length <= LongestShown ? octets.ToString() : $"{octets.Slice(0, LongestShown)}… ({octets.Length} octets)";

    private const int LongestShown = 256;
}

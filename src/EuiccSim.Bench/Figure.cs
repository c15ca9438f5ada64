using System.Text.Json;

namespace EuiccSim.Bench;

/// <summary>One measured figure beside its floor, measured in the same run.</summary>
/// <param name="Name">As scripts know it.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">"ms", "1/s" or "KiB".</param>
/// <param name="Floor">What nobody can go below (a rate: above).</param>
/// <param name="Ratio">How many times the floor it costs.</param>
internal sealed record Figure(string Name, double Value, string Unit, double Floor, double Ratio)
{
    internal static Figure Time(string name, (double Value, double Floor) measured) =>
        new(name, measured.Value, "ms", measured.Floor, measured.Value / measured.Floor);

    internal static Figure Rate(string name, (double Value, double Floor) measured) =>
        new(name, measured.Value, "1/s", measured.Floor, measured.Floor / measured.Value);

    /// <summary>Writes it as members of the object that is open.</summary>
    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("name", Name);
        json.WriteNumber("value", Math.Round(Value, 3));
        json.WriteString("unit", Unit);
        json.WriteNumber("floor", Math.Round(Floor, 3));
        json.WriteNumber("ratio", Math.Round(Ratio, 3));
    }
}

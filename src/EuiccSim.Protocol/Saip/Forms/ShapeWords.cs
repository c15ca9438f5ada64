using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>What should stand in a text, in words.</summary>
internal static class ShapeWords
{
    /// <summary>"an OCTET STRING of 10 octets".</summary>
    internal static string Of(Asn1Component one) => one.Shape.Kind switch
    {
        Asn1Kind.Octets => $"an OCTET STRING{Size(one, "octets")}",
        Asn1Kind.Text => $"a text{Size(one, "characters")}",
        Asn1Kind.Boolean => "TRUE or FALSE",
        Asn1Kind.Null => "NULL",
        Asn1Kind.Integer when one.Shape.Numbers.Count == 0 => "an INTEGER",
        Asn1Kind.Integer => $"an INTEGER or one of {Names(one.Shape.Numbers.Select(number => number.Name))}",
        Asn1Kind.ObjectIdentifier => "an OBJECT IDENTIFIER",
        Asn1Kind.Encoded => "a whole TLV in hexadecimal digits",
        Asn1Kind.SequenceOf => $"a list{Size(one, "elements")}",
        Asn1Kind.Sequence => $"a SEQUENCE (of {Names(one.Shape.Components.Select(component => component.Name))})",
        _ => $"one of the alternatives {Names(one.Shape.Components.Select(component => component.Name))}",
    };

    /// <summary>The name that was meant, or all that there are.</summary>
    internal static string Choose(IReadOnlyList<Asn1Component> components, string name)
    {
        string? near = components.FirstOrDefault(one => Plain(one.Name) == Plain(name))?.Name;
        if (near is not null) return $"; {near} is meant?";
        return components.Count == 0 ? "; it has none" : $"; there are {Names(components.Select(one => one.Name))}";
    }

    private static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length <= MaximumNames ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MaximumNames))} and {all.Length - MaximumNames} more";
    }

    private static string Size(Asn1Component one, string unit) => (one.Minimum, one.Maximum) switch
    {
        (0, int.MaxValue) => "",
        (var least, int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $" of at least {least} {Unit(least, unit)}"),
        (var least, var most) when least == most => string.Create(CultureInfo.InvariantCulture, $" of {least} {Unit(least, unit)}"),
        (var least, var most) => string.Create(CultureInfo.InvariantCulture, $" of {least} to {most} {unit}"),
    };

    private static string Unit(int count, string unit) => count == 1 ? unit[..^1] : unit;

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private const int MaximumNames = 12;
}

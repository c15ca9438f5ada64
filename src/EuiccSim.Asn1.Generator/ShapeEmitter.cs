using System.Collections.Generic;
using System.Linq;

namespace EuiccSim.Asn1.Generator;

/// <summary>The declaration as data, for those who read and write values as text.</summary>
internal static class ShapeEmitter
{
    public static void Emit(SourceWriter source, TypeModel type)
    {
        source.Line("/// <inheritdoc/>");
        source.Line($"static Asn1Shape IAsn1Shaped.Shape => Asn1Shape.{(type.IsChoice ? "Choice" : "Sequence")}({ValueEmitter.Tag(type.Tag)},");
        source.Line("[");
        foreach (FieldModel field in type.Fields) source.Inner(Component(field) + ",");
        source.Line("]);");
    }

    private static string Component(FieldModel field)
    {
        string members = string.Join(", ", Members(field));
        string component = $"new(\"{field.Asn1Name}\", {Shape(field.Value)}, {ValueEmitter.Tag(field.Tag)})";
        return members.Length == 0 ? component : $"{component} {{ {members} }}";
    }

    private static IEnumerable<string> Members(FieldModel field)
    {
        if (field.IsOptional) yield return "IsOptional = true";
        if (field.Size is { } size) yield return $"Minimum = {size.Minimum}, Maximum = {size.Maximum}";
        if (field.FormerName is { } former) yield return $"FormerName = \"{former}\"";
        if (SequenceEmitter.DefaultOf(field) is { } value)
            yield return $"Default = Asn1Component.Encode(static writer => {ValueEmitter.Write(field.Value, "writer", ValueEmitter.Tag(field.Tag), value)})";
    }

    private static string Shape(ValueModel value) => value.Kind switch
    {
        ValueKind.Octets => "Asn1Shape.Octets",
        ValueKind.Utf8String => "Asn1Shape.Text",
        ValueKind.Boolean => "Asn1Shape.Boolean",
        ValueKind.Null => "Asn1Shape.Null",
        ValueKind.Int32 or ValueKind.Int64 => "Asn1Shape.Integer()",
        ValueKind.Enumeration => $"Asn1Shape.Integer({string.Join(", ", value.Numbers.Select(one => $"(\"{one.Name}\", {one.Value})"))})",
        ValueKind.ObjectIdentifier => "Asn1Shape.ObjectIdentifier",
        ValueKind.SequenceOf => $"Asn1Shape.ListOf({Shape(value.Element!)})",
        ValueKind.Type when value.Generated is { } type => $"Asn1Shape.Of<{type}>()",
        ValueKind.NamedBits => $"Asn1Shape.NamedBits<{value.CSharp}>()",
        _ => $"Asn1Shape.Encoded<{value.CSharp}>({string.Join(", ", value.Tags.Select(ValueEmitter.Tag))})",
    };
}

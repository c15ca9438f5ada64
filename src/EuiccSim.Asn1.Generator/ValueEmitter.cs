using System;
using System.Linq;

namespace EuiccSim.Asn1.Generator;

/// <summary>Expressions that read, write and recognise one value.</summary>
internal static class ValueEmitter
{
    public static string Read(ValueModel value, string reader, string tag, SizeModel? size = null) => value.Kind switch
    {
        ValueKind.Octets => $"Asn1Primitive.ReadOctets({reader}, {tag}{Size(size)})",
        ValueKind.Utf8String => $"Asn1Primitive.ReadString({reader}, {tag}{Size(size)})",
        ValueKind.Boolean => $"{reader}.ReadBoolean({tag})",
        ValueKind.Null => $"Asn1Primitive.ReadNull({reader}, {tag})",
        ValueKind.Int32 => $"Asn1Primitive.ReadInt32({reader}, {tag})",
        ValueKind.Int64 => $"Asn1Primitive.ReadInt64({reader}, {tag})",
        ValueKind.Enumeration => $"({value.CSharp})Asn1Primitive.ReadInt32({reader}, {tag})",
        ValueKind.NamedBits => $"({value.CSharp})Asn1Primitive.ReadNamedBits({reader}, {tag})",
        ValueKind.ObjectIdentifier => $"Asn1Primitive.ReadObjectIdentifier({reader}, {tag})",
        ValueKind.SequenceOf => $"Asn1Primitive.ReadSequenceOf({reader}, {tag}, static element => {Read(value.Element!, "element", "null")}{Size(size)})",
        ValueKind.Type => $"{value.CSharp}.Decode{Retagged(value)}({reader}, {tag})",
        _ => throw new InvalidOperationException(value.Kind.ToString()),
    };

    public static string Write(ValueModel value, string writer, string tag, string expression) => value.Kind switch
    {
        ValueKind.Octets => $"{writer}.WriteOctetString({expression}.Span, {tag})",
        ValueKind.Utf8String => $"Asn1Primitive.WriteString({writer}, {tag}, {expression})",
        ValueKind.Boolean => $"{writer}.WriteBoolean({expression}, {tag})",
        ValueKind.Null => $"{writer}.WriteNull({tag})",
        ValueKind.Int32 or ValueKind.Int64 => $"{writer}.WriteInteger({expression}, {tag})",
        ValueKind.Enumeration => $"{writer}.WriteInteger((int){expression}, {tag})",
        ValueKind.NamedBits => $"Asn1Primitive.WriteNamedBits({writer}, {tag}, (ulong){expression})",
        ValueKind.ObjectIdentifier => $"{writer}.WriteObjectIdentifier({expression}.Value, {tag})",
        ValueKind.SequenceOf =>
            $"Asn1Primitive.WriteSequenceOf({writer}, {tag}, {expression}, static (output, element) => {Write(value.Element!, "output", "null", "element")})",
        ValueKind.Type => $"{expression}.Encode{Retagged(value)}({writer}, {tag})",
        _ => throw new InvalidOperationException(value.Kind.ToString()),
    };

    /// <summary>The value under the standard's name, for people.</summary>
    public static string Describe(ValueModel value, string name, string expression) => value.Kind switch
    {
        ValueKind.Null => $"Asn1Description.OfNull(\"{name}\")",
        ValueKind.Enumeration => $"Asn1Description.OfEnumeration(\"{name}\", {expression})",
        ValueKind.NamedBits => $"Asn1Description.OfNamedBits(\"{name}\", {expression})",
        ValueKind.SequenceOf => $"Asn1Description.OfList(\"{name}\", {expression}, static element => {Describe(value.Element!, "", "element")})",
        _ => $"Asn1Description.Of(\"{name}\", {expression})",
    };

    /// <summary>A condition on a tag. A type that keeps its own tags is asked itself.</summary>
    public static string Accepts(FieldModel field, string tag) => (field.Tag, field.Value.Kind) switch
    {
        ({ } own, _) => $"{tag}.HasSameClassAndValue({Tag(own)})",
        (null, ValueKind.Type) => $"{field.Value.CSharp}.Accepts({tag})",
        _ => string.Join(" || ", field.Value.Tags.Select(own => $"{tag}.HasSameClassAndValue({Tag(own)})")),
    };

    public static string Tag(TagModel? tag) => tag is null ? "null" : $"new Asn1Tag(TagClass.{tag.Class}, {tag.Number})";

    private static string Retagged(ValueModel value) => value.IsRetagged ? "Retagged" : "";

    private static string Size(SizeModel? size) => size is null ? "" : $", {size.Minimum}, {size.Maximum}";
}

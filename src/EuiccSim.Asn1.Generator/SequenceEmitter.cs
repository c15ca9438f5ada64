using System.Linq;

namespace EuiccSim.Asn1.Generator;

/// <summary>The codec of a SEQUENCE, as a careful person would write it.</summary>
internal static class SequenceEmitter
{
    public static void Emit(SourceWriter source, TypeModel type)
    {
        string own = ValueEmitter.Tag(type.Tag ?? new(TagClassModel.Universal, 16));
        source.Line("/// <inheritdoc/>");
        source.Line($"public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue({own});");
        source.Line();
        EmitDecode(source, type, own);
        source.Line();
        EmitEncode(source, type, own);
        source.Line();
        EmitDescribe(source, type);
        source.Line();
        if (type.IsByField) FieldsEmitter.Emit(source, type);
        string known = string.Join(", ", type.Fields.SelectMany(Tagging.TagsOf).Distinct().Select(ValueEmitter.Tag));
        source.Line($"private static readonly Asn1Tag[] s_known = [{known}];");
        foreach (FieldModel field in type.Fields.Where(HasOctetsByDefault))
            source.Line($"private static readonly Octets {DefaultOf(field)} = {field.Default};");
    }

    private static void EmitDecode(SourceWriter source, TypeModel type, string own)
    {
        source.Line("/// <inheritdoc/>");
        source.Line($"public static {type.Name} Decode(AsnReader reader, Asn1Tag? implicitTag = null)").Open();
        source.Line("string field = \"\";");
        source.Line("try").Open();
        source.Line($"AsnReader sequence = reader.ReadSequence(implicitTag ?? {own});");
        foreach (FieldModel field in type.Fields) EmitRead(source, field);
        source.Line("field = \"\";");
        source.Line("Asn1Primitive.SkipUnknown(sequence, s_known);");
        source.Line($"return new {type.Name}").Open();
        foreach (FieldModel field in type.Fields) source.Line($"{field.Name} = {Local(field)},");
        source.Close(";").Close();
        source.Line("catch (AsnContentException fault)").Open();
        source.Line($"throw Asn1ContentException.Within(\"{type.Name}\", field, fault);");
        source.Close().Close();
    }

    private static void EmitRead(SourceWriter source, FieldModel field)
    {
        string read = ValueEmitter.Read(field.Value, "sequence", ValueEmitter.Tag(field.Tag), field.Size);
        source.Line($"field = \"{field.Asn1Name}\";");
        if (!field.IsOptional)
        {
            source.Line($"{field.Value.CSharp} {Local(field)} = {read};");
            return;
        }
        string initial = field.Value.Kind == ValueKind.Null ? "false" : DefaultOf(field) ?? "null";
        string nullable = initial == "null" ? "?" : "";
        source.Line($"{field.Value.CSharp}{nullable} {Local(field)} = {initial};");
        source.Line($"if (Asn1Primitive.TryPeek(sequence, out Asn1Tag {Local(field)}Tag) && ({ValueEmitter.Accepts(field, Local(field) + "Tag")}))");
        source.Inner($"{Local(field)} = {read};");
    }

    private static void EmitEncode(SourceWriter source, TypeModel type, string own)
    {
        source.Line("/// <inheritdoc/>");
        source.Line("public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null)").Open();
        source.Line($"Asn1Tag tag = implicitTag ?? {own};");
        source.Line("writer.PushSequence(tag);");
        foreach (FieldModel field in type.Fields) EmitWrite(source, field);
        source.Line("writer.PopSequence(tag);");
        source.Close();
    }

    private static void EmitWrite(SourceWriter source, FieldModel field)
    {
        string tag = ValueEmitter.Tag(field.Tag);
        if (field.Value.Kind == ValueKind.Null)
            source.Line($"if ({field.Name})").Inner(ValueEmitter.Write(field.Value, "writer", tag, field.Name) + ";");
        else if (DefaultOf(field) is { } value)
            source.Line($"if (!{field.Name}.Equals({value}))").Inner(ValueEmitter.Write(field.Value, "writer", tag, field.Name) + ";");
        else if (field.IsOptional)
            source.Line($"if ({field.Name} is {{ }} {Local(field)})").Inner(ValueEmitter.Write(field.Value, "writer", tag, Local(field)) + ";");
        else
            source.Line(ValueEmitter.Write(field.Value, "writer", tag, field.Name) + ";");
    }

    private static void EmitDescribe(SourceWriter source, TypeModel type)
    {
        source.Line("/// <inheritdoc/>");
        source.Line("Asn1Description IAsn1Encodable.Describe(string name)").Open();
        source.Line("Asn1Fields fields = new();");
        foreach (FieldModel field in type.Fields)
        {
            bool isNullable = field.IsOptional && field.Default is null && field.Value.Kind != ValueKind.Null;
            if (field.Value.Kind == ValueKind.Null) source.Line($"if ({field.Name})");
            else if (isNullable) source.Line($"if ({field.Name} is {{ }} {Local(field)})");
            string add = $"fields.Add({ValueEmitter.Describe(field.Value, field.Asn1Name, isNullable ? Local(field) : field.Name)});";
            if (isNullable || field.Value.Kind == ValueKind.Null) source.Inner(add);
            else source.Line(add);
        }
        source.Line("return fields.Under(name);");
        source.Close();
    }

    /// <summary>Octets are made once, and not with each message.</summary>
    internal static string? DefaultOf(FieldModel field) => HasOctetsByDefault(field) ? $"s_default{field.Name}" : field.Default;

    private static bool HasOctetsByDefault(FieldModel field) => field is { Default: not null, Value.Kind: ValueKind.Octets };

    // The prefix keeps the local apart from C# keywords and from the method's own names.
    public static string Local(FieldModel field) => "v" + field.Name;
}

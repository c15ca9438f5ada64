using System.Linq;

namespace EuiccSim.Asn1.Generator;

/// <summary>The codec of a CHOICE: a tag on it, its own or one from outside, is a wrapper around the alternative.</summary>
internal static class ChoiceEmitter
{
    public static void Emit(SourceWriter source, TypeModel type)
    {
        string own = ValueEmitter.Tag(type.Tag);
        string accepts = type.Tag is null
            ? string.Join(" || ", type.Fields.Select(field => ValueEmitter.Accepts(field, "tag")))
            : $"tag.HasSameClassAndValue({own})";
        source.Line("/// <inheritdoc/>");
        source.Line($"public static bool Accepts(Asn1Tag tag) => {accepts};");
        source.Line();
        EmitDecode(source, type, own);
        source.Line();
        EmitEncode(source, type, own);
        source.Line();
        EmitDescribe(source, type);
    }

    private static void EmitDecode(SourceWriter source, TypeModel type, string own)
    {
        source.Line("/// <inheritdoc/>");
        source.Line($"public static {type.Name} Decode(AsnReader reader, Asn1Tag? implicitTag = null)").Open();
        source.Line("string field = \"\";");
        source.Line("try").Open();
        source.Line($"Asn1Tag? wrapper = {(type.Tag is null ? "implicitTag" : $"implicitTag ?? {own}")};");
        source.Line("AsnReader choice = Asn1Primitive.Enter(reader, wrapper);");
        source.Line("Asn1Tag tag = choice.PeekTag();");
        source.Line($"{type.Name} value;");
        string word = "if";
        foreach (FieldModel field in type.Fields)
        {
            source.Line($"{word} ({ValueEmitter.Accepts(field, "tag")})").Open();
            source.Line($"field = \"{field.Asn1Name}\";");
            EmitRead(source, field);
            source.Close();
            word = "else if";
        }
        source.Line("else").Open();
        source.Line("throw Asn1Primitive.NoAlternative(tag);");
        source.Close();
        source.Line("field = \"\";");
        source.Line("Asn1Primitive.Leave(choice, wrapper);");
        source.Line("return value;");
        source.Close();
        source.Line("catch (AsnContentException fault)").Open();
        source.Line($"throw Asn1ContentException.Within(\"{type.Name}\", field, fault);");
        source.Close().Close();
    }

    private static void EmitRead(SourceWriter source, FieldModel field)
    {
        string read = ValueEmitter.Read(field.Value, "choice", ValueEmitter.Tag(field.Tag), field.Size);
        if (field.Value.Kind == ValueKind.Null) source.Line($"{read};").Line($"value = new {field.Name}();");
        else source.Line($"value = new {field.Name}({read});");
    }

    private static void EmitEncode(SourceWriter source, TypeModel type, string own)
    {
        source.Line("/// <inheritdoc/>");
        source.Line("public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null)").Open();
        source.Line($"Asn1Tag? wrapper = {(type.Tag is null ? "implicitTag" : $"implicitTag ?? {own}")};");
        source.Line("if (wrapper is { } opened)").Inner("writer.PushSequence(opened);");
        source.Line("switch (this)").Open();
        foreach (FieldModel field in type.Fields)
        {
            bool isNull = field.Value.Kind == ValueKind.Null;
            source.Line(isNull ? $"case {field.Name}:" : $"case {field.Name} alternative:");
            source.Inner(ValueEmitter.Write(field.Value, "writer", ValueEmitter.Tag(field.Tag), "alternative.Value") + ";");
            source.Inner("break;");
        }
        source.Close();
        source.Line("if (wrapper is { } closed)").Inner("writer.PopSequence(closed);");
        source.Close();
    }

    private static void EmitDescribe(SourceWriter source, TypeModel type)
    {
        source.Line("/// <inheritdoc/>");
        source.Line("Asn1Description IAsn1Encodable.Describe(string name)").Open();
        source.Line("Asn1Fields fields = new();");
        source.Line("switch (this)").Open();
        foreach (FieldModel field in type.Fields)
        {
            source.Line(field.Value.Kind == ValueKind.Null ? $"case {field.Name}:" : $"case {field.Name} alternative:");
            source.Inner($"fields.Add({ValueEmitter.Describe(field.Value, field.Asn1Name, "alternative.Value")});");
            source.Inner("break;");
        }
        source.Close();
        source.Line("return fields.Under(name);");
        source.Close();
    }
}

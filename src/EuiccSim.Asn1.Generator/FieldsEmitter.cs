namespace EuiccSim.Asn1.Generator;

/// <summary>How a SEQUENCE is read field by field, so that one that is damaged does not hide the others.</summary>
internal static class FieldsEmitter
{
    public static void Emit(SourceWriter source, TypeModel type)
    {
        source.Line($"static {type.Name} IAsn1ByField<{type.Name}>.ReadFields(FieldReader fields) => new {type.Name}").Open();
        foreach (FieldModel field in type.Fields) source.Line($"{field.Name} = {Read(field)},");
        source.Close(";");
        source.Line();
    }

    private static string Read(FieldModel field)
    {
        string tag = ValueEmitter.Tag(field.Tag);
        string read = $"static sequence => {ValueEmitter.Read(field.Value, "sequence", tag, field.Size)}";
        string anySize = field.Size is null ? "null" : $"static sequence => {ValueEmitter.Read(field.Value, "sequence", tag)}";
        string accepts = $"static tag => {ValueEmitter.Accepts(field, "tag")}";
        string isRequired = field.IsOptional ? "false" : "true";
        string local = SequenceEmitter.Local(field);
        return $"fields.TryRead(\"{field.Asn1Name}\", \"{Form(field.Value.Kind)}\", {isRequired}, {accepts}, {read}, {anySize}, out var {local}) ? {local} : {Otherwise(field)}";
    }

    /// <summary>The value of a field that is not there or cannot be read.</summary>
    private static string Otherwise(FieldModel field)
    {
        if (field.Value.Kind == ValueKind.Null) return "false";
        if (field.IsOptional) return SequenceEmitter.DefaultOf(field) ?? "null";
        return field.Value.Kind switch
        {
            ValueKind.Utf8String => "\"\"",
            ValueKind.SequenceOf => "[]",
            _ => "default",
        };
    }

    /// <summary>What a value should be, for the sentence that it is not.</summary>
    private static string Form(ValueKind kind) => kind switch
    {
        ValueKind.Utf8String => "UTF-8 text",
        ValueKind.Boolean => "true or false",
        ValueKind.Int32 or ValueKind.Int64 or ValueKind.Enumeration => "a number",
        ValueKind.NamedBits => "a set of bits",
        ValueKind.SequenceOf => "a list",
        _ => "what the standard has there",
    };
}

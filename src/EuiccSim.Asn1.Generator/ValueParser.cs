using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace EuiccSim.Asn1.Generator;

/// <summary>From a C# type to its place on the wire.</summary>
internal static class ValueParser
{
    /// <summary>The mapping; null if there is none.</summary>
    public static ValueModel? Parse(ITypeSymbol type, bool isNull = false)
    {
        string name = type.ToDisplayString(Format);
        if (isNull) return type.SpecialType == SpecialType.System_Boolean ? new(ValueKind.Null, name, Universal(5)) : null;
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean: return new(ValueKind.Boolean, name, Universal(1));
            case SpecialType.System_Int32: return new(ValueKind.Int32, name, Universal(2));
            case SpecialType.System_Int64: return new(ValueKind.Int64, name, Universal(2));
            case SpecialType.System_String: return new(ValueKind.Utf8String, name, Universal(12));
        }
        if (type.TypeKind == TypeKind.Enum) return ParseEnum((INamedTypeSymbol)type, name);
        switch (name)
        {
            case Library + ".Octets": return new(ValueKind.Octets, name, Universal(4));
            case Library + ".ObjectIdentifier": return new(ValueKind.ObjectIdentifier, name, Universal(6));
        }
        if (type is INamedTypeSymbol { IsGenericType: true, TypeArguments.Length: 1 } generic)
        {
            ValueModel? argument = Parse(generic.TypeArguments[0]);
            if (argument is null) return null;
            if (generic.Name == "SequenceOf") return new(ValueKind.SequenceOf, name, Universal(16), Element: argument);
            if (generic.Name == "Signed") return argument with { CSharp = name };
        }
        return ParseAttributed(type, name);
    }

    /// <summary>The outer tags of a CHOICE's alternatives.</summary>
    public static IEnumerable<FieldModel> Alternatives(INamedTypeSymbol choice)
    {
        List<FieldModel> fields = [];
        foreach (INamedTypeSymbol alternative in choice.GetTypeMembers().Where(member => IsAlternativeOf(member, choice)))
        {
            if (Attributes.Has(alternative, "Null"))
            {
                fields.Add(new(alternative.Name, Attributes.Asn1Name(alternative), new(ValueKind.Null, "bool", Universal(5)), Attributes.WrittenTag(alternative), false, false, null, null));
                continue;
            }
            IPropertySymbol? property = alternative.GetMembers("Value").OfType<IPropertySymbol>().FirstOrDefault();
            if (property is null || Parse(property.Type) is not { } value) continue;
            fields.Add(new(alternative.Name, Attributes.Asn1Name(alternative), value, Attributes.WrittenTag(alternative), false, false, null, Attributes.Size(alternative)));
        }
        return Tagging.Apply(fields);
    }

    public static bool IsAlternativeOf(INamedTypeSymbol member, INamedTypeSymbol choice) =>
        member.IsRecord && SymbolEqualityComparer.Default.Equals(member.BaseType, choice);

    private static ValueModel? ParseEnum(INamedTypeSymbol type, string name)
    {
        bool flags = type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == "System.FlagsAttribute");
        if (flags) return type.EnumUnderlyingType?.SpecialType == SpecialType.System_UInt64 ? new(ValueKind.NamedBits, name, Universal(3)) : null;
        if (type.EnumUnderlyingType?.SpecialType != SpecialType.System_Int32) return null;
        return new(ValueKind.Enumeration, name, Universal(2)) { Numbers = new(Numbers(type)) };
    }

    private static IEnumerable<NumberModel> Numbers(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>()
        .Where(member => member.HasConstantValue)
        .Select(member => new NumberModel(Attributes.Asn1Name(member), (int)member.ConstantValue!));

    private static ValueModel? ParseAttributed(ITypeSymbol type, string name)
    {
        if (Attributes.Find(type, "Asn1Sequence") is { } sequence)
            return new(ValueKind.Type, name, Attributes.Tag(sequence) is { } tag ? new([tag]) : Universal(16)) { Generated = name };
        if (Attributes.Find(type, "Asn1Choice") is { } choice)
        {
            return Attributes.Tag(choice) is { } tag
                ? new(ValueKind.Type, name, new([tag])) { Generated = name }
                : new(ValueKind.Type, name, new(Alternatives((INamedTypeSymbol)type).SelectMany(Tagging.TagsOf)), IsUntaggedChoice: true) { Generated = name };
        }
        if (Attributes.Find(type, "Asn1Type") is { } manual && Attributes.Tag(manual) is { } written) return new(ValueKind.Type, name, new([written]));
        return null;
    }

    private static EquatableArray<TagModel> Universal(int number) => new([new TagModel(TagClassModel.Universal, number)]);

    public const string Library = "EuiccSim.Protocol.Asn1";

    public static readonly SymbolDisplayFormat Format = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);
}

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace EuiccSim.Asn1.Generator;

/// <summary>Reads the library's attributes off symbols.</summary>
internal static class Attributes
{
    public static AttributeData? Find(ISymbol symbol, string name) => symbol.GetAttributes().FirstOrDefault(
        attribute => attribute.AttributeClass?.ToDisplayString() == $"{ValueParser.Library}.{name}Attribute");

    /// <summary>As <see cref="Find"/>, of those that are about JSON.</summary>
    public static AttributeData? FindJson(ISymbol symbol, string name) => symbol.GetAttributes().FirstOrDefault(
        attribute => attribute.AttributeClass?.ToDisplayString() == $"{JsonParser.Library}.{name}Attribute");

    /// <summary>The properties that are components. One that cannot be set is a view on others.</summary>
    public static IEnumerable<IPropertySymbol> Components(INamedTypeSymbol type) => type.GetMembers().OfType<IPropertySymbol>()
        .Where(property => !property.IsStatic && property.SetMethod is not null && property.DeclaredAccessibility == Accessibility.Public);

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    /// <summary>The first argument as text; null where it was left out.</summary>
    public static string? Text(AttributeData attribute) => attribute.ConstructorArguments.Length == 0 ? null : attribute.ConstructorArguments[0].Value as string;

    /// <summary>The first argument as a tag; null where it is left out or unreadable.</summary>
    public static TagModel? Tag(AttributeData attribute) => Text(attribute) is { } text ? Tagging.Parse(text) : null;

    /// <summary>The tag written on a component or alternative.</summary>
    public static TagModel? WrittenTag(ISymbol symbol) => Find(symbol, "Tag") is { } attribute ? Tag(attribute) : null;

    public static string Asn1Name(ISymbol symbol) =>
        Find(symbol, "Name") is { } attribute ? Text(attribute)! : char.ToLowerInvariant(symbol.Name[0]) + symbol.Name.Substring(1);

    /// <summary>The name in an older version of the module.</summary>
    public static string? FormerName(ISymbol symbol) =>
        Find(symbol, "Name")?.NamedArguments.FirstOrDefault(argument => argument.Key == "Former").Value.Value as string;

    public static SizeModel? Size(ISymbol symbol)
    {
        if (Find(symbol, "Size") is not { } attribute) return null;
        int minimum = (int)attribute.ConstructorArguments[0].Value!;
        int maximum = (int)attribute.ConstructorArguments[1].Value!;
        return new(minimum, maximum < 0 ? minimum : maximum);
    }

    /// <summary>The type without its question mark.</summary>
    public static ITypeSymbol Unwrap(ITypeSymbol type, out bool isOptional, out bool isStruct)
    {
        isStruct = type.IsValueType;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            isOptional = true;
            return nullable.TypeArguments[0];
        }
        isOptional = type.NullableAnnotation == NullableAnnotation.Annotated;
        return type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
    }
}

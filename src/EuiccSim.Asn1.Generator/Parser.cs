using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EuiccSim.Asn1.Generator;

/// <summary>From an attributed record to its model, or to what is wrong with it.</summary>
internal sealed class Parser
{
    private readonly INamedTypeSymbol _type;
    private readonly List<Finding> _findings = [];

    private Parser(INamedTypeSymbol type) => _type = type;

    public static Parsed Parse(INamedTypeSymbol type, AttributeData attribute, TypeDeclarationSyntax syntax)
    {
        Parser parser = new(type);
        TypeModel? model = parser.ParseType(attribute, syntax);
        return new(parser._findings.Count == 0 ? model : null, new(parser._findings));
    }

    private TypeModel? ParseType(AttributeData attribute, TypeDeclarationSyntax syntax)
    {
        bool isChoice = attribute.AttributeClass!.Name == "Asn1ChoiceAttribute";
        if (!_type.IsRecord || !syntax.Modifiers.Any(SyntaxKind.PartialKeyword) || _type.ContainingType is not null)
            Report(Diagnostics.NotPartial, _type, " that is not nested");
        if (Attributes.Text(attribute) is { } text && Tagging.Parse(text) is null) Report(Diagnostics.BadTag, _type, $"'{text}'");
        List<FieldModel> fields = isChoice ? ParseAlternatives() : ParseComponents();
        fields = [.. Tagging.Apply(fields)];
        if (Tagging.FindAmbiguity(isChoice, fields) is var (first, second))
            Report(Diagnostics.Ambiguous, _type, $"{first.Asn1Name} and {second.Asn1Name}");
        string modifiers = string.Join(" ", syntax.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)).Select(modifier => modifier.Text));
        return new(_type.ContainingNamespace.ToDisplayString(), _type.Name, modifiers, isChoice, Attributes.Tag(attribute), new(fields))
        {
            IsByField = !isChoice && Attributes.Has(_type, "ByField"),
        };
    }

    private List<FieldModel> ParseComponents()
    {
        List<FieldModel> fields = [];
        foreach (IPropertySymbol property in Attributes.Components(_type))
        {
            CheckTag(property);
            bool isNull = Attributes.Has(property, "Null");
            ITypeSymbol type = Attributes.Unwrap(property.Type, out bool isOptional, out bool isStruct);
            if (ValueParser.Parse(type, isNull) is not { } value)
            {
                Report(Diagnostics.NoMapping, property, $"'{property.Name}' of type {property.Type.ToDisplayString()}");
                continue;
            }
            if (Attributes.Has(property, "Retagged")) value = value with { IsRetagged = true };
            string? defaultText = ParseDefault(property, value);
            fields.Add(new(
                property.Name, Attributes.Asn1Name(property), value, Attributes.WrittenTag(property),
                isOptional || isNull || defaultText is not null, isStruct, defaultText, Attributes.Size(property))
            {
                FormerName = Attributes.FormerName(property),
            });
        }
        return fields;
    }

    private List<FieldModel> ParseAlternatives()
    {
        foreach (INamedTypeSymbol member in _type.GetTypeMembers().Where(member => ValueParser.IsAlternativeOf(member, _type)))
        {
            CheckTag(member);
            IPropertySymbol? value = member.GetMembers("Value").OfType<IPropertySymbol>().FirstOrDefault();
            bool isNull = Attributes.Has(member, "Null");
            if (!member.IsSealed || isNull == value is not null) Report(Diagnostics.BadAlternative, member, $"'{member.Name}'");
            else if (value is not null && ValueParser.Parse(value.Type) is null)
                Report(Diagnostics.NoMapping, member, $"'{member.Name}' of type {value.Type.ToDisplayString()}");
        }
        return [.. ValueParser.Alternatives(_type)];
    }

    private string? ParseDefault(IPropertySymbol property, ValueModel value)
    {
        if (Attributes.Find(property, "DefaultFrom") is { } from) return Attributes.Text(from);
        if (Attributes.Find(property, "Default") is not { } attribute) return null;
        TypedConstant constant = attribute.ConstructorArguments[0];
        string? text = DefaultValue.Write(constant, value);
        if (text is null) Report(Diagnostics.BadDefault, property, $"'{property.Name}'");
        return text;
    }

    private void CheckTag(ISymbol symbol)
    {
        if (Attributes.Find(symbol, "Tag") is { } attribute && Attributes.Tag(attribute) is null)
            Report(Diagnostics.BadTag, symbol, $"'{Attributes.Text(attribute)}'");
    }

    private void Report(DiagnosticDescriptor rule, ISymbol at, string detail) => _findings.Add(new(rule, LocationModel.Of(at), _type.Name, detail));
}

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EuiccSim.Asn1.Generator;

/// <summary>From a record marked [JsonMessage] to its model, or to what is wrong with it.</summary>
internal sealed class JsonParser
{
    private readonly INamedTypeSymbol _type;
    private readonly List<Finding> _findings = [];

    private JsonParser(INamedTypeSymbol type) => _type = type;

    public static JsonParsed Parse(INamedTypeSymbol type, AttributeData attribute, TypeDeclarationSyntax syntax)
    {
        JsonParser parser = new(type);
        JsonTypeModel model = parser.ParseType(attribute, syntax);
        return new(parser._findings.Count == 0 ? model : null, new(parser._findings));
    }

    private JsonTypeModel ParseType(AttributeData attribute, TypeDeclarationSyntax syntax)
    {
        if (!_type.IsRecord || !syntax.Modifiers.Any(SyntaxKind.PartialKeyword) || _type.ContainingType is not null)
            Report(Diagnostics.NotPartial, _type, " that is not nested");
        List<JsonMember> members = [];
        foreach (IPropertySymbol property in Attributes.Components(_type))
        {
            if (ParseMember(property) is { } member) members.Add(member);
            else Report(Diagnostics.NoJsonForm, property, $"'{property.Name}' of type {property.Type.ToDisplayString()}");
        }
        string modifiers = string.Join(" ", syntax.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)).Select(modifier => modifier.Text));
        return new(_type.ContainingNamespace.ToDisplayString(), _type.Name, modifiers, Attributes.Text(attribute), new(Ordered(attribute, members)));
    }

    /// <summary>The members as the properties are declared, or in an order that the standard has for JSON alone.</summary>
    private IEnumerable<JsonMember> Ordered(AttributeData attribute, List<JsonMember> members)
    {
        TypedConstant order = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Order").Value;
        if (order.IsNull || order.Kind != TypedConstantKind.Array) return members;
        List<string> names = [.. order.Values.Select(value => (string)value.Value!)];
        if (!new HashSet<string>(names).SetEquals(members.Select(member => member.Name)) || names.Count != members.Count)
            Report(Diagnostics.BadOrder, _type, string.Join(", ", names));
        return members.OrderBy(member => names.IndexOf(member.Name));
    }

    private static JsonMember? ParseMember(IPropertySymbol property)
    {
        ITypeSymbol type = Attributes.Unwrap(property.Type, out bool isOptional, out _);
        string name = Attributes.FindJson(property, "JsonName") is { } written
            ? Attributes.Text(written)!
            : char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);
        if (Attributes.FindJson(property, "JsonWords") is { } words && type.SpecialType == SpecialType.System_Boolean)
            return new(property.Name, name, JsonForm.Words, "", isOptional, $", \"{words.ConstructorArguments[0].Value}\", \"{words.ConstructorArguments[1].Value}\"");
        if (Attributes.FindJson(property, "JsonTlv") is not null && type.ToDisplayString(ValueParser.Format) == Octets)
            return new(property.Name, name, JsonForm.Tlv, "", isOptional, $", {ValueEmitter.Tag(Attributes.WrittenTag(property) ?? new(TagClassModel.Universal, 4))}");
        string? reader = Attributes.FindJson(property, "JsonReadBy") is { } by ? Attributes.Text(by) : null;
        return FormOf(type) is var (form, inner) ? new(property.Name, name, form, inner, isOptional, Reader: reader) : null;
    }

    private static (JsonForm Form, string CSharp)? FormOf(ITypeSymbol type)
    {
        string name = type.ToDisplayString(ValueParser.Format);
        if (type.TypeKind == TypeKind.Enum) return (JsonForm.Enumeration, name);
        if (s_forms.TryGetValue(name, out JsonForm form)) return (form, name);
        if (type is INamedTypeSymbol { IsGenericType: true, TypeArguments.Length: 1 } generic)
        {
            string inner = generic.TypeArguments[0].ToDisplayString(ValueParser.Format);
            if (generic.Name == "Signed") return (JsonForm.Der, inner);
            if (generic.Name == "SequenceOf" && IsMessage(generic.TypeArguments[0])) return (JsonForm.List, inner);
        }
        return IsMessage(type) ? (JsonForm.Object, name) : null;
    }

    /// <summary>One that is generated here, or one that is written by hand.</summary>
    private static bool IsMessage(ITypeSymbol type) =>
        Attributes.FindJson(type, "JsonMessage") is not null || type.AllInterfaces.Any(one => one.Name == "IRspJson");

    private void Report(DiagnosticDescriptor rule, ISymbol at, string detail) => _findings.Add(new(rule, LocationModel.Of(at), _type.Name, detail));

    private static readonly Dictionary<string, JsonForm> s_forms = new()
    {
        ["string"] = JsonForm.Text,
        ["bool"] = JsonForm.Boolean,
        ["int"] = JsonForm.Integer,
        ["System.DateTimeOffset"] = JsonForm.Time,
        [Octets] = JsonForm.Base64,
        ["EuiccSim.Protocol.Identifiers.Iccid"] = JsonForm.Iccid,
        ["EuiccSim.Protocol.Identifiers.Eid"] = JsonForm.Eid,
        ["EuiccSim.Protocol.Identifiers.TransactionId"] = JsonForm.TransactionId,
        ["EuiccSim.Protocol.Identifiers.Certificate"] = JsonForm.Certificate,
    };

    public const string Library = "EuiccSim.Protocol.Rsp.Json";
    private const string Octets = ValueParser.Library + ".Octets";
}

using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EuiccSim.Asn1.Generator;

/// <summary>Writes <c>IRspJson&lt;T&gt;</c> for every record marked [JsonMessage]: what is an ASN.1 message as well needs no second record.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class JsonGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<JsonParsed> types = context.SyntaxProvider.ForAttributeWithMetadataName(
            $"{JsonParser.Library}.JsonMessageAttribute",
            static (node, _) => node is TypeDeclarationSyntax,
            static (found, _) => JsonParser.Parse((INamedTypeSymbol)found.TargetSymbol, found.Attributes.First(), (TypeDeclarationSyntax)found.TargetNode));
        context.RegisterSourceOutput(types, static (output, parsed) =>
        {
            foreach (Finding finding in parsed.Findings) output.ReportDiagnostic(finding.ToDiagnostic());
            if (parsed.Type is { } type) output.AddSource($"{type.Namespace}.{type.Name}.Json.g.cs", SourceText.From(JsonEmitter.Write(type), Encoding.UTF8));
        });
    }
}

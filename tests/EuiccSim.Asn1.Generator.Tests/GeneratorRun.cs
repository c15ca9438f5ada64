using System.Collections.Immutable;
using EuiccSim.Protocol.Asn1;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EuiccSim.Asn1.Generator.Tests;

/// <summary>Runs the generator over a piece of source.</summary>
internal static class GeneratorRun
{
    public static GeneratorDriverRunResult Of(string declarations) => Driver().RunGenerators(Compile(declarations)).GetRunResult();

    public static string SourceOf(string declarations)
    {
        GeneratorDriverRunResult result = Of(declarations);
        Assert.That(result.Diagnostics, Is.Empty);
        return result.GeneratedTrees[0].ToString();
    }

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new Asn1Generator().AsSourceGenerator()],
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation Compile(string declarations) => CSharpCompilation.Create(
        "Sample",
        [CSharpSyntaxTree.ParseText($"#nullable enable\nusing System;\nusing EuiccSim.Protocol.Asn1;\nusing EuiccSim.Protocol.Rsp.Json;\nnamespace Sample;\n{declarations}")],
        s_references,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Octets).Assembly.Location),
    ];
}

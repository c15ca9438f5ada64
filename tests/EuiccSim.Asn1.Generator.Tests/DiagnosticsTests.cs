using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EuiccSim.Asn1.Generator.Tests;

public sealed class DiagnosticsTests
{
    [TestCase("ASN001", "[Asn1Sequence] public sealed record Sample { }", TestName = "A record that is not partial")]
    [TestCase("ASN001", "public sealed partial class Outer { [Asn1Sequence] public sealed partial record Sample { } }", TestName = "A nested record")]
    [TestCase("ASN002", "[Asn1Sequence] public sealed partial record Sample { public required DateTime When { get; init; } }", TestName = "A component without a mapping")]
    [TestCase("ASN002", "[Flags] public enum Bits { A = 1 } [Asn1Sequence] public sealed partial record Sample { public required Bits B { get; init; } }", TestName = "Named bits that are not ulong")]
    [TestCase("ASN003", "[Asn1Sequence(\"49\")] public sealed partial record Sample { }", TestName = "An unreadable tag on a type")]
    [TestCase("ASN003", "[Asn1Sequence] public sealed partial record Sample { [Tag(\"5A\")] public Octets? A { get; init; } }", TestName = "An unreadable tag on a component")]
    [TestCase("ASN004", "[Asn1Sequence] public sealed partial record Sample { [Tag(\"[1]\")] public Octets? A { get; init; } [Tag(\"[1]\")] public Octets? B { get; init; } }", TestName = "Two optional components with one tag")]
    [TestCase("ASN004", "[Asn1Choice] public abstract partial record Sample { [Tag(\"[1]\")] public sealed record A(int Value) : Sample; [Tag(\"[1]\")] public sealed record B(int Value) : Sample; }", TestName = "Two alternatives with one tag")]
    [TestCase("ASN005", "[Asn1Sequence] public sealed partial record Sample { [Default(\"0\")] public Octets A { get; init; } }", TestName = "A default that is no octets")]
    [TestCase("ASN006", "[Asn1Choice] public abstract partial record Sample { public sealed record A(int Number) : Sample; }", TestName = "An alternative without a value")]
    public void A_declaration_that_cannot_be_encoded_is_an_error(string id, string declarations)
    {
        GeneratorDriverRunResult result = GeneratorRun.Of(declarations);
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Id), Does.Contain(id));
        Assert.That(result.GeneratedTrees, Is.Empty);
    }

    [Test]
    public void An_unrelated_edit_generates_nothing_anew()
    {
        const string declarations = "[Asn1Sequence] public sealed partial record Sample { public required Octets A { get; init; } }";
        CSharpCompilation compilation = GeneratorRun.Compile(declarations);
        GeneratorDriver driver = GeneratorRun.Driver().RunGenerators(compilation);
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;")));
        IEnumerable<IncrementalStepRunReason> reasons = driver.GetRunResult().Results[0].TrackedOutputSteps.Values
            .SelectMany(steps => steps).SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.That(reasons, Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }
}

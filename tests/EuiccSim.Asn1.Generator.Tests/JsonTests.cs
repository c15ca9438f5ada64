using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EuiccSim.Asn1.Generator.Tests;

/// <summary>What reader and writer of a JSON message must become.</summary>
public sealed class JsonTests
{
    [Test]
    public void Each_member_has_the_form_of_its_type_in_the_order_that_is_asked_for()
    {
        GeneratorDriverRunResult result = Run("""
            [JsonMessage("sample", Order = [nameof(Second), nameof(First), nameof(Third), nameof(Fourth), nameof(Fifth)])]
            public sealed partial record Sample
            {
                [JsonTlv, Tag("[APPLICATION 55]")] public required Octets First { get; init; }
                public string? Second { get; init; }
                [JsonName("other"), JsonWords("Yes", "No")] public required bool Third { get; init; }
                [JsonReadBy("Leniently")] public required Signed<Sample> Fourth { get; init; }
                public required SequenceOf<Sample> Fifth { get; init; }
            }
            """);
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.GeneratedTrees[0].ToString().TrimStart('\uFEFF'), Does.EndWith("""
            public sealed partial record Sample : IRspJson<Sample>, IRspRequest
            {
                /// <inheritdoc/>
                public static string Function => "sample";

                /// <inheritdoc/>
                public static Sample Read(JsonObjectReader json) => new()
                {
                    Second = json.Has("second") ? json.Text("second") : null,
                    First = json.Tlv("first", new Asn1Tag(TagClass.Application, 55)),
                    Third = json.Words("other", "Yes", "No"),
                    Fourth = json.Der("fourth", Sample.Sample.Leniently),
                    Fifth = json.List<Sample.Sample>("fifth"),
                };

                /// <inheritdoc/>
                public void Write(JsonObjectWriter json)
                {
                    if (Second is { } vSecond)
                        json.Text("second", vSecond);
                    json.Tlv("first", First, new Asn1Tag(TagClass.Application, 55));
                    json.Words("other", Third, "Yes", "No");
                    json.Der("fourth", Fourth);
                    json.List("fifth", Fifth);
                }
            }

            """.ReplaceLineEndings("\n")));
    }

    [TestCase("ASN001", "[JsonMessage] public sealed record Sample { }", TestName = "A JSON message that is not partial")]
    [TestCase("ASN007", "[JsonMessage] public sealed partial record Sample { public required Version When { get; init; } }", TestName = "A member without a form in JSON")]
    [TestCase("ASN008", "[JsonMessage(Order = [\"A\"])] public sealed partial record Sample { public required string A { get; init; } public required string B { get; init; } }", TestName = "An order that leaves out a member")]
    public void A_declaration_that_cannot_be_written_is_an_error(string id, string declarations)
    {
        GeneratorDriverRunResult result = Run(declarations);
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Id), Does.Contain(id));
        Assert.That(result.GeneratedTrees, Is.Empty);
    }

    private static GeneratorDriverRunResult Run(string declarations) => CSharpGeneratorDriver
        .Create([new JsonGenerator().AsSourceGenerator()])
        .RunGenerators(GeneratorRun.Compile(declarations))
        .GetRunResult();
}

using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Vectors;

/// <summary>The names in descriptions against those that compilers of the published modules used.</summary>
internal sealed class DescriptionVectorTests
{
    [TestCase("sgp22-v2.5.*.json")]
    [TestCase("observed-es*.json")]
    public void Every_component_and_alternative_has_the_name_in_the_module(string pattern)
    {
        SharedData.Require("vectors/asn1");
        List<string> faults = [];
        int count = 0;
        foreach (Vector vector in SharedData.Files("vectors/asn1", pattern).SelectMany(file => VectorFile.Load(file).Vectors))
        {
            if (TypeRegistry.Find(vector.Type)?.Decode(vector.Der) is not IAsn1Encodable value) continue;
            Compare(value.Describe(vector.Type), vector.Value, vector.Type, faults);
            count++;
        }
        Assert.That(faults.Distinct().Take(20), Is.Empty);
        Assert.That(count, Is.GreaterThan(40));
    }

    private static void Compare(Asn1Description description, JsonElement expected, string path, List<string> faults)
    {
        if (description.Text is { } text)
        {
            // A number with its name; other texts are for people, and have no counterpart.
            int name = text.IndexOf(" (", StringComparison.Ordinal);
            if (name > 0 && expected.ValueKind == JsonValueKind.String && text[..name] != expected.GetString()) faults.Add($"{path} is {text}, not {expected}");
        }
        else if (expected.ValueKind == JsonValueKind.Array && description.IsList)
        {
            for (int i = 0; i < Math.Max(description.Parts.Count, expected.GetArrayLength()); i++)
                Compare(description.Parts[i], expected[i], $"{path}[]", faults);
        }
        else if (expected.ValueKind == JsonValueKind.Object)
        {
            CompareParts(description, expected, path, faults);
        }
        else
        {
            faults.Add($"{path} has parts, where the module has {expected.ValueKind}");
        }
    }

    private static void CompareParts(Asn1Description description, JsonElement expected, string path, List<string> faults)
    {
        foreach (JsonProperty member in expected.EnumerateObject())
        {
            Asn1Description? part = description.Parts.FirstOrDefault(one => one.Name == member.Name);
            if (part is null) faults.Add($"{path} has no {member.Name}");
            else Compare(part, member.Value, $"{path}.{member.Name}", faults);
        }
        // A component that has its DEFAULT value is described, and absent from the vector.
        foreach (Asn1Description part in description.Parts)
        {
            if (!expected.TryGetProperty(part.Name, out _) && part.Name is not ("profileClass" or "tagList")) faults.Add($"{path} has {part.Name}, which is not in the module's value");
        }
    }
}

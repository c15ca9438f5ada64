using System.Text;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Vectors;

/// <summary>Vectors made from the published modules by compilers that are not ours (asn1tools, pycrate, asn1c), and recorded messages.</summary>
internal sealed class VectorTests
{
    [TestCase("sgp22-v2.5.*.json")]
    [TestCase("observed-es*.json")]
    [TestCase("saip-*.json")]
    [TestCase("observed-ts48.json")]
    public void Every_vector_decodes_to_its_value_and_encodes_back(string pattern)
    {
        List<string> faults = [];
        int count = 0;
        foreach (Vector vector in Files(pattern).SelectMany(file => file.Vectors))
        {
            if (TypeRegistry.Find(vector.Type) is not { } type) continue;
            faults.AddRange(vector.Faults(type));
            count++;
        }

        Assert.That(faults, Is.Empty, () => Summary(faults, count));
    }

    [TestCase("sgp22-v2.5.*.json")]
    [TestCase("observed-es*.json")]
    [TestCase("saip-*.json")]
    [TestCase("observed-ts48.json")]
    public void Every_type_in_the_files_is_covered_or_left_out_for_a_reason(string pattern)
    {
        IEnumerable<string> named = Files(pattern).SelectMany(file => file.Vectors).Select(vector => vector.Type).Distinct(StringComparer.Ordinal);
        IEnumerable<string> open = named.Where(name => TypeRegistry.Find(name) is null && !TypeRegistry.LeftOut.ContainsKey(name));
        Assert.That(open, Is.Empty);
    }

    /// <summary>Those in tests/vectors, which are there in every clone.</summary>
    [TestCase("sgp22-worked-examples/worked-examples.json")]
    public void Every_committed_vector_decodes_to_its_value_and_encodes_back(string file)
    {
        VectorFile vectors = VectorFile.Load(Path.Combine(Committed(), file));
        List<string> faults = [.. vectors.Vectors.SelectMany(vector => vector.Faults(TypeRegistry.Find(vector.Type)!))];
        Assert.That(faults, Is.Empty, () => Summary(faults, vectors.Vectors.Count));
        Assert.That(vectors.Vectors, Is.Not.Empty);
    }

    private static string Committed() => Clone.PathOf("tests", "vectors");

    private static IEnumerable<VectorFile> Files(string pattern)
    {
        SharedData.Require("vectors/asn1");
        return SharedData.Files("vectors/asn1", pattern).Select(VectorFile.Load);
    }

    private static string Summary(List<string> faults, int count)
    {
        StringBuilder text = new();
        text.AppendLine($"{faults.Count} faults in {count} vectors, by type:");
        foreach (IGrouping<string, string> type in faults.GroupBy(fault => fault.Split(' ')[0], StringComparer.Ordinal))
        {
            text.AppendLine($"  {type.Key}: {type.Count()}");
            foreach (string fault in type.Take(2)) text.AppendLine($"    {fault}");
        }

        return text.ToString();
    }
}

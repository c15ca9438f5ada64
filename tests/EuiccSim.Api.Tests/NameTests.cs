using System.Reflection;
using System.Runtime.CompilerServices;

namespace EuiccSim.Api.Tests;

/// <summary>A type never has a namespace's name: who uses both would have to write one of them in full.</summary>
public sealed class NameTests
{
    private static readonly string[] s_assemblies =
    [
        "EuiccSim.Protocol", "EuiccSim.Card", "EuiccSim.Http", "EuiccSim.Lpa", "EuiccSim.Servers", "EuiccSim.Servers.AspNetCore", "EuiccSim.Servers.PostgreSql",
        "EuiccSim.Clinic", "EuiccSim.Conformance", "EuiccSim.Terminal", "EuiccSim.Testing", "EuiccSim.Transports",
    ];

    [TestCaseSource(nameof(s_assemblies))]
    public void No_type_is_named_like_a_namespace(string assembly)
    {
        Type[] types = [.. s_assemblies.SelectMany(name => Assembly.Load(name).GetTypes()).Where(type => type.Namespace?.StartsWith("EuiccSim", StringComparison.Ordinal) == true)];
        HashSet<string> namespaces = [.. types.SelectMany(type => WithParents(type.Namespace!))];
        IEnumerable<string> wrong = Assembly.Load(assembly).GetTypes()
            .Where(type => !type.IsNested && type.Namespace is not null && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(type => namespaces.Contains($"{type.Namespace}.{type.Name}") || type.Namespace!.EndsWith("." + type.Name, StringComparison.Ordinal))
            .Select(type => type.FullName!);
        Assert.That(wrong, Is.Empty);
    }

    private static IEnumerable<string> WithParents(string name)
    {
        for (int end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1)) yield return name[..end];
    }
}

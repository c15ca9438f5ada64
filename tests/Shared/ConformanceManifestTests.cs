using System.Reflection;
using NUnit.Framework.Interfaces;

namespace EuiccSim.Tests;

/// <summary>
/// Runs in every test project, over that project's own tests: what conformance/sgp23.json names of them is there and is run. So a test that is
/// renamed, removed or ignored cannot stay in the manifest.
/// </summary>
internal sealed class ConformanceManifestTests
{
    [Test]
    public void The_conformance_manifest_names_tests_that_are_there()
    {
        Assembly assembly = typeof(ConformanceManifestTests).Assembly;
        string own = assembly.GetName().Name + ".";
        string[] missing =
        [
            .. ConformanceManifest.Load().Cases
                .SelectMany(one => one.Tests.Where(name => name.StartsWith(own, StringComparison.Ordinal)), (one, name) => (one.Id, name))
                .Where(one => !IsRun(assembly, one.name))
                .Select(one => $"{one.Id}: {one.name}"),
        ];
        Assert.That(missing, Is.Empty);
    }

    private static bool IsRun(Assembly assembly, string name)
    {
        int dot = name.LastIndexOf('.');
        if (assembly.GetType(name[..dot]) is not { } type || IsSkipped(type)) return false;
        return type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Any(method => method.Name == name[(dot + 1)..] && IsTest(method) && !IsSkipped(method));
    }

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes().Any(one => one is ITestBuilder or ISimpleTestBuilder);

    private static bool IsSkipped(MemberInfo member) => member.GetCustomAttributes().Any(one => one is IgnoreAttribute or ExplicitAttribute);
}

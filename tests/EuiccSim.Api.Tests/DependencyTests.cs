using System.Reflection;

namespace EuiccSim.Api.Tests;

/// <summary>Arrows point down, and there are no others (docs/architecture.md).</summary>
public sealed class DependencyTests
{
    [TestCase("EuiccSim.Protocol", "")]
    [TestCase("EuiccSim.Card", "EuiccSim.Protocol")]
    [TestCase("EuiccSim.Http", "EuiccSim.Protocol")]
    [TestCase("EuiccSim.Lpa", "EuiccSim.Http EuiccSim.Protocol")]
    [TestCase("EuiccSim.Servers", "EuiccSim.Http EuiccSim.Protocol")]
    [TestCase("EuiccSim.Servers.PostgreSql", "EuiccSim.Protocol EuiccSim.Servers")]
    [TestCase("EuiccSim.Servers.AspNetCore", "EuiccSim.Http EuiccSim.Servers EuiccSim.Protocol")]
    [TestCase("EuiccSim.Testing", "EuiccSim.Card EuiccSim.Lpa EuiccSim.Servers EuiccSim.Terminal EuiccSim.Protocol")]
    [TestCase("EuiccSim.Bench", "EuiccSim.Card EuiccSim.Http EuiccSim.Lpa EuiccSim.Servers EuiccSim.Servers.AspNetCore EuiccSim.Terminal EuiccSim.Testing EuiccSim.Transports EuiccSim.Protocol")]
    [TestCase("EuiccSim.Clinic", "EuiccSim.Transports EuiccSim.Protocol")]
    [TestCase("EuiccSim.Conformance", "EuiccSim.Card EuiccSim.Http EuiccSim.Lpa EuiccSim.Servers EuiccSim.Terminal EuiccSim.Testing EuiccSim.Transports EuiccSim.Protocol")]
    [TestCase("EuiccSim.Terminal", "EuiccSim.Protocol")]
    [TestCase("EuiccSim.Transports", "EuiccSim.Protocol EuiccSim.Terminal")]
    public void An_assembly_refers_to_those_below_it_only(string assembly, string below)
    {
        IEnumerable<string> ours = Assembly.Load(assembly).GetReferencedAssemblies()
            .Select(name => name.Name!).Where(name => name.StartsWith("EuiccSim", StringComparison.Ordinal));
        Assert.That(ours, Is.SubsetOf(below.Split(' ')));
    }

    /// <summary>What a user gets with the libraries; a new name here is a decision (docs/dependencies.md).</summary>
    [TestCase("EuiccSim.Card")]
    [TestCase("EuiccSim.Clinic")]
    [TestCase("EuiccSim.Conformance")]
    [TestCase("EuiccSim.Http")]
    [TestCase("EuiccSim.Lpa")]
    [TestCase("EuiccSim.Servers")]
    [TestCase("EuiccSim.Terminal")]
    [TestCase("EuiccSim.Testing")]
    [TestCase("EuiccSim.Transports")]
    public void A_library_brings_nothing_but_the_logging_abstractions(string assembly) =>
        Assert.That(OthersOf(assembly), Is.SubsetOf(new[] { "Microsoft.Extensions.Logging.Abstractions" }));

    /// <summary>The second provider of elliptic curves, behind the one seam: no other assembly names it.</summary>
    [Test]
    public void Protocol_brings_BouncyCastle() =>
        Assert.That(OthersOf("EuiccSim.Protocol"), Is.EqualTo(new[] { "BouncyCastle.Cryptography" }));

    [Test]
    public void The_PostgreSQL_store_brings_Npgsql() =>
        Assert.That(OthersOf("EuiccSim.Servers.PostgreSql"), Is.EqualTo(new[] { "Npgsql" }));

    private static IEnumerable<string> OthersOf(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal)
                && !name.StartsWith("EuiccSim", StringComparison.Ordinal));
}

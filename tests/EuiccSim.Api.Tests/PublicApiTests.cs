using System.Reflection;

namespace EuiccSim.Api.Tests;

/// <summary>Every public member stands in public-api/ASSEMBLY.txt, so that a change of the surface is a line somebody reads.</summary>
public sealed class PublicApiTests
{
    [TestCase("EuiccSim.Protocol")]
    [TestCase("EuiccSim.Card")]
    [TestCase("EuiccSim.Lpa")]
    [TestCase("EuiccSim.Servers")]
    [TestCase("EuiccSim.Servers.PostgreSql")]
    [TestCase("EuiccSim.Servers.AspNetCore")]
    [TestCase("EuiccSim.Terminal")]
    [TestCase("EuiccSim.Testing")]
    [TestCase("EuiccSim.Transports")]
    public void The_public_surface_is_the_one_on_file(string assembly)
    {
        string actual = string.Join('\n', PublicApi.Describe(Assembly.Load(assembly))) + "\n";
        // EUICCSIM_UPDATE_API=tests/EuiccSim.Api.Tests/public-api writes the files anew.
        if (Environment.GetEnvironmentVariable("EUICCSIM_UPDATE_API") is { } folder)
            File.WriteAllText(Path.Combine(folder, assembly + ".txt"), actual);
        using Stream? file = typeof(PublicApiTests).Assembly.GetManifestResourceStream(assembly);
        Assert.That(file, Is.Not.Null, $"public-api/{assembly}.txt is missing");
        using StreamReader reader = new(file!);
        Assert.That(actual.Split('\n'), Is.EqualTo(reader.ReadToEnd().Split('\n')));
    }
}

using System.CommandLine;

namespace EuiccSim.Cli.Smds;

/// <summary><c>euiccsim smds</c>.</summary>
internal static class SmdsCommand
{
    internal static Command Build(Surroundings at) => new("smds", "An SM-DS over HTTPS.") { ServeVerb.Build(at) };
}

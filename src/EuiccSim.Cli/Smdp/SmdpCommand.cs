using System.CommandLine;

namespace EuiccSim.Cli.Smdp;

/// <summary><c>euiccsim smdp</c>.</summary>
internal static class SmdpCommand
{
    internal static Command Build(Surroundings at) => new("smdp", "An SM-DP+ over HTTPS, and orders for it.")
    {
        ServeVerb.Build(at), OrderVerb.Build(at),
    };
}

using System.CommandLine;

namespace EuiccSim.Cli.Bench;

internal static class BenchCommand
{
    internal static Command Build() => new("bench", "x");
}

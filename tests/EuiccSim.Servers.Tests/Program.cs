using EuiccSim.Servers.Tests.Storage.Files;

namespace EuiccSim.Servers.Tests;

/// <summary>What this assembly does as a process of its own: it is made to be killed.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [KillTests.Verb, var path, var run]) return 2;
        KillTests.RunServer(path, run);
        return 0;
    }
}

namespace EuiccSim.Servers.PostgreSql.Tests;

/// <summary>What this assembly does as a process of its own: it is made to be killed.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [ServerProcess.Verb, var connectionString, var schema, var seed]) return 2;
        ServerProcess.Run(connectionString, schema, seed);
        return 0;
    }
}

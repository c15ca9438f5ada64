namespace EuiccSim.Servers.PostgreSql.Tests;

/// <summary>What this assembly does as a process of its own: it is made to be killed, or has a pool of threads to itself.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case [ServerProcess.Verb, var connectionString, var schema, var seed]:
                ServerProcess.Run(connectionString, schema, seed);
                return 0;
            case [Crowd.Verb, var connectionString, var schema, var how]:
                Crowd.Run(connectionString, schema, how == "blocks");
                return 0;
            default:
                return 2;
        }
    }
}

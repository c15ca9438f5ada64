using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>The way to servers.</summary>
internal static class ServerTransport
{
    internal static IEs9Transport Open(Surroundings at) =>
        at.Servers?.Invoke() ?? throw CommandFailure.Missing("notBuilt", "Servers cannot be reached: no HTTPS transport is built yet.");
}

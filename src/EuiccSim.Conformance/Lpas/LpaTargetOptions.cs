using System.Net;

namespace EuiccSim.Conformance.Lpas;

/// <summary>Where the servers of a run are.</summary>
public sealed record LpaTargetOptions
{
    /// <summary>The name by which the LPA reaches this machine. The certificates of the servers have it, and Activation Codes name it with a port.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>The address of this machine at which the servers listen. Nothing protects them: the default cannot be reached from elsewhere.</summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.Loopback;
}

using System.Net;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Conformance.Lpas;

/// <summary>What is around an LPA during a run.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class LpaSurroundings
{
    internal LpaSurroundings()
    {
    }

    /// <summary>
    /// The card, any APDU as it is. Which card it is changes from case to case, while nothing is asked of the LPA; the connection stays the same.
    /// Disposing of it does nothing.
    /// </summary>
    public required ICardConnection Card { get; init; }

    /// <summary>Told when another card is in the place of the last one.</summary>
    public event Action? CardChanged;

    /// <summary>The file with the certificate of the CI, PEM: the one that the LPA has to trust for TLS.</summary>
    public required string CaFile { get; init; }

    /// <summary>The certificate of the CI.</summary>
    public required RspCertificate Ci { get; init; }

    /// <summary>The SM-DP+ by its address: "localhost:40001". Activation Codes and notifications name it.</summary>
    public required string SmdpAddress { get; init; }

    /// <summary>The root SM-DS by its address.</summary>
    public required string SmdsAddress { get; init; }

    /// <summary>Where the SM-DP+ listens. Some LPAs tell servers their name without the port, and then have to find the port again.</summary>
    public required IPEndPoint SmdpEndPoint { get; init; }

    internal void TellCardChanged() => CardChanged?.Invoke();
}

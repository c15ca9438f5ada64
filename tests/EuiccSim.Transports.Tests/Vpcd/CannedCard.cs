using System.Collections.Concurrent;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tests.Vpcd;

/// <summary>A card that gives one answer to everything and remembers what it was asked. A reset is a command without octets.</summary>
internal sealed class CannedCard(string answer = "9000", string atr = CannedCard.Atr) : ICardConnection
{
    /// <summary>TS, T0 with two historical bytes.</summary>
    internal const string Atr = "3B02AB12";

    internal ConcurrentQueue<string> Seen { get; } = [];

    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => Answer("", atr);

    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) => Answer(command.ToString(), answer);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ValueTask<Octets> Answer(string command, string answered)
    {
        Seen.Enqueue(command);
        return new(Octets.FromHex(answered));
    }
}

using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>Sits between the LPA and a card: sees each APDU, and can change commands on their way.</summary>
internal sealed class CardTap(ICardConnection card) : ICardConnection
{
    /// <summary>Changes a command before it reaches the card.</summary>
    internal Func<Octets, Octets>? OnCommand { get; set; }

    /// <summary>Told of each command, as it reached the card, and of its answer. A reset is a command without octets.</summary>
    internal Action<Octets, Octets>? Seen { get; set; }

    public async ValueTask<Octets> ResetAsync(CancellationToken cancellationToken)
    {
        Octets atr = await card.ResetAsync(cancellationToken);
        Seen?.Invoke(Octets.Empty, atr);
        return atr;
    }

    public async ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        Octets sent = OnCommand is null ? command : OnCommand(command);
        Octets response = await card.TransmitAsync(sent, cancellationToken);
        Seen?.Invoke(sent, response);
        return response;
    }

    public ValueTask DisposeAsync() => card.DisposeAsync();
}

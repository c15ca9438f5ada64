using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Apdu;

/// <summary>A raw connection to a card: an in-memory card, a PC/SC reader, a virtual reader.</summary>
public interface ICardConnection : IAsyncDisposable
{
    /// <summary>Resets the card and answers its ATR.</summary>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    ValueTask<Octets> ResetAsync(CancellationToken cancellationToken);

    /// <summary>Sends one command APDU and answers the response APDU, as octets.</summary>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken);
}

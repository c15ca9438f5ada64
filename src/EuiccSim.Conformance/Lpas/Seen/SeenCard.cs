using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas.Seen;

/// <summary>The card as the LPA has it. Which one it is, each case says; whatever is between it and the LPA sees one card.</summary>
/// <param name="witness">Told of each command.</param>
internal sealed class SeenCard(Witness witness) : ICardConnection
{
    private volatile ICardConnection? _card;

    /// <summary>Puts another card in.</summary>
    internal void Insert(ICardConnection card) => _card = card;

    /// <inheritdoc/>
    public async ValueTask<Octets> ResetAsync(CancellationToken cancellationToken)
    {
        try
        {
            Octets atr = await Card.ResetAsync(cancellationToken);
            witness.Add(new Sight.Reset(witness.Now, atr));
            return atr;
        }
        catch (TransportException fault)
        {
            witness.Add(new Sight.Unanswered(witness.Now, null, fault.Message));
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        try
        {
            Octets response = await Card.TransmitAsync(command, cancellationToken);
            witness.Add(new Sight.Apdu(witness.Now, command, response));
            return response;
        }
        catch (TransportException fault)
        {
            witness.Add(new Sight.Unanswered(witness.Now, command, fault.Message));
            throw;
        }
    }

    /// <summary>The card is a case's, and stays.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ICardConnection Card => _card ?? throw new TransportException("There is no card yet.");
}

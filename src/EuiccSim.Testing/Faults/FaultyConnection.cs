using System.Collections.Immutable;
using EuiccSim.Card.Store;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing.Faults;

/// <summary>A way to a card that has the faults of a plan at <see cref="Place.Apdu"/>, <see cref="Place.Es10"/> and <see cref="Place.Reset"/>.
/// </summary>
/// <param name="card">The card.</param>
/// <param name="faults">The faults.</param>
/// <param name="party">Whose card it is, the name of a device.</param>
/// <threadsafety>As safe as the connection to the card.</threadsafety>
public sealed class FaultyConnection(ICardConnection card, FaultPlan faults, string party = "device 1") : ICardConnection
{
    private readonly Es10Requests _requests = new(faults, party);
    private volatile bool _isDark;

    /// <inheritdoc/>
    public async ValueTask<Octets> ResetAsync(CancellationToken cancellationToken)
    {
        foreach (ActiveFault fault in faults.Take(Place.Reset, party, static _ => false)) BeforeReset(fault);
        Octets atr = await card.ResetAsync(cancellationToken).ConfigureAwait(false);
        _isDark = false;
        return atr;
    }

    /// <inheritdoc/>
    public async ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        if (_isDark) throw NoPower();
        command = _requests.Pass(command);
        ImmutableList<ActiveFault> struck = faults.Take(Place.Apdu, party, digits => Contains(command, digits));
        if (struck.IsEmpty) return await card.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
        Exchange exchange = new(command);
        foreach (ActiveFault fault in struck) await BeforeAsync(fault, exchange, cancellationToken).ConfigureAwait(false);
        if (exchange.IsTwice) await card.TransmitAsync(exchange.Command, cancellationToken).ConfigureAwait(false);
        Octets answer = exchange.Answer ?? await card.TransmitAsync(exchange.Command, cancellationToken).ConfigureAwait(false);
        foreach (ActiveFault fault in struck) answer = After(fault, answer);
        return answer;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => card.DisposeAsync();

    private void BeforeReset(ActiveFault fault)
    {
        faults.Strike(fault, party);
        if (fault.Fault.Effect is FaultEffect.Delay delay) faults.Delay(delay.By);
        else throw Dead();
    }

    private async ValueTask BeforeAsync(ActiveFault fault, Exchange exchange, CancellationToken cancellationToken)
    {
        switch (fault.Fault.Effect)
        {
            case FaultEffect.Drop:
                faults.Strike(fault, party);
                throw Dead();
            case FaultEffect.PowerLoss { IsDurable: false }:
                faults.Strike(fault, party);
                throw Darken();
            case FaultEffect.Reset:
                faults.Strike(fault, party);
                await card.ResetAsync(cancellationToken).ConfigureAwait(false);
                break;
            case FaultEffect.Delay delay:
                faults.Strike(fault, party);
                faults.Delay(delay.By);
                break;
            case FaultEffect.Duplicate:
                faults.Strike(fault, party);
                exchange.IsTwice = true;
                break;
            case FaultEffect.Answer answer:
                faults.Strike(fault, party);
                exchange.Answer = new ResponseApdu(answer.Status).Encode();
                break;
            case var effect when OctetChange.Of(effect, Leg.Request, exchange.Command) is { } changed:
                faults.Strike(fault, party);
                exchange.Command = changed;
                break;
        }
    }

    private Octets After(ActiveFault fault, Octets answer)
    {
        switch (fault.Fault.Effect)
        {
            case FaultEffect.LoseAnswer:
                faults.Strike(fault, party);
                throw new TransportException("The answer is lost.");
            case FaultEffect.PowerLoss { IsDurable: true }:
                faults.Strike(fault, party);
                throw Darken();
            case var effect when OctetChange.Of(effect, Leg.Answer, answer) is { } changed:
                faults.Strike(fault, party);
                return changed;
            default:
                return answer;
        }
    }

    private TransportException Darken()
    {
        _isDark = true;
        return NoPower();
    }

    private static TransportException Dead() => new("The line is dead.");

    private static TransportException NoPower() => new("The card has no power.", new PowerLostException());

    private static bool Contains(Octets command, string digits) => command.Span.IndexOf(Octets.FromHex(digits).Span) >= 0;

    private sealed class Exchange(Octets command)
    {
        internal Octets Command { get; set; } = command;

        internal Octets? Answer { get; set; }

        internal bool IsTwice { get; set; }
    }
}

using EuiccSim.Card;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>A card of ours, as it leaves the factory, in memory: a target on which everything is allowed, with keys of each curve.</summary>
public sealed class FreshCard : IAsyncDisposable
{
    private readonly RspPki[] _pkis;

    /// <summary>Makes a card.</summary>
    /// <param name="time">The card's clock.</param>
    /// <param name="random">Where its keys and numbers come from.</param>
    public FreshCard(TimeProvider time, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(time);
        DateTimeOffset from = time.GetUtcNow().AddYears(-1);
        _pkis = [.. ((ReadOnlySpan<EcCurve>)[EcCurve.NistP256, EcCurve.BrainpoolP256r1, EcCurve.Frp256v1]).ToArray().Select(curve => TestPki.Create(curve, random, from))];
        Connection = new CardConnection(VirtualEuicc.Create(EuiccConfigurations.From(_pkis), new(time, random)));
        Target = EuiccTarget.On(Connection, "a fresh card in memory", _pkis);
    }

    /// <summary>The way to the card: to bring it into a reader, for example.</summary>
    public ICardConnection Connection { get; }

    /// <summary>The certificates and keys under which it was made, one set for each curve. They belong to this object.</summary>
    public IReadOnlyList<RspPki> Pkis => _pkis;

    /// <summary>The card, to be judged.</summary>
    public EuiccTarget Target { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        foreach (RspPki pki in _pkis) pki.Dispose();
    }
}

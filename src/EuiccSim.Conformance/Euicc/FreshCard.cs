using EuiccSim.Card;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>A card of ours, as it leaves the factory, in memory: a target on which everything is allowed, with keys of each curve.</summary>
public sealed class FreshCard : IAsyncDisposable
{
    private readonly RspPki[] _pkis;
    private readonly CardConnection _connection;

    /// <summary>Makes a card.</summary>
    /// <param name="time">The card's clock.</param>
    /// <param name="random">Where its keys and numbers come from.</param>
    public FreshCard(TimeProvider time, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(time);
        DateTimeOffset from = time.GetUtcNow().AddYears(-1);
        _pkis = [.. ((ReadOnlySpan<EcCurve>)[EcCurve.NistP256, EcCurve.BrainpoolP256r1, EcCurve.Frp256v1]).ToArray().Select(curve => TestPki.Create(curve, random, from))];
        _connection = new(VirtualEuicc.Create(EuiccConfigurations.From(_pkis), new(time, random)));
        Target = EuiccTarget.On(_connection, "a fresh card in memory", _pkis);
    }

    /// <summary>The card, to be judged.</summary>
    public EuiccTarget Target { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        foreach (RspPki pki in _pkis) pki.Dispose();
    }
}

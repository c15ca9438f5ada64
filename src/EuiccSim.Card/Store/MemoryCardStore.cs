namespace EuiccSim.Card.Store;

/// <summary>Keeps the last state in memory.</summary>
public sealed class MemoryCardStore : ICardStore
{
    private CardState? _state;

    /// <inheritdoc/>
    public CardState? Load() => _state;

    /// <inheritdoc/>
    public void Save(CardState state) => _state = state;
}

namespace EuiccSim.Card.Store;

/// <summary>Where a card keeps its state without power.</summary>
public interface ICardStore
{
    /// <summary>The state last saved, or null if there is none.</summary>
    CardState? Load();

    /// <summary>Saves a state, wholly or not at all.</summary>
    /// <exception cref="PowerLostException">Power was lost, before or after the state became durable.</exception>
    void Save(CardState state);
}

namespace EuiccSim.Card.Store;

/// <summary>Where a card keeps its state without power.</summary>
public interface ICardStore
{
    /// <summary>The state last saved, or null if there is none.</summary>
    /// <exception cref="CardImageException">What is there cannot be read, or is no card.</exception>
    CardState? Load();

    /// <summary>Saves a state, wholly or not at all.</summary>
    /// <exception cref="PowerLostException">Power was lost, before or after the state became durable.</exception>
    /// <exception cref="CardImageException">It cannot be saved; the state before is still there.</exception>
    void Save(CardState state);
}

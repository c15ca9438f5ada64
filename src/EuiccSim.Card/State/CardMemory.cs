namespace EuiccSim.Card.State;

/// <summary>
/// The card's memory as the command in hand sees it. It starts as the committed state; what differs from it at the end of the command is
/// committed before the answer leaves.
/// </summary>
/// <param name="state">The committed state.</param>
internal abstract class CardMemory(CardState state)
{
    /// <summary>Assign a new value to change it.</summary>
    internal CardState State { get; set; } = state;

    /// <summary>Makes <see cref="State"/> durable now; what follows is another step that power loss may cut off.</summary>
    internal abstract void Checkpoint();
}

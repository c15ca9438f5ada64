using EuiccSim.Card;
using EuiccSim.Card.Store;

namespace EuiccSim.Testing;

/// <summary>
/// A store that loses power at one commit, before or after the state became durable. Run a procedure once for each commit that it makes, and
/// look at the card after the next reset.
/// </summary>
public sealed class TearingStore : ICardStore
{
    private CardState? _state;
    private int _commitsLeft = -1;
    private bool _isDurable;

    /// <summary>The number of commits so far, the torn one included.</summary>
    public int Commits { get; private set; }

    /// <summary>True once power was lost.</summary>
    public bool HasTorn { get; private set; }

    /// <summary>Loses power at a commit to come, once.</summary>
    /// <param name="commit">Which: 1 is the next.</param>
    /// <param name="isDurable">True to lose power after the state became durable, so that only the answer is lost; false before.</param>
    public void TearAt(int commit, bool isDurable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(commit, 1);
        _commitsLeft = commit;
        _isDurable = isDurable;
        HasTorn = false;
    }

    /// <inheritdoc/>
    public CardState? Load() => _state;

    /// <inheritdoc/>
    public void Save(CardState state)
    {
        Commits++;
        bool tears = _commitsLeft > 0 && --_commitsLeft == 0;
        if (!tears || _isDurable) _state = state;
        if (!tears) return;
        HasTorn = true;
        throw new PowerLostException();
    }
}

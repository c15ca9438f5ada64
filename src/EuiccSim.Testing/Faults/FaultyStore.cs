using EuiccSim.Card;
using EuiccSim.Card.Store;

namespace EuiccSim.Testing.Faults;

/// <summary>
/// A store that has the faults of a plan at <see cref="Place.Commit"/>: it loses power at a commit, before or after the state became durable.
/// Run a procedure once for each commit that it makes, and look at the card after the next reset.
/// </summary>
/// <param name="faults">The faults.</param>
/// <param name="party">Whose memory it is, the name of a device.</param>
/// <param name="kept">Where the states go; in memory if null.</param>
public sealed class FaultyStore(FaultPlan faults, string party = "device 1", ICardStore? kept = null) : ICardStore
{
    private readonly ICardStore _kept = kept ?? new MemoryCardStore();

    /// <inheritdoc/>
    public CardState? Load() => _kept.Load();

    /// <inheritdoc/>
    public void Save(CardState state)
    {
        bool isDurable = true, isLost = false;
        foreach (ActiveFault fault in faults.Take(Place.Commit, party, static _ => false))
        {
            faults.Strike(fault, party);
            switch (fault.Fault.Effect)
            {
                case FaultEffect.Delay delay:
                    faults.Delay(delay.By);
                    break;
                case FaultEffect.PowerLoss loss:
                    (isLost, isDurable) = (true, loss.IsDurable);
                    break;
            }
        }
        if (isDurable) _kept.Save(state);
        if (isLost) throw new PowerLostException();
    }
}

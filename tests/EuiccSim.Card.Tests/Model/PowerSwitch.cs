using EuiccSim.Card.Store;

namespace EuiccSim.Card.Tests.Model;

/// <summary>A store that loses power at the next commit after it was armed.</summary>
internal sealed class PowerSwitch : ICardStore
{
    private CardState? _state;
    private bool _armed;
    private bool _isDurable;

    internal void Arm(bool isDurable) => (_armed, _isDurable) = (true, isDurable);

    internal void Disarm() => _armed = false;

    public CardState? Load() => _state;

    public void Save(CardState state)
    {
        bool tears = _armed;
        _armed = false;
        if (!tears || _isDurable) _state = state;
        if (tears) throw new PowerLostException();
    }
}

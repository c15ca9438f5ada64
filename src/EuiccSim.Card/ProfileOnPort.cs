using System.Collections.Immutable;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card;

/// <summary>The Profile that is enabled on a port, in the card's memory: what the file system gets to see of it.</summary>
/// <param name="memory">The card's memory.</param>
/// <param name="port">The port.</param>
/// <param name="none">What there is without a Profile.</param>
internal sealed class ProfileOnPort(CardMemory memory, int port, UiccProfile none) : IEnabledProfile
{
    private ImmutableList<InstalledProfile>? _profiles;
    private int _index = -1;

    /// <inheritdoc/>
    public Octets IsdpAid => Find() < 0 ? default : _profiles![_index].IsdpAid;

    /// <inheritdoc/>
    /// <exception cref="StatusWordException">'6A84': it has grown, and there is not so much memory.</exception>
    public UiccProfile Uicc
    {
        get => Find() < 0 ? none : _profiles![_index].Uicc;
        set
        {
            if (Find() < 0) throw new InvalidOperationException("There is no enabled Profile to change.");
            InstalledProfile before = _profiles![_index];
            int growth = value.Contents.Growth - before.Uicc.Contents.Growth;
            if (growth > 0 && growth > memory.State.FreeMemory) throw new StatusWordException(StatusWord.NotEnoughMemory);
            _profiles = _profiles.SetItem(_index, before with { Uicc = value });
            memory.State = memory.State with { Profiles = _profiles };
        }
    }

    /// <summary>The position of the Profile, or -1; looked for again when the list is another one.</summary>
    private int Find()
    {
        if (ReferenceEquals(memory.State.Profiles, _profiles)) return _index;
        _profiles = memory.State.Profiles;
        _index = -1;
        for (int i = 0; i < _profiles.Count && _index < 0; i++)
        {
            if (_profiles[i].Port == port) _index = i;
        }
        return _index;
    }
}

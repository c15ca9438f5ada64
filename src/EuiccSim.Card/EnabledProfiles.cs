using System.Collections.Immutable;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card;

/// <summary>The Profiles that are enabled on the ports, in the card's memory: what the file system gets to see of them.</summary>
/// <param name="memory">The card's memory.</param>
/// <param name="none">What there is without a Profile.</param>
internal sealed class EnabledProfiles(CardMemory memory, UiccProfile none) : IEnabledProfiles
{
    private ImmutableList<InstalledProfile>? _profiles;
    private int _port;
    private int _index = -1;

    /// <inheritdoc/>
    /// <exception cref="StatusWordException">'6A84': it has grown, and there is not so much memory.</exception>
    public UiccProfile this[int port]
    {
        get => Find(port) < 0 ? none : _profiles![_index].Uicc;
        set
        {
            if (Find(port) < 0) throw new InvalidOperationException("There is no enabled Profile to change.");
            InstalledProfile before = _profiles![_index];
            int growth = value.Contents.Growth - before.Uicc.Contents.Growth;
            if (growth > 0 && growth > memory.State.FreeMemory) throw new StatusWordException(StatusWord.NotEnoughMemory);
            _profiles = _profiles.SetItem(_index, before with { Uicc = value });
            memory.State = memory.State with { Profiles = _profiles };
        }
    }

    /// <inheritdoc/>
    public Octets IsdpAidOn(int port) => Find(port) < 0 ? default : _profiles![_index].IsdpAid;

    /// <summary>The position of the Profile, or -1; looked for again when the list is another one, or the port.</summary>
    private int Find(int port)
    {
        if (port == _port && ReferenceEquals(memory.State.Profiles, _profiles)) return _index;
        (_profiles, _port, _index) = (memory.State.Profiles, port, -1);
        for (int i = 0; i < _profiles.Count && _index < 0; i++)
        {
            if (_profiles[i].Port == port) _index = i;
        }
        return _index;
    }
}

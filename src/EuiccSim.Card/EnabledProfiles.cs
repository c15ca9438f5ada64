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
    private InstalledProfile? _profile;
    private int _port;

    /// <inheritdoc/>
    /// <exception cref="StatusWordException">'6A84': it has grown, and there is not so much memory.</exception>
    public UiccProfile this[int port]
    {
        get => On(port)?.Uicc ?? none;
        set
        {
            InstalledProfile before = On(port) ?? throw new InvalidOperationException("There is no enabled Profile to change.");
            int growth = value.Contents.Growth - before.Uicc.Contents.Growth;
            if (growth > 0 && growth > memory.State.FreeMemory) throw new StatusWordException(StatusWord.NotEnoughMemory);
            _profile = before with { Uicc = value };
            _profiles = _profiles!.SetItem(_profiles.FindIndex(one => ReferenceEquals(one, before)), _profile);
            memory.State = memory.State with { Profiles = _profiles };
        }
    }

    /// <inheritdoc/>
    public Octets IsdpAidOn(int port) => On(port)?.IsdpAid ?? default;

    /// <summary>The Profile, or null; looked for again when the list is another one, or the port: every command asks many times.</summary>
    private InstalledProfile? On(int port) => port == _port && ReferenceEquals(memory.State.Profiles, _profiles) ? _profile : Find(port);

    private InstalledProfile? Find(int port)
    {
        (_profiles, _port) = (memory.State.Profiles, port);
        return _profile = _profiles.Find(profile => profile.Port == port);
    }
}

using System.Collections.Immutable;
using EuiccSim.Card.IsdR;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Kernel;

/// <summary>All that a reset takes away.</summary>
internal sealed class CardSession
{
    private readonly Channel?[] _channels = new Channel?[ChannelNumber.Maximum + 1];
    private Octets _enabledAid;

    internal CardSession(Personality personality, CardState state)
    {
        Personality = personality;
        EnabledIndex = IndexOfEnabled(state.Profiles);
        Profiles = state.Profiles;
        Uicc = UiccAt(state.Profiles, EnabledIndex);
        _enabledAid = AidAt(state.Profiles, EnabledIndex);
        _channels[0] = new(ChannelNumber.Basic, Uicc.Files.Mf);
    }

    internal Personality Personality { get; }

    /// <summary>The open channels by number; null where one is closed.</summary>
    internal ReadOnlySpan<Channel?> Channels => _channels;

    /// <summary>Which PINs are verified, and parsed access rules.</summary>
    internal SecurityStatus Security { get; private set; } = new();

    /// <summary>The one RSP session of the card, whatever channel its commands come on.</summary>
    internal RspSession Rsp { get; set; } = RspSession.None.Instance;

    /// <summary>The data of the last TERMINAL CAPABILITY. TS 102 221 §11.1.19.</summary>
    internal Octets? TerminalCapability { get; set; }

    /// <summary>The data of the last TERMINAL PROFILE. TS 102 223 §5.2.</summary>
    internal Octets? TerminalProfile { get; set; }

    /// <summary>A proactive command, from tag 'D0' on, that waits for FETCH. While it is there, '9000' becomes '91XX'.</summary>
    internal Octets? PendingProactiveCommand { get; set; }

    /// <summary>The proactive command that was fetched and waits for TERMINAL RESPONSE.</summary>
    internal Octets? FetchedProactiveCommand { get; set; }

    /// <summary>The profiles that <see cref="EnabledIndex"/> and <see cref="Uicc"/> were found in.</summary>
    internal ImmutableList<InstalledProfile> Profiles { get; private set; }

    /// <summary>The position of the enabled Profile, or -1.</summary>
    internal int EnabledIndex { get; private set; }

    /// <summary>The file system of the enabled Profile, or the empty one.</summary>
    internal UiccProfile Uicc { get; private set; }

    internal static int IndexOfEnabled(ImmutableList<InstalledProfile> profiles)
    {
        for (int i = 0; i < profiles.Count; i++)
        {
            if (profiles[i].Enabled) return i;
        }
        return -1;
    }

    internal static UiccProfile UiccAt(ImmutableList<InstalledProfile> profiles, int index) =>
        index < 0 ? UiccProfile.Empty : profiles[index].Uicc;

    /// <summary>
    /// Looks at the committed state before a command. If another Profile is enabled than before, all files are deselected on all
    /// channels and no PIN is verified; the ISD-R stays selected where it is.
    /// </summary>
    internal void Follow(ImmutableList<InstalledProfile> profiles)
    {
        if (ReferenceEquals(profiles, Profiles)) return;
        Profiles = profiles;
        EnabledIndex = IndexOfEnabled(profiles);
        Uicc = UiccAt(profiles, EnabledIndex);
        Octets aid = AidAt(profiles, EnabledIndex);
        if (aid == _enabledAid) return;
        _enabledAid = aid;
        Security = new();
        foreach (Channel? channel in _channels) channel?.EnterMf(Uicc.Files.Mf);
    }

    /// <summary>Opens the free channel with the lowest number, or answers null.</summary>
    internal Channel? OpenChannel()
    {
        for (int number = 1; number < Personality.ChannelCount; number++)
        {
            if (OpenChannel(number) is { } opened) return opened;
        }
        return null;
    }

    /// <summary>Opens the channel with a number, or answers null: it is open already, or the card has not so many.</summary>
    internal Channel? OpenChannel(int number) =>
        number < Personality.ChannelCount && _channels[number] is null ? _channels[number] = new(new(number), Uicc.Files.Mf) : null;

    internal void CloseChannel(int number) => _channels[number] = null;

    /// <summary>
    /// Closes all channels but the basic one, which gets the MF; no PIN is verified. What a REFRESH with UICC reset leaves.
    /// </summary>
    internal void CloseAll()
    {
        _channels.AsSpan(1).Clear();
        _channels[0] = new(ChannelNumber.Basic, Uicc.Files.Mf);
        Security = new();
    }

    private static Octets AidAt(ImmutableList<InstalledProfile> profiles, int index) => index < 0 ? default : profiles[index].IsdpAid;
}

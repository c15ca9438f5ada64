using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Kernel;

/// <summary>One port: what a terminal sees as a UICC of its own, with its channels and its proactive _session. SGP.22 v3 calls it an eSIM Port.</summary>
internal sealed class Port
{
    private readonly CardSession _session;
    private ByChannel<Channel> _channels;
    private Terminal? _terminal;

    internal Port(int number, CardSession session) => (Number, _session, Transaction) = (number, session, new(session, this));

    /// <summary>From 0 on.</summary>
    internal int Number { get; }

    /// <summary>What a command that comes here has around it: the same for each.</summary>
    internal Transaction Transaction { get; }

    /// <summary>The channels by number, up to the last open one; null where one is closed.</summary>
    internal ReadOnlySpan<Channel?> Channels => _channels.All;

    /// <summary>The channel that is always open.</summary>
    internal Channel Basic => _channels[0]!;

    /// <summary>The data of the last TERMINAL CAPABILITY. TS 102 221 §11.1.19.</summary>
    internal Octets? TerminalCapability
    {
        get => _terminal?.Capability;
        set => Told.Capability = value;
    }

    /// <summary>The data of the last TERMINAL PROFILE. TS 102 223 §5.2.</summary>
    internal Octets? TerminalProfile
    {
        get => _terminal?.Profile;
        set => Told.Profile = value;
    }

    /// <summary>A proactive command, from tag 'D0' on, that waits for FETCH. While it is there, '9000' becomes '91XX'.</summary>
    internal Octets? PendingProactiveCommand
    {
        get => _terminal?.Pending;
        set => Told.Pending = value;
    }

    /// <summary>The proactive command that was fetched and waits for TERMINAL RESPONSE.</summary>
    internal Octets? FetchedProactiveCommand
    {
        get => _terminal?.Fetched;
        set => Told.Fetched = value;
    }

    private Terminal Told => _terminal ??= new();

    /// <summary>The open channel with a number, or null.</summary>
    internal Channel? Find(int number) => _channels[number];

    /// <summary>Opens the free channel with the lowest number, or answers null.</summary>
    /// <param name="origin">The channel whose selection it takes over, or null.</param>
    internal Channel? OpenChannel(Channel? origin)
    {
        for (int candidate = _session.Personality.FirstChannel; candidate < _session.Personality.ChannelCount; candidate++)
        {
            if (OpenChannel(candidate, origin) is { } opened) return opened;
        }
        return null;
    }

    /// <summary>Opens the channel with a number, or answers null: it is open already, or the card has not so many.</summary>
    internal Channel? OpenChannel(int wanted, Channel? origin) =>
        wanted < _session.Personality.ChannelCount && _channels[wanted] is null ? Open(wanted, origin) : null;

    /// <summary>Closes a channel; the application that is selected on it hears of it first, then all.</summary>
    internal void Close(Channel closing)
    {
        _channels.Remove(closing.Number.Value);
        closing.Application.OnDeselect(closing);
        foreach (CardApplication application in _session.Applications) application.OnClose(closing);
    }

    /// <summary>Closes all channels but the basic one, which is as after a reset. What a REFRESH with UICC reset leaves.</summary>
    internal void CloseAll()
    {
        foreach (CardApplication application in _session.Applications) application.OnPortReset(this);
        _channels.Clear();
        Open(0, null);
    }

    /// <summary>A reset of this port alone: the device has also to say anew what it can do.</summary>
    internal void Reset()
    {
        CloseAll();
        _terminal = null;
    }

    private Channel Open(int opened, Channel? origin)
    {
        Channel channel = new(new(opened), this, origin?.Application ?? _session.Default);
        _channels.Set(opened, channel);
        foreach (CardApplication application in _session.Applications) application.OnOpen(channel, origin);
        return channel;
    }

    // What came from the Device: most cards that wait were told nothing.
    private sealed class Terminal
    {
        internal Octets? Capability { get; set; }

        internal Octets? Profile { get; set; }

        internal Octets? Pending { get; set; }

        internal Octets? Fetched { get; set; }
    }
}

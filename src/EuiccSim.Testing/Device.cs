using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing.Events;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Testing;

/// <summary>A card and the device around it, in a world.</summary>
/// <remarks>Each method opens an LPA and closes it; <see cref="OpenLpaAsync"/> gives one for more.</remarks>
/// <threadsafety>One call at a time.</threadsafety>
public sealed partial class Device
{
    private readonly WorldParts _parts;
    private readonly IEs9Transport _servers;
    private IChannelOpener? _channels;

    internal Device(WorldParts parts, IEs9Transport servers, int number, CardState card)
    {
        (_parts, _servers, Name) = (parts, servers, $"device {number}");
        Environment = new(parts.Time, parts.Random(number == 1 ? "card" : $"card {number}")) { Crypto = parts.Options.Crypto };
        CardOptions options = parts.Options.Card ?? CardOptions.Default;
        Action<TraceEvent>? own = options.Trace;
        Card = VirtualEuicc.Restore(card, Environment, options with
        {
            Wait = options.Wait ?? ((time, _) =>
            {
                parts.Advance(time);
                return ValueTask.CompletedTask;
            }),
            Store = new FaultyStore(parts.Faults, Name, number == 1 ? options.Store : null),
            Trace = traced =>
            {
                own?.Invoke(traced);
                Note(traced);
            },
        });
        Connection = new FaultyConnection(new CardConnection(Card), parts.Faults, Name);
        Terminal = TerminalFor(parts.Options.Terminal ?? new());
        LpaOptions = new() { Time = parts.Time };
    }

    /// <summary>"device 1".</summary>
    public string Name { get; }

    /// <summary>The card.</summary>
    public VirtualEuicc Card { get; }

    /// <summary>Time and randomness of the card.</summary>
    public CardEnvironment Environment { get; }

    /// <summary>The way to the card, with the world's faults on it.</summary>
    public ICardConnection Connection { get; }

    /// <summary>
    /// Channels to applications of the card, which the LPA uses: through the terminal, if it is on. Another way can be set, that of a modem or a
    /// reader with <see cref="Connection"/> behind it, for example.
    /// </summary>
    public IChannelOpener Channels
    {
        get => _channels ?? new LogicalChannelOpener(Way);
        set => _channels = value;
    }

    /// <summary>How the device's LPA works.</summary>
    public LpaOptions LpaOptions { get; set; }

    /// <summary>What the card keeps without power.</summary>
    public CardState State => Card.Snapshot();

    /// <summary>The card's EID.</summary>
    public Eid Eid => State.Euicc.Eid;

    /// <summary>An LPA for the card, which reaches the servers of the world. The caller closes it.</summary>
    public ValueTask<LpaClient> OpenLpaAsync(CancellationToken cancellationToken = default) =>
        LpaClient.OpenAsync(Channels, _servers, LpaOptions, cancellationToken);

    /// <summary>Does something with an LPA, and closes it. If the terminal is on, it then performs what the card announced.</summary>
    public async Task<T> WithLpaAsync<T>(Func<LpaClient, ValueTask<T>> use, CancellationToken cancellationToken = default)
    {
        LpaClient lpa = await OpenLpaAsync(cancellationToken).ConfigureAwait(false);
        T result;
        await using (lpa.ConfigureAwait(false)) result = await use(lpa).ConfigureAwait(false);
        if (Terminal.IsOn) await Terminal.ServeAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>Does something with an LPA, and closes it.</summary>
    public Task WithLpaAsync(Func<LpaClient, ValueTask> use, CancellationToken cancellationToken = default) => WithLpaAsync<object?>(
        async lpa =>
        {
            await use(lpa).ConfigureAwait(false);
            return null;
        },
        cancellationToken);

    /// <summary>Downloads a profile.</summary>
    /// <returns>How it ended.</returns>
    public Task<DownloadOutcome> DownloadAsync(
        ActivationCode? code,
        DownloadOptions? options = null,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        WithLpaAsync(async lpa => await lpa.DownloadAsync(code, options, progress, cancellationToken).ConfigureAwait(false), cancellationToken);

    /// <summary>Downloads a profile that must get installed.</summary>
    /// <returns>Its ICCID.</returns>
    /// <exception cref="WorldException">It was not installed; the message tells how it ended.</exception>
    public async Task<Iccid> InstallAsync(ActivationCode code)
    {
        DownloadOutcome outcome = await DownloadAsync(code).ConfigureAwait(false);
        if (outcome is DownloadOutcome.Installed installed) return installed.Iccid;
        Refusal no = Refusal.Of(outcome);
        throw new WorldException($"{Name} did not install {code}: {no.Function}: {no.Name}{(no.Code is null ? "" : $" ({no.Code})")}: {no.Message}");
    }

    /// <summary>ES10c.EnableProfile, with a REFRESH if the device takes one.</summary>
    public Task EnableAsync(Iccid iccid) => WithLpaAsync(lpa => lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(iccid)));

    /// <summary>ES10c.DisableProfile, with a REFRESH if the device takes one.</summary>
    public Task DisableAsync(Iccid iccid) => WithLpaAsync(lpa => lpa.Es10c.DisableProfileAsync(new ProfileIdentifier.Iccid(iccid)));

    /// <summary>ES10c.DeleteProfile.</summary>
    public Task DeleteAsync(Iccid iccid) => WithLpaAsync(lpa => lpa.Es10c.DeleteProfileAsync(new ProfileIdentifier.Iccid(iccid)));

    /// <summary>ES10c.GetProfilesInfo: of each profile what can be read. The LPA's own method also tells what cannot.</summary>
    public Task<SequenceOf<ProfileInfo>> GetProfilesAsync() => WithLpaAsync(async lpa =>
        SequenceOf.From((await lpa.Es10c.GetProfilesInfoAsync().ConfigureAwait(false)).Select(profile => profile.Value)));

    /// <summary>Tells the servers what the card has for them.</summary>
    public Task<SequenceOf<NotificationResult>> DeliverNotificationsAsync() =>
        WithLpaAsync(async lpa => await lpa.ProcessNotificationsAsync().ConfigureAwait(false));

    /// <summary>Resets the card, also after it lost power. If the terminal is on, it tells the card again what it can do.</summary>
    /// <returns>The answer to reset.</returns>
    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken = default) => Way.ResetAsync(cancellationToken);

    /// <summary>Lets something go wrong at this device.</summary>
    public ActiveFault Inject(Fault fault) => _parts.Faults.Inject(fault with { Site = fault.Site.Of(Name) });

    private void Note(TraceEvent traced) => _parts.Events.Add(traced with { Time = _parts.Now, Party = Name });
}

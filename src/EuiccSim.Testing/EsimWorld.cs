using EuiccSim.Card;
using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDs;
using EuiccSim.Testing.Events;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Testing;

/// <summary>
/// A PKI, an SM-DP+, an SM-DS and a device, in memory: everything that it takes to install a profile and to see what happens, also when
/// something goes wrong. More devices and servers can be added.
/// </summary>
/// <remarks>
/// The same options give the same octets, if one thing is done after the other. Worlds see nothing of one another; what their cards read of
/// packages and certificates they share (<see cref="CardEnvironment.Cache"/>), which none can change.
/// </remarks>
/// <threadsafety>Devices may be used at once, each by one thread; adding devices and servers is for one thread.</threadsafety>
public sealed class EsimWorld : IAsyncDisposable
{
    private readonly WorldParts _parts;
    private readonly List<Device> _devices = [];
    private int _orders;

    private EsimWorld(EsimWorldOptions options)
    {
        _parts = new(options);
        Events = _parts.Events;
        Faults = _parts.Faults;
        Net = new(_parts);
        Smds = Net.AddSmds();
        Net.AddServer(null, options.Server);
        AddDevice();
    }

    /// <summary>A new world.</summary>
    /// <param name="options">How it differs from the ordinary one.</param>
    public static ValueTask<EsimWorld> CreateAsync(EsimWorldOptions? options = null) => new(new EsimWorld(options ?? new()));

    /// <summary>The clock.</summary>
    public TimeProvider Time => _parts.Time;

    /// <summary>The certificates and keys; the first, if there are several.</summary>
    public RspPki Pki => _parts.Pkis[0];

    /// <summary>The first device.</summary>
    public Device Device => _devices[0];

    /// <summary>All devices.</summary>
    public IReadOnlyList<Device> Devices => _devices;

    /// <summary>The first SM-DP+.</summary>
    public SmdpServer Server => Net.Servers[0];

    /// <summary>All SM-DP+s.</summary>
    public IReadOnlyList<SmdpServer> Servers => Net.Servers;

    /// <summary>The SM-DS; null if the PKI has none.</summary>
    public SmdsServer? Smds { get; }

    /// <summary>The way from LPAs to servers.</summary>
    public WorldNet Net { get; }

    /// <summary>All that happened.</summary>
    public WorldEvents Events { get; }

    /// <summary>The faults that are to come.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Lets something go wrong.</summary>
    public ActiveFault Inject(Fault fault) => Faults.Inject(fault);

    /// <summary>Moves the clock forward; timers fire on the way.</summary>
    /// <exception cref="InvalidOperationException">The world was given a clock that is not moved by hand.</exception>
    public void Advance(TimeSpan by) => _parts.Advance(by);

    /// <summary>One more device, with a chip of its own from the same manufacturer.</summary>
    /// <param name="eid">The EID, 32 decimal digits; null for the next one.</param>
    /// <param name="pkis">What the chip has; null for the world's certificates and a key of its own.</param>
    public Device AddDevice(string? eid = null, params ReadOnlySpan<RspPki> pkis)
    {
        _parts.RequireAlive();
        EuiccConfiguration euicc = EuiccConfigurations.From(pkis.IsEmpty ? _parts.Chip(_devices.Count + 1, eid) : pkis);
        return AddDevice(new CardState { Euicc = _parts.Options.Euicc?.Invoke(euicc) ?? euicc });
    }

    /// <summary>One more device, with a card that is there already: a copy of another one, for example.</summary>
    /// <param name="card">What the card keeps without power.</param>
    public Device AddDevice(CardState card)
    {
        _parts.RequireAlive();
        Device device = new(_parts, Net, _devices.Count + 1, card);
        _devices.Add(device);
        return device;
    }

    /// <summary>One more SM-DP+, with certificates and an object identifier of its own, under the same CI.</summary>
    /// <param name="address">Its host name.</param>
    /// <param name="change">Changes its options.</param>
    /// <exception cref="InvalidOperationException">The CI's key is not there.</exception>
    public SmdpServer AddServer(string address, Func<SmdpOptions, SmdpOptions>? change = null) => Net.AddServer(address, change);

    /// <summary>Takes a profile into stock, orders and confirms it, as an operator does over ES2+.</summary>
    /// <param name="profile">The profile; null for the next one that the world makes up.</param>
    /// <param name="confirmation">How to confirm; null for a MatchingID that tells the number of the order, "SAMPLE-1".</param>
    /// <param name="eid">The eUICC that it is for; null for any.</param>
    /// <param name="server">The SM-DP+; null for the first.</param>
    /// <exception cref="WorldException">The server refuses.</exception>
    public async Task<OrderedProfile> OrderAsync(
        Profile? profile = null, OrderConfirmation? confirmation = null, Eid? eid = null, SmdpServer? server = null)
    {
        _parts.RequireAlive();
        int number = ++_orders;
        server ??= Server;
        ProfileOrder stock = await server.Orders.AddAsync(profile ?? WorldProfiles.Number(number, server.Options.Address)).ConfigureAwait(false);
        Done(await server.Es2.DownloadOrderAsync(stock.Iccid, eid).ConfigureAwait(false));
        OrderOutcome confirmed = await server.Es2.ConfirmOrderAsync(stock.Iccid, confirmation ?? new() { MatchingId = $"SAMPLE-{number}" }).ConfigureAwait(false);
        ProfileOrder order = Done(confirmed);
        return new(server, order.Iccid, server.ActivationCodeOf(order));
    }

    /// <summary>Orders a profile and installs it.</summary>
    /// <param name="device">Where; on the first device if null.</param>
    /// <returns>What was installed.</returns>
    /// <exception cref="WorldException">It was not installed; the message tells how it ended.</exception>
    public async Task<OrderedProfile> InstallAsync(Device? device = null)
    {
        OrderedProfile ordered = await OrderAsync().ConfigureAwait(false);
        await (device ?? Device).InstallAsync(ordered.Code).ConfigureAwait(false);
        return ordered;
    }

    /// <summary>
    /// Forgets the keys that were made for the world. What the cards have can be looked at afterwards; nothing can be ordered, added or asked of a server.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        _parts.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ProfileOrder Done(OrderOutcome outcome) =>
        outcome is OrderOutcome.Done done ? done.Order : throw new WorldException($"The SM-DP+ refused the order: {outcome}.");
}

using EuiccSim.Card;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Terminal;

namespace EuiccSim.Testing;

/// <summary>
/// The main job of eSIM in a world, checked step by step: order, download, enable, use as a SIM, disable, delete, deliver notifications.
/// </summary>
/// <threadsafety>One run, once.</threadsafety>
public sealed partial class Demonstration : IAsyncDisposable
{
    private readonly EsimWorld _world;
    private readonly Octets _package;
    private readonly RandomSource _random;
    private readonly DemonstrationSteps _steps;
    private readonly UiccTerminal _terminal;
    private readonly Action<CardState>? _kept;
    private int _delivered;

    /// <summary>Everything that it takes. Nothing is done yet.</summary>
    /// <param name="world">The world, with a server, and a card in its first device.</param>
    /// <param name="package">The unprotected profile package.</param>
    /// <param name="options">How to run; the defaults if null.</param>
    /// <exception cref="IncompletePackageException">The package has no USIM, or one without IMSI or key, or with an algorithm that is not known here.</exception>
    /// <exception cref="Asn1ContentException">It is no profile package.</exception>
    public Demonstration(EsimWorld world, Octets package, DemonstrationOptions? options = null)
    {
        options ??= new();
        (_world, _package, _random, _kept) = (world, package, options.Random, options.Kept);
        _steps = new(TimeProvider.System, options.Began);
        // The card starts anew by itself after REFRESH.
        _terminal = new(new ExpectingConnection(options.Card ?? world.Device.Connection), new() { Profile = s_profile, Capability = s_capability, ResetsOnRefresh = false });
        PackageOctets.RequireWholeElements(package);
        Subscriber = PackageSubscriber.Read(ProfilePackage.Read(package));
        // Before the card refuses an algorithm, for which it has no words.
        Subscriber.CreateAlgorithm().Dispose();
    }

    /// <summary>Whose profile it is.</summary>
    public PackageSubscriber Subscriber { get; }

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<DemonstrationStep> Steps => _steps.All;

    /// <summary>Does it all.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DemonstrationException">Something is not as it should be, although everybody answered.</exception>
    /// <remarks>What the LPA, the card and the server throw, is thrown as it is.</remarks>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            ActivationCode code = await OrderAsync().ConfigureAwait(false);
            await _terminal.ResetAsync(cancellationToken).ConfigureAwait(false);
            await DownloadAsync(code, cancellationToken).ConfigureAwait(false);
            await EnableAsync(cancellationToken).ConfigureAwait(false);
            await UseAsync(cancellationToken).ConfigureAwait(false);
            if (_kept is not null) await KeepAsync(_kept, cancellationToken).ConfigureAwait(false);
            await DisableAndDeleteAsync(cancellationToken).ConfigureAwait(false);
            await DeliverAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _steps.End();
        }
    }

    /// <summary>Lets the way to the card go. The card stays.</summary>
    public ValueTask DisposeAsync() => _terminal.DisposeAsync();

    /// <summary>A profile package of our own, with fresh keys.</summary>
    /// <param name="random">Where the keys come from.</param>
    public static Octets BuildPackage(RandomSource random)
    {
        byte[] secrets = new byte[32];
        random.Fill(secrets);
        SubscriberData data = new()
        {
            Iccid = Iccid.FromDigits("89882119900000000012"),
            Imsi = "001010000000001",
            Key = Octets.Of(secrets.AsSpan(0, 16)),
            Opc = Octets.Of(secrets.AsSpan(16)),
            ProfileType = "EuiccSim demo profile",
        };
        return ProfileBuilder.Build(data).Write();
    }

    private IChannelOpener Channels => new LogicalChannelOpener(_terminal);

    // TS 102 223 §5.2: everything, REFRESH among it. TS 102 221 §11.1.19: a terminal with an LPA.
    private static readonly Octets s_profile = Octets.FromHex("FFFFFFFFFFFFFFFFFF");
    private static readonly Octets s_capability = Octets.FromHex("A908810082010183" + "0107");
}

/// <summary>How a demonstration runs.</summary>
public sealed record DemonstrationOptions
{
    /// <summary>The way to the card of the world's first device, watched for example; null for the device's own.</summary>
    public ICardConnection? Card { get; init; }

    /// <summary>Where the network's random numbers come from.</summary>
    public RandomSource Random { get; init; } = RandomSource.System;

    /// <summary>
    /// Is given the card's state while the profile is on it, enabled and used, with nothing to be told to a server: to keep a card like it. What
    /// follows, disabling and deleting, is not in it. Null to keep none.
    /// </summary>
    public Action<CardState>? Kept { get; init; }

    /// <summary>Is told of each step as it begins.</summary>
    public Action<string>? Began { get; init; }
}

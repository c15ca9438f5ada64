using EuiccSim.Ending;
using EuiccSim.Lpa.Authentication;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es9;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Lpa;

/// <summary>
/// A Local Profile Assistant: the procedures that need an eUICC and a server, and the functions of the eUICC (SGP.22 v2.5 §5.7) by interface.
/// </summary>
/// <remarks>
/// Every method can throw <see cref="CardException"/> (the card rejected the command), <see cref="MalformedResponseException"/> (its answer
/// cannot be understood) and <see cref="TransportException"/> (it cannot be reached); and, where the function has result codes,
/// <see cref="EuiccFunctionException"/> for each but "ok". The channel does not survive a reset of the card, such as a REFRESH after
/// enabling a profile brings about: what is asked then is a <see cref="ChannelLostException"/>, and another <see cref="LpaClient"/> is to be opened.
/// </remarks>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class LpaClient : IAsyncDisposable
{
    private readonly IApplicationChannel _channel;
    private readonly Es10Client _es10;
    private readonly IEs9Transport? _servers;
    private readonly LpaOptions _options;
    private readonly ILogger _log;

    private LpaClient(IApplicationChannel channel, IEs9Transport? servers, LpaOptions options)
    {
        _channel = channel;
        _servers = servers;
        _options = options;
        _log = options.LoggerFactory?.CreateLogger<LpaClient>() ?? NullLogger<LpaClient>.Instance;
        _es10 = new(channel, options.BlockSize, _log);
        (Es10a, Es10b, Es10c) = (new(_es10), new(_es10), new(_es10));
    }

    /// <summary>The functions of ES10a: addresses.</summary>
    public Es10aClient Es10a { get; }

    /// <summary>The functions of ES10b: download, and notifications.</summary>
    public Es10bClient Es10b { get; }

    /// <summary>The functions of ES10c: the profiles that are installed, and the eUICC as a whole.</summary>
    public Es10cClient Es10c { get; }

    /// <summary>Opens a channel to the ISD-R.</summary>
    /// <param name="card">The card.</param>
    /// <param name="servers">The way to servers; null if neither downloads nor notifications are wanted.</param>
    /// <param name="options">How to work; the defaults if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NoEuiccException">There is no ISD-R under any of the given identifiers: no eUICC, perhaps.</exception>
    /// <exception cref="CardException">The card has no free channel.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static async ValueTask<LpaClient> OpenAsync(
        IChannelOpener card, IEs9Transport? servers = null, LpaOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BlockSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.BlockSize, 255, nameof(options));
        if (options.IsdRAids.Count == 0) throw new ArgumentException("There is no application identifier to look for.", nameof(options));
        for (int i = 0; ; i++)
        {
            try
            {
                return new(await card.OpenAsync(options.IsdRAids[i], cancellationToken).ConfigureAwait(false), servers, options);
            }
            catch (CardException) when (i + 1 < options.IsdRAids.Count)
            {
                // Not under this name.
            }
            catch (CardException refusal) when (NoEuiccException.IsMeantBy(refusal))
            {
                throw new NoEuiccException(refusal, options.IsdRAids);
            }
        }
    }

    /// <summary>Downloads and installs a profile. SGP.22 v2.5 §3.1.3.</summary>
    /// <param name="code">
    /// Where the profile waits. Null: ask the eUICC's default SM-DP+ for what waits for this eUICC. For an event of an SM-DS, a code with
    /// the event's server address and its event identifier as MatchingID.
    /// </param>
    /// <param name="options">The device, and how to ask the user; the defaults if null.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">
    /// Stops the download: eUICC and server are told (<see cref="DownloadOptions.CancellationReason"/>), and then
    /// <see cref="OperationCanceledException"/> is thrown. Once the eUICC has given its result, it only stops the delivery of
    /// notifications, which then stay on the card, and nothing is thrown.
    /// </param>
    /// <returns>How it ended. A refusal by server, eUICC or user is an outcome, not an exception.</returns>
    /// <exception cref="Es9TransportException">The server cannot be reached, or did not answer 200.</exception>
    /// <exception cref="MalformedResponseException">The card or the server answered what the protocol does not allow.</exception>
    /// <exception cref="CardException">The card rejected a command.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">See <paramref name="cancellationToken"/>.</exception>
    /// <exception cref="InvalidOperationException">This object was opened without a way to servers.</exception>
    /// <remarks>Before an exception leaves, the session is cancelled on both sides as far as they can be reached.</remarks>
    public async Task<DownloadOutcome> DownloadAsync(
        ActivationCode? code, DownloadOptions? options = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Es9Client es9 = Servers();
        string? address = code is not null
            ? code.SmdpAddress
            : (await AddressesOfNewSessionAsync(cancellationToken).ConfigureAwait(false)).DefaultDpAddress;
        if (string.IsNullOrEmpty(address)) return new DownloadOutcome.NoServerAddress();
        DownloadProcedure procedure = new(_es10, es9, options ?? new(), _options, progress, _log);
        return await procedure.RunAsync(address, code, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks an SM-DS (ES11) what waits for this eUICC. SGP.22 v2.5 §3.6.1, §5.8. An event is then a download of its own.</summary>
    /// <param name="options">Which SM-DS, and how far to follow; the eUICC's root SM-DS if null.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it ended. A refusal by SM-DS or eUICC is an outcome, not an exception.</returns>
    /// <exception cref="Es9TransportException">The SM-DS cannot be reached, or did not answer 200.</exception>
    /// <exception cref="MalformedResponseException">The card or the SM-DS answered what the protocol does not allow.</exception>
    /// <exception cref="CardException">The card rejected a command.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">This object was opened without a way to servers.</exception>
    public async Task<DiscoveryOutcome> DiscoverAsync(
        DiscoveryOptions? options = null, IProgress<DiscoveryProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Es9Client es9 = Servers();
        options ??= new();
        string? address = options.SmdsAddress ?? (await AddressesOfNewSessionAsync(cancellationToken).ConfigureAwait(false)).RootDsAddress;
        if (string.IsNullOrEmpty(address)) return new DiscoveryOutcome.NoServerAddress();
        return await new DiscoveryProcedure(_es10, es9, options, _options.Time, progress, _log).RunAsync(address, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends pending notifications to their servers, in the order in which things happened, and removes each once it is delivered. SGP.22
    /// v2.5 §3.5.
    /// </summary>
    /// <param name="filter">Which ones; all if null.</param>
    /// <param name="cancellationToken">Stops; what is not delivered then, stays on the card.</param>
    /// <returns>What became of each. One that fails does not keep back the others.</returns>
    /// <exception cref="InvalidOperationException">This object was opened without a way to servers.</exception>
    public async Task<SequenceOf<NotificationResult>> ProcessNotificationsAsync(
        NotificationFilter? filter = null, CancellationToken cancellationToken = default)
    {
        NotificationDelivery delivery = new(Es10b, Servers(), _log);
        List<NotificationResult> results = [];
        foreach (Entry<NotificationMetadata> pending in await delivery.ListAsync(filter?.Events, cancellationToken).ConfigureAwait(false))
        {
            if (filter?.SeqNumbers is { } wanted && !(new NotificationSummary(pending).SeqNumber is { } number && wanted.Contains(number))) continue;
            results.Add(await delivery.DeliverAsync(pending, cancellationToken).ConfigureAwait(false));
        }
        return SequenceOf.From(results);
    }

    /// <summary>Closes the channel. Throws nothing: a card that is gone has closed it already.</summary>
    public ValueTask DisposeAsync() => LetGo.QuietlyAsync(_channel.DisposeAsync, fault => Log.NotClosed(_log, fault));

    /// <summary>How it works.</summary>
    internal LpaOptions Options => _options;

    internal ILogger Logger => _log;

    private Es9Client Servers() => _servers is null
        ? throw new InvalidOperationException("The LPA was opened without a way to servers.")
        : new(_servers, _log);

    private ValueTask<EuiccConfiguredAddressesResponse> AddressesOfNewSessionAsync(CancellationToken cancellationToken) =>
        AbandonedSession.ReplaceAsync(_es10, () => Es10a.GetEuiccConfiguredAddressesAsync(cancellationToken), cancellationToken);
}

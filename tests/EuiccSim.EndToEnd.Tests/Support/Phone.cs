using System.Collections.Immutable;
using EuiccSim.Card;
using EuiccSim.Card.IsdR;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>A card and the device around it.</summary>
internal sealed class Phone
{
    private readonly IEs9Transport _servers;

    internal Phone(VirtualEuicc card, IEs9Transport servers)
    {
        Card = card;
        _servers = servers;
        Wire = new(new CardConnection(card));
    }

    internal VirtualEuicc Card { get; }

    internal CardTap Wire { get; }

    internal LpaOptions LpaOptions { get; set; } = new();

    internal CardState State => Card.Snapshot();

    internal Eid Eid => State.Euicc.Eid;

    internal ImmutableList<InstalledProfile> Profiles => State.Profiles;

    internal ImmutableList<StoredNotification> Notifications => State.Notifications;

    internal Task<DownloadOutcome> DownloadAsync(
        ActivationCode? code,
        DownloadOptions? options = null,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        WithLpaAsync(lpa => lpa.DownloadAsync(code, options, progress, cancellationToken));

    internal Task<SequenceOf<NotificationResult>> DeliverAsync() => WithLpaAsync(lpa => lpa.ProcessNotificationsAsync());

    internal Task DoAsync(Func<LpaClient, ValueTask> use) => WithLpaAsync(async lpa =>
    {
        await use(lpa);
        return true;
    });

    internal async Task<T> WithLpaAsync<T>(Func<LpaClient, Task<T>> use)
    {
        await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(Wire), _servers, LpaOptions);
        return await use(lpa);
    }

    /// <summary>Whether the card has a session with a server: if so, this ends it.</summary>
    internal async Task<bool> HasSessionAsync(TransactionId id)
    {
        try
        {
            await DoAsync(async lpa => await lpa.Es10b.CancelSessionAsync(id, CancelSessionReason.Timeout));
            return true;
        }
        catch (EuiccFunctionException refusal)
        {
            // "undefinedError" is for no session; "invalidTransactionId" would be for another one.
            return refusal.Code != (int)CancelSessionResponseError.UndefinedError;
        }
    }
}

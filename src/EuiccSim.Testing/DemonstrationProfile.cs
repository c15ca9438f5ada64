using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Testing;

/// <content>The life of the profile.</content>
public sealed partial class Demonstration
{
    private async Task<ActivationCode> OrderAsync()
    {
        _steps.Begin("order");
        ProfileOrder stock = await _world.Server.Orders.AddAsync(Profile.ForServer(_package, _world.Server.Options.Address)).ConfigureAwait(false);
        Done(await _world.Server.Es2.DownloadOrderAsync(stock.Iccid).ConfigureAwait(false));
        return _world.Server.ActivationCodeOf(Done(await _world.Server.Es2.ConfirmOrderAsync(stock.Iccid, new()).ConfigureAwait(false)));
    }

    private async Task DownloadAsync(ActivationCode code, CancellationToken cancellationToken)
    {
        await using LpaClient lpa = await OpenLpaAsync(cancellationToken).ConfigureAwait(false);
        DownloadOutcome outcome = await lpa.DownloadAsync(code, progress: _steps, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (outcome is not DownloadOutcome.Installed installed) throw new DemonstrationException("download", outcome.ToString()) { Download = outcome };
        _steps.Begin("check-installation");
        Check("download", installed.Iccid == Subscriber.Iccid, $"The installed profile is {installed.Iccid}.");
        cancellationToken.ThrowIfCancellationRequested();
        Check("handle-notification", installed.Notifications.All(one => one is NotificationResult.Delivered), "The server was not told of the installation.");
        Check("download", await StateAsync(lpa, cancellationToken).ConfigureAwait(false) == ProfileState.Disabled, "The new profile is not there, disabled.");
        Check("download", (await HistoryAsync().ConfigureAwait(false)).Any(one => one is OrderEvent.Installed), "The server does not know that the profile is installed.");
    }

    private async Task EnableAsync(CancellationToken cancellationToken)
    {
        _steps.Begin("enable");
        await using (LpaClient lpa = await OpenLpaAsync(cancellationToken).ConfigureAwait(false))
        {
            await lpa.Es10c.EnableProfileAsync(Identifier, refresh: true, cancellationToken: cancellationToken).ConfigureAwait(false);
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
        await using LpaClient after = await OpenLpaAsync(cancellationToken).ConfigureAwait(false);
        Check("enable", await StateAsync(after, cancellationToken).ConfigureAwait(false) == ProfileState.Enabled, "The profile is not enabled.");
    }

    /// <summary>What the server was told, nobody who has the copy must tell again.</summary>
    private async Task KeepAsync(Action<CardState> kept, CancellationToken cancellationToken)
    {
        _steps.Begin("keep");
        await using LpaClient lpa = await OpenLpaAsync(cancellationToken).ConfigureAwait(false);
        SequenceOf<NotificationResult> results = await lpa.ProcessNotificationsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        Check("keep", results.All(one => one is NotificationResult.Delivered), string.Join(", ", results));
        _delivered = results.Count;
        kept(_world.Device.State);
    }

    private async Task DisableAndDeleteAsync(CancellationToken cancellationToken)
    {
        _steps.Begin("disable");
        await using (LpaClient lpa = await OpenLpaAsync(cancellationToken).ConfigureAwait(false))
        {
            await lpa.Es10c.DisableProfileAsync(Identifier, refresh: true, cancellationToken).ConfigureAwait(false);
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
        await using LpaClient after = await OpenLpaAsync(cancellationToken).ConfigureAwait(false);
        Check("disable", await StateAsync(after, cancellationToken).ConfigureAwait(false) == ProfileState.Disabled, "The profile is not disabled.");
        _steps.Begin("delete");
        await after.Es10c.DeleteProfileAsync(Identifier, cancellationToken).ConfigureAwait(false);
        Check("delete", await StateAsync(after, cancellationToken).ConfigureAwait(false) is null, "The profile is still there.");
    }

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        _steps.Begin("deliver-notifications");
        await using LpaClient lpa = await OpenLpaAsync(cancellationToken).ConfigureAwait(false);
        SequenceOf<NotificationResult> results = await lpa.ProcessNotificationsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        Check("deliver-notifications", results.Count + _delivered == 3 && results.All(one => one is NotificationResult.Delivered), string.Join(", ", results));
        SequenceOf<Entry<NotificationMetadata>> left = await lpa.Es10b.ListNotificationAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        Check("deliver-notifications", left.Count == 0, "Notifications are left on the card.");
        NotificationEvent[] told = [.. (await HistoryAsync().ConfigureAwait(false)).OfType<OrderEvent.Notified>().Select(one => one.Operation)];
        NotificationEvent[] expected = [NotificationEvent.NotificationEnable, NotificationEvent.NotificationDisable, NotificationEvent.NotificationDelete];
        Check("deliver-notifications", told.SequenceEqual(expected), $"The server was told of {string.Join(", ", told)}.");
    }

    /// <summary>Performs the REFRESH that the card announced. TS 102 223 §6.4.7.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        Check("refresh", _terminal.HasProactiveCommand, "The card announced no proactive command.");
        IReadOnlyList<ProactiveCommand> served = await _terminal.ServeAsync(cancellationToken).ConfigureAwait(false);
        Check("refresh", served.Count > 0, "What the card gave to FETCH is no proactive command.");
        Check("refresh", served is [{ Type: ProactiveCommand.Refresh }, ..], $"The card's proactive command is {string.Join(", ", served.Select(one => one.Name))}, not REFRESH.");
    }

    private ValueTask<LpaClient> OpenLpaAsync(CancellationToken cancellationToken) => LpaClient.OpenAsync(Channels, _world.Net, cancellationToken: cancellationToken);

    private ProfileIdentifier.Iccid Identifier => new(Subscriber.Iccid);

    private async Task<SequenceOf<OrderEvent>> HistoryAsync() => (await _world.Server.Orders.FindAsync(Subscriber.Iccid).ConfigureAwait(false))!.History;

    private async Task<ProfileState?> StateAsync(LpaClient lpa, CancellationToken cancellationToken) =>
        (await lpa.Es10c.GetProfilesInfoAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).FirstOrDefault(one => one.Value.Iccid == Subscriber.Iccid)?.Value.ProfileState;

    private static ProfileOrder Done(OrderOutcome outcome) => outcome switch
    {
        OrderOutcome.Done done => done.Order,
        OrderOutcome.Refused refused => throw new DemonstrationException("order", "The SM-DP+ refused the order.") { RefusalCode = refused.StatusCode.ToString() },
        _ => throw new InvalidOperationException(outcome.ToString()),
    };

    private static void Check(string function, bool holds, string otherwise)
    {
        if (!holds) throw new DemonstrationException(function, otherwise);
    }
}

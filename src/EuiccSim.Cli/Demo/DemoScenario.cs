using EuiccSim.Lpa;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Terminal;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Demo;

/// <summary>The main job, checked step by step: order, download, enable, use as a SIM, disable, delete, deliver notifications.</summary>
internal sealed class DemoScenario
{
    private readonly EsimWorld _world;
    private readonly Octets _package;
    private readonly SubscriberFacts _facts;
    private readonly RandomSource _random;
    private readonly StepLog _steps;
    private readonly Device _device;

    internal DemoScenario(EsimWorld world, Device device, Octets package, RandomSource random, StepLog steps)
    {
        (_world, _device, _package, _random, _steps) = (world, device, package, random, steps);
        _facts = SubscriberFacts.Read(package);
    }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        ActivationCode code = await OrderAsync();
        await _device.StartAsync(cancellationToken);
        await DownloadAsync(code, cancellationToken);
        await EnableAsync(cancellationToken);
        await UseAsync(cancellationToken);
        await DisableAndDeleteAsync(cancellationToken);
        await DeliverAsync(cancellationToken);
        _steps.End();
    }

    private async Task<ActivationCode> OrderAsync()
    {
        _steps.Begin("order");
        ProfileOrder stock = await _world.Server.Orders.AddAsync(Profile.FromPackage(_package, Metadata()));
        Done(await _world.Server.Es2.DownloadOrderAsync(stock.Iccid));
        return _world.Server.ActivationCodeOf(Done(await _world.Server.Es2.ConfirmOrderAsync(stock.Iccid, new())));
    }

    private StoreMetadataRequest Metadata() => new()
    {
        Iccid = _facts.Iccid,
        ServiceProviderName = "EuiccSim",
        ProfileName = Profile.FromPackage(_package, "EuiccSim").Metadata.Value.ProfileName,
        NotificationConfigurationInfo =
        [
            new()
            {
                ProfileManagementOperation =
                    NotificationEvent.NotificationEnable | NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete,
                NotificationAddress = _world.Server.Options.Address,
            },
        ],
    };

    private async Task DownloadAsync(ActivationCode code, CancellationToken cancellationToken)
    {
        await using LpaClient lpa = await LpaClient.OpenAsync(_device.Channels, _world.Net, cancellationToken: cancellationToken);
        DownloadOutcome outcome = await lpa.DownloadAsync(code, progress: _steps, cancellationToken: cancellationToken);
        if (outcome is not DownloadOutcome.Installed installed) throw Failures.Of(outcome);
        _steps.Begin("check-installation");
        Check("download", installed.Iccid == _facts.Iccid, $"The installed profile is {installed.Iccid}.");
        Check("handle-notification", installed.Notifications.All(one => one is NotificationResult.Delivered), "The server was not told of the installation.");
        Check("download", State(await lpa.Es10c.GetProfilesInfoAsync(cancellationToken: cancellationToken)) == ProfileState.Disabled, "The new profile is not there, disabled.");
        Check("download", await HasHappenedAsync<OrderEvent.Installed>(), "The server does not know that the profile is installed.");
    }

    private async Task EnableAsync(CancellationToken cancellationToken)
    {
        _steps.Begin("enable");
        await using (LpaClient lpa = await LpaClient.OpenAsync(_device.Channels, _world.Net, cancellationToken: cancellationToken))
        {
            await lpa.Es10c.EnableProfileAsync(Identifier, refresh: true, cancellationToken);
            await _device.RefreshAsync(cancellationToken);
        }
        await using LpaClient after = await LpaClient.OpenAsync(_device.Channels, _world.Net, cancellationToken: cancellationToken);
        Check("enable", State(await after.Es10c.GetProfilesInfoAsync(cancellationToken: cancellationToken)) == ProfileState.Enabled, "The profile is not enabled.");
    }

    private async Task UseAsync(CancellationToken cancellationToken)
    {
        _steps.Begin("open-sim");
        await using Sim sim = await Sim.OpenAsync(_device.Channels, cancellationToken: cancellationToken);
        if (_facts.Pin is { } pin) await sim.VerifyPinAsync(PinReference.Pin1, pin, cancellationToken);
        _steps.Begin("read-iccid");
        Octets iccid = (await sim.ReadIccidAsync(cancellationToken)).Ef;
        Check("read-iccid", iccid == _facts.Iccid.Ef, $"EF.ICCID holds {iccid}.");
        _steps.Begin("read-imsi");
        Octets imsi = await sim.ReadAsync(FileAddress.Imsi, cancellationToken);
        Check("read-imsi", imsi == _facts.ImsiFile, $"EF.IMSI holds {imsi}.");
        await AuthenticateAsync(sim, cancellationToken);
    }

    private async Task AuthenticateAsync(Sim sim, CancellationToken cancellationToken)
    {
        _steps.Begin("authenticate");
        using AkaAlgorithm network = _facts.CreateAlgorithm();
        AkaChallenge challenge = AkaChallenge.Draw(network, _random, AkaChallenge.OrdinaryAmf);
        AuthenticateAnswer answer = await sim.AuthenticateAsync(challenge.Rand, challenge.Autn, cancellationToken);
        Check("authenticate", challenge.IsAnswer(answer), $"The SIM answered {answer}.");

        _steps.Begin("resynchronise");
        // The test algorithm takes any sequence number; this AMF makes it ask for resynchronisation (TS 34.108 §8.1.2.2).
        AkaChallenge stale = network is UsimTestAlgorithm
            ? AkaChallenge.Draw(network, _random, Octets.Of(UsimTestAlgorithm.ResynchAmf))
            : challenge;
        AuthenticateAnswer refusal = await sim.AuthenticateAsync(stale.Rand, stale.Autn, cancellationToken);
        Check("resynchronise", stale.IsResynchronisation(refusal), $"The SIM answered {refusal} to a used sequence number.");
    }

    private async Task DisableAndDeleteAsync(CancellationToken cancellationToken)
    {
        _steps.Begin("disable");
        await using (LpaClient lpa = await LpaClient.OpenAsync(_device.Channels, _world.Net, cancellationToken: cancellationToken))
        {
            await lpa.Es10c.DisableProfileAsync(Identifier, refresh: true, cancellationToken);
            await _device.RefreshAsync(cancellationToken);
        }
        await using LpaClient after = await LpaClient.OpenAsync(_device.Channels, _world.Net, cancellationToken: cancellationToken);
        Check("disable", State(await after.Es10c.GetProfilesInfoAsync(cancellationToken: cancellationToken)) == ProfileState.Disabled, "The profile is not disabled.");
        _steps.Begin("delete");
        await after.Es10c.DeleteProfileAsync(Identifier, cancellationToken);
        Check("delete", State(await after.Es10c.GetProfilesInfoAsync(cancellationToken: cancellationToken)) is null, "The profile is still there.");
    }

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        _steps.Begin("deliver-notifications");
        await using LpaClient lpa = await LpaClient.OpenAsync(_device.Channels, _world.Net, cancellationToken: cancellationToken);
        SequenceOf<NotificationResult> results = await lpa.ProcessNotificationsAsync(cancellationToken: cancellationToken);
        Check("deliver-notifications", results.Count == 3 && results.All(one => one is NotificationResult.Delivered), string.Join(", ", results));
        Check("deliver-notifications", (await lpa.Es10b.ListNotificationAsync(cancellationToken: cancellationToken)).Count == 0, "Notifications are left on the card.");
        NotificationEvent[] told = [.. (await HistoryAsync()).OfType<OrderEvent.Notified>().Select(one => one.Operation)];
        NotificationEvent[] expected = [NotificationEvent.NotificationEnable, NotificationEvent.NotificationDisable, NotificationEvent.NotificationDelete];
        Check("deliver-notifications", told.SequenceEqual(expected), $"The server was told of {string.Join(", ", told)}.");
    }

    private ProfileIdentifier.Iccid Identifier => new(_facts.Iccid);

    private async Task<SequenceOf<OrderEvent>> HistoryAsync() => (await _world.Server.Orders.FindAsync(_facts.Iccid))!.History;

    private async Task<bool> HasHappenedAsync<T>() => (await HistoryAsync()).Any(one => one is T);

    private ProfileState? State(SequenceOf<ProfileInfo> profiles) => profiles.FirstOrDefault(one => one.Iccid == _facts.Iccid)?.ProfileState;

    private static ProfileOrder Done(OrderOutcome outcome) => outcome switch
    {
        OrderOutcome.Done done => done.Order,
        OrderOutcome.Refused refused => throw new CommandFailure(ExitCode.SaidNo, "order", "refused", "The SM-DP+ refused the order.", refused.StatusCode.ToString()),
        _ => throw new InvalidOperationException(outcome.ToString()),
    };

    private static void Check(string function, bool holds, string otherwise)
    {
        if (!holds) throw CommandFailure.Wrong(function, otherwise);
    }
}

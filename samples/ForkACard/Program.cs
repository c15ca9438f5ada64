// Copies a card in the middle of a download. The copy wakes up as a card that lost power there.
using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

await using EsimWorld world = await EsimWorld.CreateAsync();
OrderedProfile ordered = await world.OrderAsync();
HalfWay halfWay = new(world.Device.Card);
DownloadOutcome outcome = await world.Device.DownloadAsync(ordered.Code, progress: halfWay);
Console.WriteLine($"The download ended: {outcome.GetType().Name}.");

// A state is an immutable value: it can be restored as often as one likes.
VirtualEuicc fork = VirtualEuicc.Restore(halfWay.State!, world.Device.Environment);
await DescribeAsync("The card", world.Device.Card);
await DescribeAsync($"The fork, taken after {halfWay.Segment}", fork);

static async Task DescribeAsync(string name, VirtualEuicc card)
{
    await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(new CardConnection(card)));
    Console.WriteLine($"{name}: {(await lpa.Es10c.GetProfilesInfoAsync()).Count} installed.");
    foreach (Entry<PendingNotification?> pending in await lpa.Es10b.RetrieveNotificationsListAsync())
    {
        if (pending.Value is not PendingNotification.ProfileInstallationResult { Value: var result }) continue;
        if (result.ProfileInstallationResultData.Value.FinalResult is FinalResult.Error { Value: var error })
            Console.WriteLine($"  to tell its server: {error.BppCommandId}, {error.ErrorReason}");
    }
}

/// <summary>Keeps the state that a card has when half of the package is loaded.</summary>
internal sealed class HalfWay(VirtualEuicc card) : IProgress<DownloadProgress>
{
    internal CardState? State { get; private set; }

    internal string Segment { get; private set; } = "";

    public void Report(DownloadProgress value)
    {
        if (value.Step != DownloadStep.LoadBoundProfilePackage || value.Done != value.Total / 2 || State is not null) return;
        State = card.Snapshot();
        Segment = $"segment {value.Done} of {value.Total}";
    }
}

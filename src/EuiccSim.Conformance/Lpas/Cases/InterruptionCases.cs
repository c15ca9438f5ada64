using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: downloads that are cut off. What is left can be downloaded again.</summary>
internal static class InterruptionCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Download("LPAd/power-lost", "SGP.22 §3.1.3.3", "When the card loses power in the middle of a package, the user is told, and the same code installs the profile afterwards", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            // The octets of the package's beginning: from then on the card is dark.
            scene.Device.Inject(Fault.At(Place.Apdu).On(PackageBegins).PowerLoss(isDurable: true));
            LpaVisit lost = await bench.DownloadAsync(order);
            await bench.ExpectNotInstalledAsync(scene, lost, order);
            await bench.ReplugAsync();
            LpaVisit again = await bench.DownloadAsync(order);
            await bench.ExpectInstalledAsync(scene, again, order);
        }),
        Download("LPAd/card-rejects-segment", "SGP.22 §5.7.6, §3.0.2", "When the card rejects a part of the package ('6985'), nothing is installed, and the user is told", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.Device.Inject(Fault.At(Place.Apdu).On(PackageBegins).Always().Answer("6985"));
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectNotInstalledAsync(scene, visit, order);
        }),
        Download("LPAd/card-rejects-server", "SGP.22 §5.7.13", "When the card rejects AuthenticateServer ('6A80'), the download ends", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.Device.Inject(Fault.At(Place.Apdu).On(AuthenticateServer).Always().Answer("6A80"));
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectNotInstalledAsync(scene, visit, order);
            bench.ExpectNotCalled(visit, Es9Function.AuthenticateClient, Es9Function.GetBoundProfilePackage);
        }),
        Download("LPAd/twice", "SGP.22 §3.1.3", "A code that has been used is refused, and what was installed stays as it is", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            LpaVisit first = await bench.AndDeliverAsync(scene, await bench.DownloadAsync(order));
            LpaBench.Need((await scene.FactsAsync()).Find(order.Iccid), "the installation");
            LpaVisit second = await bench.DownloadAsync(order);
            bench.ExpectFailed(second);
            await bench.ExpectStateAsync(scene, order.Iccid, ProfileState.Disabled);
        }),
    ];

    private const string PackageBegins = "BF36";
    private const string AuthenticateServer = "BF38";
}

using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>
/// One wrong bit in the Profile Installation Result on its way to the server: it is not believed. The answer is the same as ever
/// (SGP.22 v2.5 §5.6.4), so the card loses it, unless it cannot even be read; then it is delivered later.
/// </summary>
[Category(Sweep.Category)]
internal sealed class NotificationFlipTests
{
    [TestCase("nist", 1)]
    [TestCase("brainpool", 9)]
    public async Task Every_octet_of_the_installation_result_is_guarded(string curve, int step)
    {
        TlvMap result = TlvMap.Of(await JsonFlip.BaselineAsync(curve, Function, Member, isAnswer: false));
        Assert.That(result.Children.Select(part => part.Tag), Is.EqualTo(new[] { 0xBF27, 0x5F37 }));
        await new Sweep(8).OverAsync(Enumerable.Range(0, result.Length).Where(position => position % step == 0),
            position => CheckAsync(curve, position, result));
    }

    private static async Task<string?> CheckAsync(string curve, int position, TlvMap result)
    {
        await using EsimWorld world = await TestWorld.OnAsync(curve);
        ActiveFault flip = world.Inject(JsonFlip.At(Function, Leg.Request, Member, position));
        Attempt attempt = await Attempt.DownloadAsync(world);
        if (!flip.HasStruck) return "never came by";
        if (attempt.Ending != "installed" || world.Device.Profiles.Count != 1) return attempt.Ending;
        if (attempt.Order.State != OrderState.Downloaded) return $"the order is {attempt.Order.State}";
        return world.Device.Notifications.Count == 1 ? await LaterAsync(world) : Dropped(world, position, result);
    }

    private static string? Dropped(EsimWorld world, int position, TlvMap result)
    {
        if (world.SmdpEvents[^1] is not SmdpEvent.NotificationDropped { Fault: var fault }) return $"not dropped: {world.SmdpEvents[^1]}";
        if (result.IsHeader(position)) return null;
        // The session's identifier is what the result is found by.
        bool isTransactionId = result.TagAt(position) == 0x80 && result.PathTo(position).Count() == 3;
        NotificationFault expected = isTransactionId ? NotificationFault.Unknown : NotificationFault.InvalidSignature;
        return fault == expected ? null : $"{fault}, not {expected}";
    }

    private static async Task<string?> LaterAsync(EsimWorld world)
    {
        SequenceOf<NotificationResult> results = await world.Device.DeliverNotificationsAsync();
        if (results is not [NotificationResult.Delivered]) return $"later {results}";
        return world.FirstOrder.State == OrderState.Installed ? null : $"then the order is {world.FirstOrder.State}";
    }

    private const string Function = "handleNotification";
    private const string Member = "pendingNotification";
}

using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Lpas;

/// <summary>What a case for an LPA works with: the LPA, and a scene around it.</summary>
internal sealed class LpaBench(LpaTarget target, LpaStage stage, Recorder recorder, CancellationToken cancellationToken)
    : Bench(recorder, cancellationToken), IAsyncDisposable
{
    private readonly List<LpaScene> _scenes = [];

    internal LpaStage Stage => stage;

    /// <summary>True if the LPA has an option.</summary>
    internal bool Has(string option) => target.Options.Any(one => one.Name == option && one.Value);

    /// <summary>A card and servers; those of the case's last scene are gone from then on.</summary>
    internal async Task<LpaScene> OpenAsync(LpaSceneOptions? options = null)
    {
        LpaScene scene = await LpaScene.CreateAsync(stage, options ?? new());
        _scenes.Add(scene);
        stage.Show(scene);
        return scene;
    }

    /// <summary>Has the LPA do something.</summary>
    /// <exception cref="VerdictException">The LPA cannot do it: the case does not apply.</exception>
    internal async Task<LpaVisit> CallAsync(LpaCall call)
    {
        // What came late belongs to the step before.
        Note(stage.Witness.Take());
        Step($"the LPA is asked to {call}");
        LpaCallEnd end;
        IReadOnlyList<Sight> sights;
        try
        {
            end = await target.Lpa.CallAsync(call, Ct);
        }
        finally
        {
            sights = stage.Witness.Take();
            Note(sights);
        }
        return end is LpaCallEnd.NotSupported no ? throw DoesNotApply($"{call.Name}: no, {no.Why}") : new(end, sights);
    }

    /// <summary>Has the LPA download an ordered profile.</summary>
    internal Task<LpaVisit> DownloadAsync(OrderedProfile ordered, string? confirmationCode = null) =>
        CallAsync(new LpaCall.Download(ordered.CodeText(), confirmationCode));

    /// <summary>
    /// Lets the LPA deliver what it has not delivered of itself: whether it does so at the end of what it was asked for, or when it is told to, is its
    /// own matter.
    /// </summary>
    internal async Task<LpaVisit> AndDeliverAsync(LpaScene scene, LpaVisit visit)
    {
        if ((await scene.FactsAsync()).Notifications.Count == 0 || !Has(LpaOption.Notifications)) return visit;
        return visit.Then(await CallAsync(new LpaCall.SendNotifications()));
    }

    /// <summary>A profile that is on the card before the LPA is asked for anything, with the servers told of it.</summary>
    internal Task<CardProfile> InstallAsync(LpaScene scene, bool isEnabled = false, Func<StoreMetadataRequest, StoreMetadataRequest>? change = null) =>
        ArrangeAsync($"a profile is installed{(isEnabled ? " and enabled" : "")}", async () =>
        {
            OrderedProfile ordered = await scene.OrderAsync(change: change);
            await scene.Device.InstallAsync(ordered.Code);
            if (isEnabled)
            {
                await scene.Device.EnableAsync(ordered.Iccid);
                await scene.Device.DeliverNotificationsAsync();
            }
            return new CardProfile(ordered, ordered.Iccid, (await scene.FactsAsync()).Find(ordered.Iccid)!.IsdpAid ?? default);
        });

    /// <summary>The download as it should be, made once in a run. How it ended is not judged here.</summary>
    internal async Task<LpaNominal> NominalAsync()
    {
        if (stage.Nominal is not { } nominal) return stage.Nominal = await RunNominalAsync();
        Step("what the LPA did in a download at the beginning of the run is looked at");
        Note(nominal.All.Sights);
        return nominal;
    }

    /// <summary>The card is taken out and put in again.</summary>
    internal Task ReplugAsync() => ArrangeAsync("the card is taken out and put in again", async () =>
    {
        await stage.Card.ResetAsync(Ct);
        Note(stage.Witness.Take());
    });

    /// <summary>Whether the LPA showed its user something during the last call.</summary>
    internal Task<bool> HasShownAsync(string question, params SequenceOf<string> words) => target.Lpa.HasShownAsync(question, words, Ct);

    /// <summary>What must have been seen before something can be judged. That it was not is another case's matter.</summary>
    internal static T Need<T>(T? seen, string what)
        where T : class => seen ?? throw NotReached(what);

    /// <summary>Nothing can be judged: the LPA did not get so far.</summary>
    internal static VerdictException NotReached(string what) => new(Verdict.Inconclusive, $"the LPA did not get as far as {what}");

    public async ValueTask DisposeAsync()
    {
        Note(stage.Witness.Take());
        foreach (LpaScene scene in _scenes) await scene.DisposeAsync();
    }

    private async Task<LpaNominal> RunNominalAsync()
    {
        LpaScene scene = await OpenAsync();
        OrderedProfile order = await scene.OrderAsync();
        LpaVisit download = await DownloadAsync(order);
        LpaNominal nominal = new(scene, order, download, await AndDeliverAsync(scene, download));
        // It outlives the case.
        _scenes.Remove(scene);
        return nominal;
    }

    private void Note(IReadOnlyList<Sight> sights)
    {
        foreach (Sight sight in sights) Recorder.Add(sight.ToTrace());
    }
}

/// <summary>A download as it should be.</summary>
/// <param name="Scene">Card and servers, as it left them.</param>
/// <param name="Order">What was downloaded.</param>
/// <param name="Download">The download.</param>
/// <param name="All">The same, and the delivery of notifications where the LPA does that by another call.</param>
internal sealed record LpaNominal(LpaScene Scene, OrderedProfile Order, LpaVisit Download, LpaVisit All);

/// <summary>A profile on the card.</summary>
/// <param name="Order">Its order at the SM-DP+.</param>
/// <param name="Iccid">Its ICCID.</param>
/// <param name="Aid">The AID of its ISD-P.</param>
internal sealed record CardProfile(OrderedProfile Order, Iccid Iccid, Octets Aid);

using EuiccSim.Card.Store;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>Power is lost before and after each commit of a procedure. SGP.22 v2.5 §3.1.3.3.</summary>
public sealed class PowerLossTests
{
    [Test]
    public void A_download_that_was_cut_off_leaves_no_profile_and_one_result([Values] bool isDurable)
    {
        for (int commit = 1; ; commit++)
        {
            FaultPlan faults = new();
            TestEuicc card = new(new CardOptions { Store = new FaultyStore(faults) });
            TestServer server = new() { ElementBlock = 300, MetadataBlock = 50 };
            if (!Tears(card, faults, commit, isDurable, c => c.LoadSmall(server)))
            {
                Assert.That(commit, Is.GreaterThan(4), "PrepareDownload, start, metadata, elements, result");
                return;
            }
            SequenceOf<ProfileInfo> profiles = card.Profiles();
            List<ProfileInstallationResultData> results = Results(card);
            if (profiles.Count == 1) Assert.That(results.Single().Aid(), Is.EqualTo(profiles[0].IsdpAid!.Value));
            else Assert.That(results.Select(result => result.Error().Reason), Is.All.EqualTo(ErrorReason.InstallFailedDueToInterruption));
            // Before the first part was noted down nothing had begun.
            bool hadBegun = isDurable ? commit >= 2 : commit >= 3;
            Assert.That(results, Has.Count.EqualTo(hadBegun ? 1 : 0), $"commit {commit}");
            CheckInvariants(card);
            if (profiles.Count == 0) Assert.That(card.LoadSmall(new()).Aid().Length, Is.EqualTo(16));
        }
    }

    [Test]
    public void An_interruption_names_the_step_and_the_profile_as_far_as_known()
    {
        (int Segments, BppCommandId Command, bool KnowsIccid)[] cases =
        [
            (1, BppCommandId.ConfigureIsdp, false), (2, BppCommandId.StoreMetadata, false), (3, BppCommandId.StoreMetadata, false),
            (4, BppCommandId.LoadProfileElements, true), (6, BppCommandId.LoadProfileElements, true),
        ];
        foreach ((int segments, BppCommandId command, bool knowsIccid) in cases)
        {
            TestEuicc card = new();
            List<Octets> all = card.Bind(new() { ElementBlock = 300 }, upp: TestPackages.Small()).Segments();
            foreach (Octets segment in all.Take(segments)) card.StoreData(segment);
            card.Reset();
            ProfileInstallationResultData result = Results(card).Single();
            Assert.That(result.Error(), Is.EqualTo((command, ErrorReason.InstallFailedDueToInterruption)), $"{segments} segments");
            Assert.That(result.NotificationMetadata.Iccid?.Digits, Is.EqualTo(knowsIccid ? TestPackages.IccidDigits : null));
            card.Reset();
            Assert.That(card.Notifications(), Has.Count.EqualTo(1), "told once");
        }
    }

    [Test]
    public void Power_may_also_go_while_the_interruption_is_noted([Values] bool isDurable)
    {
        FaultPlan faults = new();
        TestEuicc card = new(new CardOptions { Store = new FaultyStore(faults) });
        card.StoreData(card.Bind().Segments()[0]);
        faults.Inject(Fault.At(Place.Commit).PowerLoss(isDurable));
        Assert.That(card.Card.Reset, Throws.TypeOf<PowerLostException>());
        card.Reset();
        Assert.That(Results(card), Has.Count.EqualTo(1));
        CheckInvariants(card);
    }

    [Test]
    public void An_installation_whose_answer_was_lost_can_be_seen_and_is_not_repeated()
    {
        FaultPlan faults = new();
        TestEuicc card = new(new CardOptions { Store = new FaultyStore(faults) });
        List<Octets> segments = card.Bind(upp: TestPackages.Small()).Segments();
        foreach (Octets segment in segments.SkipLast(1)) card.StoreData(segment);
        faults.Inject(Fault.At(Place.Commit).PowerLoss(isDurable: true));
        Assert.That(() => card.StoreData(segments[^1]), Throws.TypeOf<PowerLostException>());
        card.Reset();
        Assert.That((card.Profiles().Count, Results(card).Single().Aid().Length), Is.EqualTo((1, 16)));
        Assert.That(card.LoadSmall(new()).Error().Reason, Is.EqualTo(ErrorReason.InstallFailedDueToIccidAlreadyExistsOnEuicc));
    }

    private static readonly Dictionary<string, Action<TestEuicc, Octets, Octets>> Procedures = new()
    {
        ["enable"] = (card, _, second) => card.Enable(second),
        ["enable with REFRESH"] = (card, _, second) =>
        {
            card.Send("80100000010F");
            card.Enable(second, refresh: true);
            card.Send("801200000B", "801400000C810301010482028281830100");
        },
        ["enable and reset"] = (card, _, second) =>
        {
            card.Send("80100000010F");
            card.Enable(second, refresh: true);
            card.Reset();
        },
        ["disable"] = (card, first, _) => card.Disable(first),
        ["delete"] = (card, _, second) => card.Delete(second),
        ["memory reset"] = (card, _, _) => card.Es10("BF3404820205E0"),
        ["nickname"] = (card, _, _) => card.Es10("BF290F5A0A98109909002143658739900141"),
        ["notification sent"] = (card, _, _) => card.Es10("BF3003800101"),
    };

    [Test]
    public void A_change_is_done_wholly_or_not_at_all(
        [Values("enable", "enable with REFRESH", "enable and reset", "disable", "delete", "memory reset", "nickname",
            "notification sent")] string procedure,
        [Values] bool isDurable)
    {
        for (int commit = 1; ; commit++)
        {
            FaultPlan faults = new();
            TestEuicc card = new(new CardOptions { Store = new FaultyStore(faults) });
            Octets first = card.Install(TestPackages.IccidDigits);
            Octets second = card.Install(TestPackages.SecondIccid);
            card.Enable(first);
            CardState before = card.State;
            bool tore = Tears(card, faults, commit, isDurable, c => Procedures[procedure](c, first, second));
            CheckInvariants(card);
            Assert.That(card.State.NextSequenceNumber, Is.GreaterThanOrEqualTo(before.NextSequenceNumber));
            if (!tore) break;
            bool isUndone = !isDurable && commit == 1;
            if (isUndone) Assert.That(card.State.Profiles, Is.EqualTo(before.Profiles), "nothing has changed");
            int told = card.State.Notifications.Count - before.Notifications.Count;
            bool isRemoved = procedure == "notification sent" && !isUndone;
            Assert.That(told, Is.EqualTo(isRemoved ? -1 : ChangesOf(before, card.State)));
        }
    }

    /// <summary>Each profile that was enabled, disabled or deleted tells one recipient.</summary>
    private static int ChangesOf(CardState before, CardState after) => before.Profiles.Count(
        profile => after.FindProfile(profile.IsdpAid) is not { } now || now.Port != profile.Port);

    /// <summary>Runs something until power is lost, and switches on again.</summary>
    /// <returns>False if it came to its end.</returns>
    private static bool Tears(TestEuicc card, FaultPlan faults, int commit, bool isDurable, Action<TestEuicc> procedure)
    {
        using ActiveFault loss = faults.Inject(Fault.At(Place.Commit).Nth(commit).PowerLoss(isDurable));
        try
        {
            procedure(card);
        }
        catch (PowerLostException)
        {
            Assert.That(() => card.Send("80E2910003BF2D0000"), Throws.TypeOf<PowerLostException>(), "dark until it is reset");
        }
        bool tore = loss.HasStruck;
        loss.Withdraw();
        card.Reset();
        return tore;
    }

    private static void CheckInvariants(TestEuicc card)
    {
        Assert.That(card.State.Profiles.Count(profile => profile.Port is not null), Is.LessThanOrEqualTo(1));
        Assert.That(card.State.PendingInstallation, Is.Null);
        Assert.That(card.State.On(0).PendingSwitch, Is.Null);
        long[] numbers = [.. card.Notifications().Select(one => one.SeqNumber)];
        Assert.That(numbers, Is.Ordered.And.Unique);
        Assert.That(numbers, Is.All.LessThan(card.State.NextSequenceNumber));
    }

    private static List<ProfileInstallationResultData> Results(TestEuicc card)
    {
        RetrieveNotificationsListResponse.Ok all = (RetrieveNotificationsListResponse.Ok)card.Call(new RetrieveNotificationsListRequest());
        List<ProfileInstallationResultData> results = [];
        foreach (Signed<PendingNotification> one in all.Value)
        {
            if (one.Value is not PendingNotification.ProfileInstallationResult { Value: var result }) continue;
            Assert.That(TestEuicc.IsSignedByEuicc(result.ProfileInstallationResultData.Encoded, result.EuiccSignPIR));
            results.Add(result.ProfileInstallationResultData.Value);
        }
        return results;
    }
}

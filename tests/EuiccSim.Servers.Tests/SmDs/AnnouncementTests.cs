using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.SmDs;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Servers.Tests.SmDs;

/// <summary>An SM-DP+ that announces its orders at an SM-DS. SGP.22 v2.5 §3.6, §5.3.2, §5.3.4.</summary>
internal sealed class AnnouncementTests
{
    private TestSmds _smds = null!;
    private Line _line = null!;
    private TestServer _server = null!;
    private MemorySmdpStore _store = null!;

    [SetUp]
    public void Set_up()
    {
        _smds = new();
        _line = new(new InProcessSmdsTransport(TestSmds.Smdp, _smds.Server));
        _store = new();
        _server = NewServer();
    }

    [Test]
    public async Task An_order_is_announced_downloaded_and_forgotten()
    {
        ProfileOrder order = Done(await Confirm());
        Assert.That((order.State, order.Announcement!.State), Is.EqualTo((OrderState.Released, AnnouncementState.Registered)));
        Assert.That(_smds.Discover(), Is.EqualTo(new[] { $"MATCH@{TestServer.Address}" }));
        ScriptedEuicc euicc = _server.Euicc();
        euicc.MatchingId = "MATCH";
        Assert.That(euicc.Download().Code, Is.Empty);
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_smds.Discover(), Has.Length.EqualTo(1), "it may have to be fetched again");
        euicc.NotifyInstalled(order.Iccid);
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_smds.Discover(), Is.Empty);
        Assert.That(_server.Order().Announcement, Is.Null);
        Assert.That(_server.Events.OfType<SmdpEvent.EventRegistered>().Single().SmdsAddress, Is.EqualTo(TestSmds.RootAddress));
        Assert.That(_server.Events.OfType<SmdpEvent.EventDeleted>().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_MatchingID_is_made_if_none_or_an_empty_one_is_given()
    {
        ProfileOrder order = Done(await Confirm(matchingId: ""));
        Assert.That(order.MatchingId, Does.Match("^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$"));
        Assert.That(_smds.Discover(), Is.EqualTo(new[] { $"{order.MatchingId}@{TestServer.Address}" }));
    }

    [Test]
    public async Task ES12_carries_what_the_standard_says()
    {
        await Confirm();
        Assert.That(_line.Calls, Is.EqualTo(new[] { "es12.registerEvent" }));
        Assert.That(_line.Bodies[0], Does.Match(
            """^\{"header":\{"functionRequesterIdentifier":"2\.999\.10","functionCallIdentifier":"[0-9A-F]{16}"\},"eid":"89049032123451234512345678901235","rspServerAddress":"testsmdpplus1\.example\.com","eventId":"MATCH","forwardingIndicator":false\}$"""));
    }

    [Test]
    public async Task An_SM_DS_that_is_not_known_is_refused()
    {
        Assert.That(Code(await Confirm(smds: "other.example.com")), Is.EqualTo("8.9/5.1"));
        Assert.That(_server.Order().State, Is.EqualTo(OrderState.Allocated));
        TestServer without = new();
        ProfileOrder order = without.Server.Orders.AddAsync(TestServer.Profile()).Now();
        without.Server.Es2.DownloadOrderAsync(order.Iccid).Now();
        OrderConfirmation confirmation = new() { Eid = _server.Euicc().Eid, SmdsAddress = TestSmds.RootAddress };
        Assert.That(Code(await without.Server.Es2.ConfirmOrderAsync(order.Iccid, confirmation)), Is.EqualTo("8.9/5.1"));
        Assert.That(_line.Calls, Is.Empty);
    }

    [Test]
    public async Task An_event_takes_an_EID()
    {
        Iccid iccid = Ordered();
        OrderConfirmation confirmation = new() { MatchingId = "MATCH", SmdsAddress = TestSmds.RootAddress };
        Assert.That(Code(await _server.Server.Es2.ConfirmOrderAsync(iccid, confirmation)), Is.EqualTo("8.1.1/2.2"));
    }

    [Test]
    public async Task An_order_is_announced_when_it_is_released()
    {
        ProfileOrder order = Done(await Confirm(release: false));
        Assert.That((order.State, order.Announcement!.State), Is.EqualTo((OrderState.Confirmed, AnnouncementState.Planned)));
        Assert.That(_line.Calls, Is.Empty);
        Assert.That(Done(await _server.Server.Es2.ReleaseProfileAsync(order.Iccid)).State, Is.EqualTo(OrderState.Released));
        Assert.That(_smds.Discover(), Has.Length.EqualTo(1));
        Assert.That(Code(await _server.Server.Es2.ReleaseProfileAsync(order.Iccid)), Is.EqualTo("8.2.1/3.5"));
    }

    [Test]
    public async Task An_SM_DS_that_is_down_is_told_to_the_operator_and_the_order_is_as_it_was()
    {
        ProfileOrder before = _server.Server.Orders.FindAsync(Ordered()).Now()!;
        ActiveFault down = _line.GoDown();
        Assert.That(Code(await Confirm()), Is.EqualTo("8.9/5.1"));
        ProfileOrder after = _server.Order();
        Assert.That((after.State, after.Eid, after.MatchingId, after.Announcement), Is.EqualTo((before.State, before.Eid, before.MatchingId, before.Announcement)));
        down.Withdraw();
        Assert.That(Done(await Confirm()).State, Is.EqualTo(OrderState.Released));
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_smds.Discover(), Has.Length.EqualTo(1), "what was owed for the first try does not hurt the second");
    }

    [Test]
    public async Task An_order_stays_confirmed_if_the_SM_DS_is_down_at_its_release()
    {
        ProfileOrder order = Done(await Confirm(release: false));
        ActiveFault down = _line.GoDown();
        Assert.That(Code(await _server.Server.Es2.ReleaseProfileAsync(order.Iccid)), Is.EqualTo("8.9/5.1"));
        Assert.That((_server.Order().State, _server.Order().Announcement!.State), Is.EqualTo((OrderState.Confirmed, AnnouncementState.Planned)));
        down.Withdraw();
        Assert.That(Done(await _server.Server.Es2.ReleaseProfileAsync(order.Iccid)).State, Is.EqualTo(OrderState.Released));
    }

    [Test]
    public async Task An_SM_DS_that_refuses_is_told_as_such()
    {
        _smds.Register("OTHER");
        TestSmds full = new(change: options => options with { MaxEvents = 0 });
        _line = new(new InProcessSmdsTransport(TestSmds.Smdp, full.Server));
        _server = NewServer();
        Assert.That(Code(await Confirm()), Is.EqualTo("8.9/4.2"));
        Assert.That(_server.Order().WithdrawnAnnouncements, Is.Empty, "it is known that it has nothing");
    }

    [Test]
    public async Task A_certificate_that_the_SM_DS_does_not_accept_is_no_answer()
    {
        _line = new(new InProcessSmdsTransport(null, _smds.Server));
        _server = NewServer();
        Assert.That(Code(await Confirm()), Is.EqualTo("8.9/5.1"));
        Assert.That(_server.Events.OfType<SmdpEvent.SmdsFailed>().Single().Reason, Is.EqualTo("HTTP status 403. It says: there is no client certificate"));
    }

    [Test]
    public async Task An_event_whose_answer_was_lost_is_deleted_later()
    {
        Ordered();
        ActiveFault lossy = _line.LoseAnswers();
        Assert.That(Code(await Confirm()), Is.EqualTo("8.9/5.1"));
        Assert.That(_smds.Discover(), Has.Length.EqualTo(1), "the SM-DS has it all the same");
        Assert.That(await _server.Server.SettleEventsAsync(), Is.EqualTo(1));
        lossy.Withdraw();
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_smds.Discover(), Is.Empty);
        Assert.That(_server.Order().WithdrawnAnnouncements, Is.Empty);
    }

    [Test]
    public async Task An_event_whose_answer_was_lost_is_no_obstacle_for_the_next_try()
    {
        Ordered();
        ActiveFault lossy = _line.LoseAnswers();
        await Confirm();
        lossy.Withdraw();
        Assert.That(Done(await Confirm()).State, Is.EqualTo(OrderState.Released));
        Assert.That(_line.Calls, Is.EqualTo(new[] { "es12.registerEvent", "es12.registerEvent", "es12.deleteEvent", "es12.registerEvent" }));
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_smds.Discover(), Has.Length.EqualTo(1));
        Assert.That(_server.Order().WithdrawnAnnouncements, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Cancelling_the_order_deletes_its_event(bool keepInStock)
    {
        ProfileOrder order = Done(await Confirm());
        ActiveFault down = _line.GoDown();
        Done(_server.Server.Es2.CancelOrderAsync(order.Iccid, order.Eid, "MATCH", keepInStock).Now());
        Assert.That(await _server.Server.SettleEventsAsync(), Is.EqualTo(1), "the SM-DS is down");
        down.Withdraw();
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_smds.Discover(), Is.Empty);
        Assert.That((_server.Order().Announcement, _server.Order().WithdrawnAnnouncements.Count), Is.EqualTo((default(OrderAnnouncement), 0)));
    }

    [Test]
    public async Task A_MatchingID_used_again_is_not_deleted_for_the_order_before()
    {
        ProfileOrder order = Done(await Confirm());
        ActiveFault down = _line.GoDown();
        _server.Server.Es2.CancelOrderAsync(order.Iccid, order.Eid, "MATCH", keepInStock: false).Now();
        await _server.Server.SettleEventsAsync();
        down.Withdraw();
        Iccid second = Ordered("8900012345678901242");
        Assert.That(Done(await Confirm(second)).State, Is.EqualTo(OrderState.Released));
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_smds.Discover(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_session_given_up_for_good_deletes_the_event_and_a_postponed_one_does_not()
    {
        Done(await Confirm());
        ScriptedEuicc euicc = _server.Euicc();
        Start(euicc);
        Assert.That(euicc.Cancel(CancelSessionReason.Postponed).Code, Is.Empty);
        await _server.Server.SettleEventsAsync();
        Assert.That(_smds.Discover(), Has.Length.EqualTo(1));
        Start(euicc);
        Assert.That(euicc.Cancel(CancelSessionReason.EndUserRejection).Code, Is.Empty);
        await _server.Server.SettleEventsAsync();
        Assert.That(_smds.Discover(), Is.Empty);
    }

    [Test]
    public async Task An_expired_order_is_no_longer_announced()
    {
        Done(await Confirm(expiresAt: TestServer.Start.AddDays(1)));
        await _server.Server.SettleEventsAsync();
        Assert.That(_smds.Discover(), Has.Length.EqualTo(1));
        _server.Time.Advance(TimeSpan.FromDays(1));
        await _server.Server.SettleEventsAsync();
        Assert.That(_smds.Discover(), Is.Empty);
    }

    [Test]
    public async Task A_server_killed_while_it_registered_finishes_when_it_is_started_anew()
    {
        Iccid iccid = Ordered();
        _line.OnCall = _ => throw new KilledException();
        Assert.That(async () => await Confirm(), Throws.TypeOf<KilledException>());
        _line.OnCall = null;
        _server = NewServer();
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_server.Order(iccid).State, Is.EqualTo(OrderState.Confirmed), "somebody may be at it");
        _server = NewServer();
        _server.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_server.Order(iccid).State, Is.EqualTo(OrderState.Released));
        Assert.That(_smds.Discover(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_server_killed_before_it_deleted_an_event_does_so_when_it_is_started_anew()
    {
        ProfileOrder order = Done(await Confirm());
        ScriptedEuicc euicc = _server.Euicc();
        euicc.Download();
        euicc.NotifyInstalled(order.Iccid);
        _server = NewServer();
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_smds.Discover(), Is.Empty);
    }

    [Test]
    public async Task What_is_announced_and_what_is_owed_is_written_down()
    {
        ProfileOrder order = Done(await Confirm());
        ProfileOrder written = Rewritten(order);
        Assert.That((written.Announcement, written.WithdrawnAnnouncements.Count), Is.EqualTo((order.Announcement, 0)));
        order = Done(_server.Server.Es2.CancelOrderAsync(order.Iccid, order.Eid, null, keepInStock: true).Now());
        written = Rewritten(order);
        Assert.That((written.Announcement, written.WithdrawnAnnouncements), Is.EqualTo((default(OrderAnnouncement), order.WithdrawnAnnouncements)));
        Assert.That(written.WithdrawnAnnouncements, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_order_cancelled_while_its_event_is_registered_has_none_in_the_end()
    {
        Iccid iccid = Ordered();
        _line.OnCall = function =>
        {
            if (function == "registerEvent") Done(_server.Server.Es2.CancelOrderAsync(iccid, _server.Euicc().Eid, null, keepInStock: true).Now());
        };
        Assert.That(Code(await Confirm()), Is.EqualTo("8.2.1/3.5"));
        Assert.That(_smds.Discover(), Has.Length.EqualTo(1));
        Assert.That(await _server.Server.SettleEventsAsync(), Is.Zero);
        Assert.That(_smds.Discover(), Is.Empty);
        Assert.That(_server.Order().State, Is.EqualTo(OrderState.Available));
    }

    [Test]
    public async Task Another_eUICC_does_not_get_the_order_by_its_event()
    {
        Done(await Confirm());
        ScriptedEuicc other = _server.Euicc().WithEid("89049032123451234512345678901243");
        Assert.That(_smds.Discover(_smds.Euicc().WithEid("89049032123451234512345678901243")), Is.Empty);
        other.Initiate();
        Assert.That(other.AuthenticateClient().Code, Is.EqualTo("8.1.1/3.8"));
    }

    [Test]
    public async Task Through_an_alternative_SM_DS_the_root_leads_to_the_order()
    {
        (TestSmds root, TestSmds alternative, _) = TestSmds.Pair();
        _line = new(new InProcessSmdsTransport(TestSmds.Smdp, alternative.Server));
        _server = NewServer();
        Done(await Confirm(smds: TestSmds.AlternativeAddress));
        string atRoot = root.Discover().Single();
        Assert.That(alternative.Discover(atRoot.Split('@')[0]), Is.EqualTo(new[] { $"MATCH@{TestServer.Address}" }));
        ScriptedEuicc euicc = _server.Euicc();
        euicc.Download();
        euicc.NotifyInstalled(_server.Order().Iccid);
        await _server.Server.SettleEventsAsync();
        Assert.That((root.Discover(), alternative.Discover()), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
    }

    private static ProfileOrder Rewritten(ProfileOrder order) =>
        StateJson.ReadOrder(StateJson.Write(order), digest => OrderPart.Of(order).Single(part => part.Digest == digest));

    private TestServer NewServer() => new(
        options => options with
        {
            Smds = new(_line, [new(TestSmds.RootAddress), new(TestSmds.AlternativeAddress, ForwardingIndicator: true)]),
        },
        store: _store);

    private Iccid Ordered(string iccid = "8900012345678901234")
    {
        ProfileOrder order = _server.Server.Orders.AddAsync(TestServer.Profile(iccid)).Now();
        Done(_server.Server.Es2.DownloadOrderAsync(order.Iccid).Now());
        return order.Iccid;
    }

    private Task<OrderOutcome> Confirm(Iccid? iccid = null, string matchingId = "MATCH", string smds = TestSmds.RootAddress, bool release = true,
        DateTimeOffset? expiresAt = null)
    {
        Iccid ordered = iccid ?? (_server.Server.Orders.ListAsync().Now().Count == 0 ? Ordered() : _server.Order().Iccid);
        return _server.Server.Es2.ConfirmOrderAsync(ordered, new()
        {
            Eid = _server.Euicc().Eid,
            MatchingId = matchingId,
            SmdsAddress = smds,
            ReleaseFlag = release,
            ExpiresAt = expiresAt,
        }).AsTask();
    }

    private static void Start(ScriptedEuicc euicc)
    {
        Assert.That(euicc.Initiate().Code, Is.Empty);
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
    }

    private static ProfileOrder Done(OrderOutcome outcome) => TestServer.Done(outcome);

    private static string Code(OrderOutcome outcome) => ((OrderOutcome.Refused)outcome).StatusCode.ToString();

    private sealed class KilledException : Exception;
}

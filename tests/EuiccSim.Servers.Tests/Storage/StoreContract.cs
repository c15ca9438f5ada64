using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Orders;
using EuiccSim.Servers.Sessions;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.Storage;

/// <summary>What every store does.</summary>
internal abstract class StoreContract
{
    private static readonly DateTimeOffset s_later = TestServer.Start.AddMinutes(15);

    protected ISmdpStore Store { get; private set; } = null!;

    /// <summary>An empty store.</summary>
    protected abstract ISmdpStore Create();

    /// <summary>The same state, as somebody else finds it who was not there when it was written.</summary>
    protected abstract ISmdpStore Reopen(ISmdpStore store);

    /// <summary>Whether sessions are lost with the process as long as their eUICC is not authenticated.</summary>
    protected virtual bool ForgetsUnauthenticated => false;

    [SetUp]
    public void Begin() => Store = Create();

    [TearDown]
    public void End() => (Store as IDisposable)?.Dispose();

    private void Reopen() => Store = Reopen(Store);

    [Test]
    public void Everything_that_an_order_holds_is_kept()
    {
        ProfileOrder order = FullOrder.Create();
        Assert.That(Store.TryCommit(order, null), Is.True);
        Reopen();
        Assert.That(Dump.Of(Store.FindOrder(order.Iccid)), Is.EqualTo(Dump.Of(order)));
    }

    /// <summary>A store that took something and cannot read it again is lost as a whole.</summary>
    [Test]
    public void Whatever_is_taken_is_read_as_it_was_and_everything_else_is_refused([Range(1, 4)] int seed)
    {
        AnyOrder any = new(seed);
        Dictionary<Iccid, string> taken = [];
        int refused = 0, inUse = 0;
        for (int i = 0; i < 60; i++)
        {
            ProfileOrder order = any.Order($"89{i:D3}");
            try
            {
                if (Store.TryCommit(order, null)) taken.Add(order.Iccid, Dump.Of(order));
                else if (order.MatchingId is { Length: > 0 } id && Store.FindByMatchingId(id) is not null) inUse++;
            }
            catch (StateValueException)
            {
                refused++;
                Assert.That(Store.FindOrder(order.Iccid), Is.Null);
            }
        }
        Reopen();
        Assert.That(Store.ListOrders().Select(order => order.Iccid), Is.EqualTo(taken.Keys));
        foreach ((Iccid iccid, string dump) in taken) Assert.That(Dump.Of(Store.FindOrder(iccid)), Is.EqualTo(dump));
        Assert.That(taken.Count + refused + inUse, Is.EqualTo(60));
        Assert.That(refused, Is.InRange(5, 45));
    }

    [Test]
    public void Whatever_session_is_taken_is_read_as_it_was_and_every_other_is_refused([Range(1, 4)] int seed)
    {
        AnyOrder any = new(seed);
        List<SmdpSession> taken = [];
        for (int i = 0; i < 60; i++)
        {
            SmdpSession session = any.Session(i);
            try
            {
                if (Store.TryCommit(null, session)) taken.Add(session);
            }
            catch (StateValueException)
            {
                Assert.That(Store.FindSession(session.Id), Is.Null);
            }
        }
        Assert.That(taken, Has.Count.InRange(10, 55));
        foreach (SmdpSession session in taken) Assert.That(Dump.Of(Store.FindSession(session.Id)), Is.EqualTo(Dump.Of(session)));
        Reopen();
        // A session whose eUICC is not authenticated need not outlive the process.
        foreach (SmdpSession session in taken.Where(one => one.IsAuthenticated)) Assert.That(Dump.Of(Store.FindSession(session.Id)), Is.EqualTo(Dump.Of(session)));
    }

    [Test]
    public void Each_property_of_an_order_is_among_those_tried() => Assert.That(AnyOrder.Changed, Is.EquivalentTo(AnyOrder.Properties));

    [Test]
    public void A_delivery_on_any_curve_can_be_read_again()
    {
        int number = 0;
        foreach (EcCurve curve in EcCurve.All)
        {
            Profile profile = TestServer.Profile($"890{++number}", 10);
            EcKeyAgreementKey key = EcKeyAgreementKey.Generate(curve, new Testing.SeededRandom("DP"));
            EcPublicKey euicc = Testing.Rfc6979SigningKey.Generate(curve, new Testing.SeededRandom("EUICC")).PublicKey;
            ProfileOrder order = new()
            {
                Profile = profile,
                Revision = 1,
                KeptEuiccKey = new(FullOrder.Eid, euicc),
                Deliveries = [new(FullOrder.Id("1", number), FullOrder.Eid, TestServer.Nist.Euicc,
                    Servers.Binding.ProfileBinding.Create(profile, key, euicc, Octets.FromHex("01"), FullOrder.Eid))],
            };
            Assert.That(Store.TryCommit(order, null), Is.True, curve.Name);
            Reopen();
            Assert.That(Dump.Of(Store.FindOrder(order.Iccid)), Is.EqualTo(Dump.Of(order)), curve.Name);
        }
        Assert.That(number, Is.EqualTo(3));
    }

    [Test]
    public void A_package_that_was_kept_is_the_one_that_was_bound()
    {
        ProfileOrder order = FullOrder.Create();
        Store.TryCommit(order, null);
        Reopen();
        Delivery last = Store.FindOrder(order.Iccid)!.LastDelivery!;
        Assert.That(last.Binding!.ToPackage(last.TransactionId, TestServer.Brainpool.DpPbKey).Encoded,
            Is.EqualTo(order.LastDelivery!.Binding!.ToPackage(last.TransactionId, TestServer.Brainpool.DpPbKey).Encoded));
    }

    [Test]
    public void An_order_is_found_by_all_that_it_is_known_by()
    {
        ProfileOrder order = FullOrder.Create();
        Store.TryCommit(FullOrder.Create("8901", "other") with { Eid = null }, null);
        Store.TryCommit(order, null);
        Reopen();
        ProfileOrder?[] found =
        [
            Store.FindOrder(order.Iccid), Store.FindByMatchingId(order.MatchingId!), Store.FindPending(FullOrder.Eid),
            Store.FindByDelivery(order.Deliveries[0].TransactionId), Store.FindByDelivery(order.Deliveries[1].TransactionId),
        ];
        Assert.That(found.Select(one => one?.Iccid), Has.All.EqualTo(order.Iccid));
        Assert.That(Store.ListOrders().Select(one => one.Iccid.Digits), Is.EqualTo(new[] { "8901", order.Iccid.Digits }));
    }

    [Test]
    public void What_is_not_there_is_not_found()
    {
        Store.TryCommit(FullOrder.Create(), null);
        Assert.That(Store.FindOrder(Iccid.FromDigits("8902")), Is.Null);
        Assert.That(Store.FindByMatchingId("FULL"), Is.Null);
        Assert.That(Store.FindByMatchingId("\0"), Is.Null);
        Assert.That(Store.FindByProfileType("\0"), Is.Null);
        Assert.That(Store.FindByDelivery(TransactionId.Parse("00")), Is.Null);
        Assert.That(Store.FindSession(TransactionId.Parse("00")), Is.Null);
        Assert.That(Store.FindPending(Eid.FromDigits("89049032123451234512345678901299")), Is.Null);
    }

    [Test]
    public void What_an_order_was_known_by_is_free_after_it_changed()
    {
        ProfileOrder order = FullOrder.Create();
        Store.TryCommit(order, null);
        ProfileOrder next = new ProfileOrder { Profile = TestServer.Profile(), MatchingId = "new" }.After(order);
        Assert.That(Store.TryCommit(next, null), Is.True);
        Reopen();
        Assert.That(Dump.Of(Store.FindOrder(order.Iccid)), Is.EqualTo(Dump.Of(next)));
        Assert.That(Store.FindByMatchingId(order.MatchingId!), Is.Null);
        Assert.That(Store.FindByDelivery(order.Deliveries[0].TransactionId), Is.Null);
        Assert.That(Store.FindPending(FullOrder.Eid), Is.Null);
        Assert.That(Store.FindByProfileType(order.Profile.ProfileType!), Is.Null);
        Assert.That(Store.TryCommit(FullOrder.Create("8901", order.MatchingId!), null), Is.True);
    }

    [Test]
    public void Only_what_follows_is_committed()
    {
        ProfileOrder first = FullOrder.Create();
        Assert.That(Store.TryCommit(first with { Revision = 2 }, null), Is.False);
        Assert.That(Store.TryCommit(first, null), Is.True);
        Assert.That(Store.TryCommit(first, null), Is.False);
        Assert.That(Store.TryCommit(first with { Revision = 3 }, null), Is.False);
        Assert.That(Store.TryCommit(first with { Revision = 2, State = OrderState.Error }, null), Is.True);
        Assert.That(Store.TryCommit(first with { Revision = 2, State = OrderState.Installed }, null), Is.False);
        Reopen();
        Assert.That(Store.FindOrder(first.Iccid)!.State, Is.EqualTo(OrderState.Error));
    }

    [Test]
    public void A_MatchingID_is_of_one_order()
    {
        ProfileOrder one = FullOrder.Create("8901", "one"), two = FullOrder.Create("8902", "two");
        Store.TryCommit(one, null);
        Assert.That(Store.TryCommit(two with { MatchingId = "one" }, null), Is.False);
        Assert.That(Store.TryCommit(two, null), Is.True);
        Assert.That(Store.TryCommit((two with { MatchingId = "one" }).After(two), null), Is.False);
        Assert.That(Store.FindByMatchingId("two")!.Revision, Is.EqualTo(1));
        // An empty one is no MatchingID.
        Assert.That(Store.TryCommit((one with { MatchingId = "" }).After(one), null), Is.True);
        Assert.That(Store.TryCommit((two with { MatchingId = "" }).After(two), null), Is.True);
    }

    [Test]
    public void An_order_and_a_session_change_both_or_neither()
    {
        ProfileOrder order = FullOrder.Create();
        SmdpSession session = Session(1);
        Assert.That(Store.TryCommit(order, session), Is.True);
        SmdpSession next = session.Next(session.State, s_later.AddMinutes(1));
        Assert.That(Store.TryCommit(order, next), Is.False);
        Assert.That(Store.TryCommit(order.After(order), session), Is.False);
        Assert.That(Store.TryCommit((order with { MatchingId = "x" }).After(order), next), Is.True);
        Reopen();
        Assert.That(Store.FindSession(session.Id)!.Revision, Is.EqualTo(2));
        Assert.That(Store.FindOrder(order.Iccid)!.Revision, Is.EqualTo(2));
    }

    [Test]
    public void A_session_is_kept_in_each_of_its_states()
    {
        OfferedOrder offered = OfferedOrder.Of(FullOrder.Create());
        RspSession[] states =
        [
            new RspSession.ServerAuthenticated(Octets.FromHex("01"), Octets.FromHex("02")),
            new RspSession.ClientAuthenticated(FullOrder.Eid, TestServer.Nist.Euicc, offered, Octets.FromHex("03"), Octets.FromHex("04")),
            new RspSession.Delivered(FullOrder.Eid, TestServer.Brainpool.Euicc,
                offered with { MatchingId = null, Eid = null, LastDelivery = null }),
        ];
        SmdpSession? before = null;
        foreach (RspSession state in states)
        {
            SmdpSession session = before is null ? new(FullOrder.Id("1", 1), 1, s_later, state) : before.Next(state, s_later.AddTicks(1));
            Assert.That(Store.TryCommit(null, session), Is.True);
            if (session.IsAuthenticated || !ForgetsUnauthenticated) Reopen();
            Assert.That(Dump.Of(Store.FindSession(session.Id)), Is.EqualTo(Dump.Of(session)));
            before = session;
        }
        Assert.That(Store.TryCommit(null, before!.Next(null, s_later)), Is.True);
        Assert.That(Store.TryCommit(null, before.Next(before.State, s_later)), Is.False);
        Reopen();
        Assert.That(Store.FindSession(before.Id), Is.Null);
    }

    [Test]
    public void Sessions_are_counted_until_they_end_or_expire()
    {
        SmdpSession[] sessions = [.. Enumerable.Range(1, 4).Select(number => Session(number, s_later.AddMinutes(number)))];
        foreach (SmdpSession session in sessions) Assert.That(Store.TryCommit(null, session), Is.True);
        Assert.That(Store.TryCommit(null, sessions[0]), Is.False);
        Assert.That(Store.TryCommit(null, sessions[3].Next(null, s_later)), Is.True);
        Assert.That(Store.SessionCount, Is.EqualTo(3));
        Assert.That(Store.RemoveExpiredSessions(s_later.AddMinutes(2)), Is.EqualTo(s_later.AddMinutes(3)));
        Assert.That(Store.SessionCount, Is.EqualTo(1));
        if (!ForgetsUnauthenticated) Reopen();
        Assert.That(Store.SessionCount, Is.EqualTo(1));
        Assert.That(Store.FindSession(sessions[1].Id), Is.Null);
        Assert.That(Store.FindSession(sessions[2].Id), Is.Not.Null);
        Assert.That(Store.RemoveExpiredSessions(s_later.AddMinutes(3)), Is.EqualTo(DateTimeOffset.MaxValue));
    }

    [Test]
    public void The_oldest_that_are_not_authenticated_are_removed_until_as_few_are_left_as_wanted()
    {
        SmdpSession[] sessions = [.. Enumerable.Range(1, 5).Select(number => Session(number, s_later.AddMinutes(number)))];
        foreach (SmdpSession session in sessions) Assert.That(Store.TryCommit(null, session), Is.True);
        SmdpSession authenticated = sessions[0].Next(
            new Servers.Sessions.RspSession.Delivered(FullOrder.Eid, TestServer.Nist.Euicc, Servers.Sessions.OfferedOrder.Of(FullOrder.Create())), s_later);
        Assert.That(Store.TryCommit(null, authenticated), Is.True);
        Assert.That((Store.SessionCount, Store.UnauthenticatedSessionCount), Is.EqualTo((5, 4)));
        Store.TrimUnauthenticatedSessions(2);
        Assert.That((Store.SessionCount, Store.UnauthenticatedSessionCount), Is.EqualTo((3, 2)));
        Assert.That(sessions.Select(session => Store.FindSession(session.Id) is not null), Is.EqualTo(new[] { true, false, false, true, true }));
        Store.TrimUnauthenticatedSessions(2);
        Assert.That(Store.TryCommit(null, sessions[4].Next(null, s_later)), Is.True);
        Assert.That((Store.SessionCount, Store.UnauthenticatedSessionCount), Is.EqualTo((2, 1)));
    }

    [Test]
    public void The_first_in_stock_of_a_type_is_found_before_the_others()
    {
        void Add(string iccid, OrderState state) => Store.TryCommit(
            new ProfileOrder { Profile = TestServer.Profile(iccid) with { ProfileType = "gold" }, State = state, Revision = 1 }, null);
        Add("8901", OrderState.Installed);
        Assert.That(Store.FindByProfileType("gold")!.Iccid.Digits, Is.EqualTo("8901"));
        Add("8902", OrderState.Available);
        Add("8903", OrderState.Available);
        Assert.That(Store.FindByProfileType("gold")!.Iccid.Digits, Is.EqualTo("8902"));
        Assert.That(Store.FindByProfileType("Gold"), Is.Null);
    }

    [Test]
    public void The_pending_order_of_an_EID_is_the_first_that_is_ready()
    {
        void Add(string iccid, OrderState state) => Store.TryCommit(new ProfileOrder
        {
            Profile = TestServer.Profile(iccid),
            State = state,
            Eid = FullOrder.Eid,
            MatchingId = "",
            Revision = 1,
        }, null);
        Add("8901", OrderState.Installed);
        Assert.That(Store.FindPending(FullOrder.Eid), Is.Null);
        Add("8902", OrderState.Confirmed);
        Assert.That(Store.FindPending(FullOrder.Eid)!.Iccid.Digits, Is.EqualTo("8902"));
        Add("8903", OrderState.Released);
        Add("8904", OrderState.Released);
        Assert.That(Store.FindPending(FullOrder.Eid)!.Iccid.Digits, Is.EqualTo("8903"));
    }

    [Test]
    public void No_change_is_lost_where_many_change_one_order()
    {
        ProfileOrder order = FullOrder.Create() with { DownloadAttempts = 0 };
        Store.TryCommit(order, null);
        AtOnce(8, _ =>
        {
            for (int i = 0; i < 5; i++)
            {
                ProfileOrder seen;
                do seen = Store.FindOrder(order.Iccid)!;
                while (!Store.TryCommit((seen with { DownloadAttempts = seen.DownloadAttempts + 1 }).After(seen), null));
            }
        });
        Reopen();
        Assert.That(Store.FindOrder(order.Iccid)!.DownloadAttempts, Is.EqualTo(40));
        Assert.That(Store.FindOrder(order.Iccid)!.Revision, Is.EqualTo(41));
    }

    [Test]
    public void A_download_goes_on_at_a_server_that_was_started_anew_before_each_call()
    {
        TestServer server = new(store: Store);
        ProfileOrder order = server.Release(code: "1234");
        ScriptedEuicc euicc = server.Euicc();
        euicc.ConfirmationCode = "1234";
        int servers = 0;
        euicc.Reach = (function, body) =>
        {
            if (function != "authenticateClient" || !ForgetsUnauthenticated) Reopen();
            return NewServer(++servers).Server.Handle(function, body);
        };
        Assert.That(euicc.Download().Code, Is.Empty);
        Assert.That(euicc.NotifyInstalled(order.Iccid).Status, Is.EqualTo(204));
        Assert.That(euicc.NotifyOther(order.Iccid, Protocol.Rsp.Common.NotificationEvent.NotificationEnable).Status, Is.EqualTo(204));
        ProfileOrder installed = Store.FindOrder(order.Iccid)!;
        Assert.That(installed.State, Is.EqualTo(OrderState.Installed));
        Assert.That(installed.History.Select(happened => happened.GetType().Name),
            Is.EqualTo(new[] { "Offered", "Delivered", "Installed", "Notified" }));
        Assert.That(installed.LastDelivery!.Binding, Is.Null);
        Assert.That(Store.SessionCount, Is.Zero);
    }

    [Test]
    public void A_retry_at_another_server_gets_the_same_package_signed_anew()
    {
        new TestServer(store: Store).Release();
        ScriptedEuicc euicc = NewServer(1).Euicc();
        Answer first = euicc.Download();
        euicc.NotifyFailed(FullOrder.Create().Iccid, (int)Protocol.Rsp.Common.ErrorReason.InstallFailedDueToInterruption);
        Reopen();
        euicc.Reach = NewServer(2).Server.Handle;
        Answer second = euicc.Download();
        Assert.That(euicc.SmdpSigned2!.BppEuiccOtpk, Is.EqualTo(euicc.OneTimeKey.PublicPoint));
        Assert.That(Body(second), Is.EqualTo(Body(first)));
        Assert.That(second.Text("transactionId"), Is.Not.EqualTo(first.Text("transactionId")));
    }

    [Test]
    public void Of_many_eUICCs_at_two_servers_exactly_one_gets_the_profile()
    {
        TestServer[] servers = [NewServer(1), NewServer(2)];
        servers[0].Release();
        ScriptedEuicc[] euiccs = [.. Enumerable.Range(0, 6).Select(number =>
        {
            ScriptedEuicc euicc = servers[number % 2].Euicc().WithEid(EidOf(number));
            Assert.That(euicc.Initiate().Code, Is.Empty);
            Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
            return euicc;
        })];
        string[] codes = new string[euiccs.Length];
        AtOnce(euiccs.Length, i =>
        {
            euiccs[i].Reach = servers[(i + 1) % 2].Server.Handle;
            codes[i] = euiccs[i].GetBoundProfilePackage().Code;
        });
        Assert.That(codes.Order(), Is.EqualTo(new[] { "" }.Concat(Enumerable.Repeat("8.2/1.2", 5))));
        Assert.That(servers[0].Order().Deliveries, Has.Count.EqualTo(1));
        Assert.That(servers.SelectMany(server => server.Events).OfType<OrderEvent.Delivered>(), Has.One.Items);
    }

    [Test]
    public void One_session_used_at_two_servers_at_once_delivers_once()
    {
        TestServer[] servers = [NewServer(1), NewServer(2)];
        servers[0].Release();
        ScriptedEuicc euicc = servers[0].Euicc();
        euicc.Initiate();
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        int calls = 0;
        euicc.Reach = (function, body) => servers[Interlocked.Increment(ref calls) % 2].Server.Handle(function, body);
        string[] codes = new string[4];
        AtOnce(codes.Length, i => codes[i] = euicc.GetBoundProfilePackage().Code);
        Assert.That(codes.Order(), Is.EqualTo(new[] { "", "8.10.1/3.9", "8.10.1/3.9", "8.10.1/3.9" }));
    }

    [Test]
    public void A_session_expires_by_the_servers_clock()
    {
        TestServer server = new(options => options with { SessionLifetime = TimeSpan.FromMinutes(1), MaxSessions = 2 }, store: Store);
        server.Release();
        ScriptedEuicc euicc = server.Euicc(), other = server.Euicc();
        euicc.Initiate();
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        server.Time.Advance(TimeSpan.FromSeconds(30));
        other.Initiate();
        Assert.That(other.AuthenticateClient().Code, Is.Empty);
        Assert.That(server.Euicc().Initiate().Code, Is.EqualTo("1.2/4.4"));
        server.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.EqualTo("8.10.1/3.9"));
        Assert.That(server.Euicc().Initiate().Code, Is.Empty);
        Assert.That(other.GetBoundProfilePackage().Code, Is.Empty);
    }

    [Test]
    public void A_session_under_a_CI_that_the_server_has_no_more_is_unknown()
    {
        new TestServer(store: Store).Release();
        ScriptedEuicc euicc = new TestServer(store: Store).Euicc();
        euicc.Initiate();
        euicc.Reach = new TestServer(options => options with { Credentials = [SmdpCredential.From(TestServer.Brainpool)] }, store: Store)
            .Server.Handle;
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
    }

    // Threads of their own: a pool may well run its work one after the other.
    private static void AtOnce(int count, Action<int> work)
    {
        using Barrier start = new(count);
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                work(number);
            }
            catch (Exception e)
            {
                failure = e;
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.That(failure, Is.Null);
    }

    // Servers that draw the same numbers would give the same transaction identifiers.
    private TestServer NewServer(int number) =>
        new(options => options with { Random = new Testing.SeededRandom($"server {number}") }, store: Store);

    private static Octets Body(Answer answer)
    {
        Octets package = answer.Der("boundProfilePackage");
        int at = package.Span.IndexOf<byte>([0xA0, 0x1A, 0x87, 0x18]);
        Assert.That(at, Is.GreaterThan(0));
        return package.Slice(at);
    }

    private static SmdpSession Session(int number, DateTimeOffset? expiresAt = null) => new(FullOrder.Id("7", number), 1,
        expiresAt ?? s_later, new RspSession.ServerAuthenticated(Octets.FromHex("01"), Octets.FromHex("02")));

    private static string EidOf(int number) => "890490321234512345123456789" + number.ToString("D5", CultureInfo.InvariantCulture);
}

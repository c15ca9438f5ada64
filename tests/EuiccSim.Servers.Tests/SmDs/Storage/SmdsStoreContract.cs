using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDs;
using EuiccSim.Servers.SmDs.Storage;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDs.Storage;

/// <summary>What every store of an SM-DS does.</summary>
internal abstract class SmdsStoreContract
{
    private static readonly ObjectIdentifier s_owner = new("2.999.10");
    private static readonly EventLimits s_limits = new(4, 3);
    private static readonly Eid s_other = Eid.FromDigits("89049032123451234512345678900099");

    protected ISmdsStore Store { get; private set; } = null!;

    /// <summary>An empty store.</summary>
    protected abstract ISmdsStore Create();

    /// <summary>The same state, as somebody else finds it who was not there when it was written.</summary>
    protected abstract ISmdsStore Reopen(ISmdsStore store);

    [SetUp]
    public void Begin() => Store = Create();

    [TearDown]
    public void End() => (Store as IDisposable)?.Dispose();

    [Test]
    public void Everything_that_an_event_holds_is_kept()
    {
        EventRecord record = Event("A \0 \u00e4\ud83d\ude00 \"+/<") with { ForwardedEventId = "0BAD", RegisteredAt = TestServer.Start.AddTicks(7) };
        Assert.That(Store.AddAsync(record, s_limits).Now(), Is.EqualTo(EventAddition.Added));
        Reopen();
        Assert.That(Dump.Of(Store.FindAsync(record.Owner, record.EventId).Now()), Is.EqualTo(Dump.Of(record)));
        Assert.That(Store.FindByEidAsync(record.Eid).Now(), Is.EqualTo(new[] { record }));
        Assert.That(Store.FindByEidAsync(s_other).Now(), Is.Empty);
    }

    [Test]
    public void Whatever_event_is_taken_is_read_as_it_was_and_every_other_is_refused()
    {
        AnyOrder any = new(1);
        EventLimits many = new(1000, 1000);
        List<EventRecord> taken = [];
        for (int i = 0; i < 100; i++)
        {
            EventRecord record = new()
            {
                Owner = new($"2.999.{i}"),
                EventId = any.Text(),
                Eid = any.AnyEid(),
                RspServerAddress = any.Text(),
                RegisteredAt = any.AnyTime(),
                ForwardedEventId = i % 2 == 0 ? null : any.Text(),
            };
            try
            {
                if (Store.AddAsync(record, many).Now() == EventAddition.Added) taken.Add(record);
            }
            catch (StateValueException)
            {
                Assert.That(Store.FindAsync(record.Owner, record.EventId).Now(), Is.Null);
            }
        }
        Assert.That(() => Store.TryRemoveAsync(taken[0], new("\uD800", FullOrder.Eid)).Now(), Throws.TypeOf<StateValueException>());
        Assert.That(() => Store.TryUpdateAsync(taken[0], taken[0] with { RspServerAddress = "\uDC00" }).Now(), Throws.TypeOf<StateValueException>());
        Reopen();
        Assert.That(taken, Has.Count.InRange(10, 90));
        foreach (EventRecord record in taken) Assert.That(Dump.Of(Store.FindAsync(record.Owner, record.EventId).Now()), Is.EqualTo(Dump.Of(record)));
    }

    [Test]
    public void Events_are_told_in_the_order_in_which_they_came()
    {
        foreach (string id in (string[])["C", "A", "B"]) Store.AddAsync(Event(id), s_limits).Now();
        Assert.That(Store.TryUpdateAsync(Event("A"), Event("A") with { RspServerAddress = "elsewhere.example.com" }).Now(), Is.True);
        Reopen();
        Assert.That(Ids(FullOrder.Eid), Is.EqualTo("CAB"));
        Assert.That(Store.FindAsync(s_owner, "A").Now()!.RspServerAddress, Is.EqualTo("elsewhere.example.com"));
        Assert.That(Store.TryRemoveAsync(Event("C"), null).Now(), Is.True);
        Store.AddAsync(Event("C"), s_limits).Now();
        Reopen();
        Assert.That(Ids(FullOrder.Eid), Is.EqualTo("ABC"));
    }

    [Test]
    public void An_EventID_is_taken_by_its_owner_only()
    {
        Store.AddAsync(Event("A"), s_limits).Now();
        Reopen();
        Assert.That(Store.AddAsync(Event("A") with { Eid = s_other }, s_limits).Now(), Is.EqualTo(EventAddition.InUse));
        Assert.That(Store.AddAsync(Event("A") with { Owner = new("2.999.12") }, s_limits).Now(), Is.EqualTo(EventAddition.Added));
        Assert.That(Store.FindAsync(new("2.999.13"), "A").Now(), Is.Null);
        Assert.That(Ids(s_other), Is.Empty);
    }

    [Test]
    public void There_are_no_more_than_there_may_be()
    {
        foreach (string id in (string[])["A", "B", "C"]) Store.AddAsync(Event(id), s_limits).Now();
        Reopen();
        Assert.That(Store.AddAsync(Event("D"), s_limits).Now(), Is.EqualTo(EventAddition.Full));
        Assert.That(Store.AddAsync(Event("D") with { Eid = s_other }, s_limits).Now(), Is.EqualTo(EventAddition.Added));
        Assert.That(Store.AddAsync(Event("E") with { Eid = s_other }, s_limits).Now(), Is.EqualTo(EventAddition.Full));
        Store.TryRemoveAsync(Event("A"), null).Now();
        Reopen();
        Assert.That(Store.AddAsync(Event("E") with { Eid = s_other }, s_limits).Now(), Is.EqualTo(EventAddition.Added));
    }

    [Test]
    public void Only_what_is_there_as_it_was_seen_is_changed()
    {
        EventRecord record = Event("A"), next = record with { RspServerAddress = "elsewhere.example.com" };
        Store.AddAsync(record, s_limits).Now();
        Assert.That(Store.TryUpdateAsync(next, record).Now(), Is.False);
        Assert.That(Store.TryUpdateAsync(record, record with { Eid = s_other }).Now(), Is.False);
        Assert.That(Store.TryUpdateAsync(record, record with { EventId = "B" }).Now(), Is.False);
        Assert.That(Store.TryRemoveAsync(next, new("0BAD", record.Eid)).Now(), Is.False);
        Assert.That(Store.TryRemoveAsync(Event("B"), null).Now(), Is.False);
        Reopen();
        Assert.That((Store.FindAsync(s_owner, "A").Now(), Store.ListRootDeletionsAsync().Now().Count), Is.EqualTo((record, 0)));
    }

    [Test]
    public void What_is_owed_to_the_root_is_owed_until_it_was_told()
    {
        RootDeletion first = new("01", FullOrder.Eid), second = new("02", s_other), third = new("03", s_other);
        foreach (RootDeletion owed in (RootDeletion[])[first, second, third])
        {
            Store.AddAsync(Event(owed.EventId) with { Eid = owed.Eid }, s_limits).Now();
            Assert.That(Store.TryRemoveAsync(Event(owed.EventId) with { Eid = owed.Eid }, owed).Now(), Is.True);
        }
        Reopen();
        Assert.That(Store.ListRootDeletionsAsync().Now(), Is.EqualTo(new[] { first, second, third }));
        Store.RemoveRootDeletionAsync(second).Now();
        Store.RemoveRootDeletionAsync(second).Now();
        Reopen();
        Assert.That(Store.ListRootDeletionsAsync().Now(), Is.EqualTo(new[] { first, third }));
        Assert.That(Ids(s_other) + Ids(FullOrder.Eid), Is.Empty);
    }

    [Test]
    public void Of_many_who_change_one_event_one_does()
    {
        Store.AddAsync(Event("A"), s_limits).Now();
        int changed = 0, removed = 0, added = 0;
        Parallel.For(0, 16, i =>
        {
            if (Store.TryUpdateAsync(Event("A"), Event("A") with { RspServerAddress = $"{i}.example.com" }).Now()) Interlocked.Increment(ref changed);
        });
        EventRecord now = Store.FindAsync(s_owner, "A").Now()!;
        Parallel.For(0, 16, _ =>
        {
            if (Store.TryRemoveAsync(now, new("01", FullOrder.Eid)).Now()) Interlocked.Increment(ref removed);
        });
        Parallel.For(0, 16, i =>
        {
            if (Store.AddAsync(Event($"{i}"), s_limits).Now() == EventAddition.Added) Interlocked.Increment(ref added);
        });
        Reopen();
        Assert.That((changed, removed, added), Is.EqualTo((1, 1, s_limits.PerEuicc)));
        Assert.That((Store.FindByEidAsync(FullOrder.Eid).Now().Count, Store.ListRootDeletionsAsync().Now().Count), Is.EqualTo((s_limits.PerEuicc, 1)));
    }

    protected void Reopen() => Store = Reopen(Store);

    protected static EventRecord Event(string id) => new()
    {
        Owner = s_owner,
        EventId = id,
        Eid = FullOrder.Eid,
        RspServerAddress = TestServer.Address,
        RegisteredAt = TestServer.Start,
    };

    private string Ids(Eid eid) => string.Concat(Store.FindByEidAsync(eid).Now().Select(record => record.EventId));
}

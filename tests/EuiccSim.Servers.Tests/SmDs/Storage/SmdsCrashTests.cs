using EuiccSim.Servers.SmDs;
using EuiccSim.Servers.SmDs.Storage;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDs.Storage;

/// <summary>An SM-DS whose file ends anywhere, and whose disk loses power at each operation in turn.</summary>
internal sealed class SmdsCrashTests
{
    private static readonly string[] s_steps = ["register A", "register B", "delete A", "register C"];

    [Test]
    public void Cut_at_any_octet_it_holds_all_that_was_whole_before()
    {
        SortedDictionary<int, string> states = [];
        FakeDisk disk = new([]);
        using FileSmdsStore store = FileSmdsStore.Open(disk);
        states[disk.Written.Length] = StateOf(store);
        (TestSmds _, TestSmds alternative, Line line) = Pair(store);
        // While the root is asked, the event is not there for anybody, and after a crash the root is to forget it.
        line.OnCall = function =>
        {
            if (function == "registerEvent") states[disk.Written.Length] = " owes 1";
        };
        alternative.Register("A", forward: true);
        states[disk.Written.Length] = StateOf(store);
        alternative.Register("B");
        states[disk.Written.Length] = StateOf(store);
        line.OnCall = null;
        using (line.GoDown()) alternative.Delete("A");
        states[disk.Written.Length] = StateOf(store);
        alternative.Server.SettleAsync().GetAwaiter().GetResult();
        states[disk.Written.Length] = StateOf(store);
        Assert.That(states.Values, Is.EqualTo(new[] { " owes 0", " owes 1", "A owes 0", "AB owes 0", "B owes 1", "B owes 0" }));

        byte[] whole = disk.Written;
        for (int length = states.Keys.First(); length <= whole.Length; length++)
        {
            int end = states.Keys.Last(one => one <= length);
            using FileSmdsStore cut = FileSmdsStore.Open(new FakeDisk(whole[..length]));
            Assert.That((cut.Dropped?.Octets ?? 0, StateOf(cut)), Is.EqualTo((length - end, states[end])), $"cut at {length}");
        }
        for (int length = 1; length < states.Keys.First(); length++)
            Assert.That(() => FileSmdsStore.Open(new FakeDisk(whole[..length])), Throws.TypeOf<SmdpStoreException>(), $"cut at {length}");
    }

    [Test]
    public void Nothing_that_a_client_was_told_is_lost_whenever_the_power_fails([Values(1, 1_000_000)] long compactsFrom)
    {
        int operations = 0;
        for (bool isWhole = false; !isWhole; operations++)
        {
            FakeDisk disk = new(Empty()) { Operations = operations };
            int told = Run(disk, compactsFrom);
            isWhole = told == s_steps.Length;
            byte[] flushed = disk.Flushed, written = disk.Written;
            foreach (int kept in new[] { flushed.Length, (flushed.Length + written.Length) / 2, written.Length })
                MustHave(written[..kept], told, $"after {operations} operations and {kept} of {written.Length} octets");
        }
        Assert.That(operations, Is.GreaterThan(8));
    }

    [Test]
    public void After_a_failure_the_client_is_told_that_the_server_cannot_answer_and_nothing_else_is_answered()
    {
        FakeDisk disk = new(Empty());
        using FileSmdsStore store = FileSmdsStore.Open(disk);
        TestSmds smds = new(store: store);
        disk.Operations = 1;
        Assert.That(smds.Register("A").Status, Is.EqualTo(503));
        disk.Operations = int.MaxValue;
        Assert.That(smds.Register("B").Status, Is.EqualTo(503));
        ScriptedEuicc euicc = smds.Euicc();
        Assert.That(euicc.Initiate(TestSmds.RootAddress).Code, Is.Empty);
        Assert.That(euicc.AuthenticateClient().Status, Is.EqualTo(503));
    }

    [Test]
    public void What_one_thread_reads_of_another_is_on_the_disk()
    {
        FakeDisk disk = new([]);
        using FileSmdsStore store = FileSmdsStore.Open(disk, 1);
        Parallel.For(0, 8, thread =>
        {
            for (int i = 0; i < 10; i++)
            {
                EventRecord record = Event($"{thread}.{i}");
                Assert.That(store.AddAsync(record, new(100, 100)).Now(), Is.EqualTo(EventAddition.Added));
                int read = store.FindByEidAsync(record.Eid).Now().Count;
                using FileSmdsStore copy = FileSmdsStore.Open(new FakeDisk(disk.Flushed));
                Assert.That(copy.FindAsync(record.Owner, record.EventId).Now(), Is.EqualTo(record));
                Assert.That(copy.FindByEidAsync(record.Eid).Now().Count, Is.GreaterThanOrEqualTo(read));
            }
        });
        Assert.That(disk.Replacements, Is.GreaterThan(1));
    }

    [Test]
    public async Task A_server_that_was_killed_while_it_asked_the_root_has_the_root_forget_the_event()
    {
        FakeDisk disk = new([]);
        (TestSmds root, TestSmds alternative, Line line) = Pair(FileSmdsStore.Open(disk));
        byte[] atDeath = [];
        line.OnCall = _ => atDeath = disk.Written;
        alternative.Register("A", forward: true);
        Assert.That(root.Discover(), Has.Length.EqualTo(1));

        line.OnCall = null;
        using FileSmdsStore store = FileSmdsStore.Open(new FakeDisk(atDeath));
        TestSmds again = new(TestSmds.AlternativeAddress, options => options with { Root = new(TestSmds.RootAddress, line) }, root.Time, store);
        Assert.That(again.Discover(), Is.Empty);
        Assert.That(await again.Server.SettleAsync(), Is.Zero);
        Assert.That(root.Discover(), Is.Empty);
        Assert.That(again.Register("A", forward: true).Code, Is.Empty, "the EventID is free");
        Assert.That((root.Discover().Length, again.Discover().Length), Is.EqualTo((1, 1)));
    }

    private static (TestSmds Root, TestSmds Alternative, Line Line) Pair(ISmdsStore store)
    {
        TestSmds root = new();
        Line line = new(new InProcessSmdsTransport(TestSmds.AlternativeSmds, root.Server));
        TestSmds alternative = new(
            TestSmds.AlternativeAddress, options => options with { Root = new(TestSmds.RootAddress, line) }, root.Time, store);
        return (root, alternative, line);
    }

    private static byte[] Empty()
    {
        FakeDisk disk = new([]);
        FileSmdsStore.Open(disk).Dispose();
        return disk.Written;
    }

    /// <summary>How many steps were answered before the power failed.</summary>
    private static int Run(FakeDisk disk, long compactsFrom)
    {
        try
        {
            using FileSmdsStore store = FileSmdsStore.Open(disk, compactsFrom);
            TestSmds smds = new(store: store);
            int told = 0;
            while (told < s_steps.Length && IsAnswered(Step(smds, s_steps[told]))) told++;
            return told;
        }
        catch (SmdpStoreException)
        {
            return 0;
        }
    }

    private static Answer Step(TestSmds smds, string step) => step.Split(' ') switch
    {
        ["register", var id] => smds.Register(id),
        [_, var id] => smds.Delete(id),
        _ => throw new ArgumentException(step, nameof(step)),
    };

    private static bool IsAnswered(Answer answer)
    {
        if (answer.Status != 503) Assert.That((answer.Status, answer.Code), Is.EqualTo((200, "")));
        return answer.Status != 503;
    }

    // The step that was cut off may have been done.
    private static void MustHave(byte[] content, int told, string when)
    {
        using FileSmdsStore store = FileSmdsStore.Open(new FakeDisk(content));
        string[] states = [" owes 0", "A owes 0", "AB owes 0", "B owes 0", "BC owes 0"];
        Assert.That(StateOf(store), Is.EqualTo(states[told]).Or.EqualTo(states[Math.Min(told + 1, s_steps.Length)]), when);
    }

    // What eUICCs would be told, and how much the root has yet to be.
    private static string StateOf(FileSmdsStore store) =>
        $"{string.Concat(store.FindByEidAsync(FullOrder.Eid).Now().Select(record => record.EventId))} owes {store.ListRootDeletionsAsync().Now().Count}";

    private static EventRecord Event(string id) => new()
    {
        Owner = new("2.999.10"),
        EventId = id,
        Eid = FullOrder.Eid,
        RspServerAddress = TestServer.Address,
        RegisteredAt = TestServer.Start,
    };
}

using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.Storage.Files;

internal sealed class CompactionTests
{
    [Test]
    public void The_file_does_not_grow_with_the_number_of_changes()
    {
        FakeDisk disk = new([]);
        using FileSmdpStore store = FileSmdpStore.Open(disk, 20_000);
        ProfileOrder order = FullOrder.Create();
        store.TryCommitAsync(order, null).Now();
        int once = disk.Written.Length;
        for (int i = 0; i < 500; i++)
        {
            ProfileOrder next = order.After(order);
            Assert.That(store.TryCommitAsync(next, null).Now(), Is.True);
            order = next;
        }
        Assert.That(disk.Replacements, Is.GreaterThan(2));
        Assert.That(disk.Written.Length, Is.LessThan(20_000 + (5 * once)));
        using FileSmdpStore again = FileSmdpStore.Open(new FakeDisk(disk.Written));
        Assert.That(Dump.Of(again.ListOrdersAsync().Now()), Is.EqualTo(Dump.Of(store.ListOrdersAsync().Now())));
    }

    [Test]
    public void The_first_commit_after_an_opening_writes_just_its_own_record()
    {
        int own = 0;
        FakeDisk grows = new([]);
        using FileSmdpStore before = FileSmdpStore.Open(grows, long.MaxValue);
        ProfileOrder last = FullOrder.Create();
        before.TryCommitAsync(last, null).Now();
        // From a file that is just written anew to one that is nearly to be, and beyond.
        for (int changes = 0; changes < 60; changes++)
        {
            FakeDisk disk = new(grows.Written);
            using FileSmdpStore store = FileSmdpStore.Open(disk, 1);
            int replacements = disk.Replacements, length = disk.Written.Length;
            store.TryCommitAsync(last.After(last), null).Now();
            Assert.That(disk.Replacements, Is.EqualTo(replacements), $"{changes} changes before");
            int written = disk.Written.Length - length;
            if (own > 0) Assert.That(written, Is.EqualTo(own).Within(3), "the digits of a revision");
            own = written;
            before.TryCommitAsync(last = last.After(last), null).Now();
        }
    }

    [Test]
    public void A_file_that_is_opened_again_and_again_does_not_grow()
    {
        FakeDisk disk = new([]);
        ProfileOrder order = FullOrder.Create();
        int once = 0;
        for (int i = 0; i < 60; i++)
        {
            using FileSmdpStore store = FileSmdpStore.Open(disk, 1);
            store.TryCommitAsync(order = order with { Revision = i + 1 }, null).Now();
            if (i == 0) once = disk.Written.Length;
            Assert.That(disk.Written.Length, Is.LessThan(6 * once));
        }
        Assert.That(disk.Replacements, Is.GreaterThan(2));
    }

    [Test]
    public void A_package_is_written_once_however_often_its_order_changes()
    {
        FakeDisk disk = new([]);
        using FileSmdpStore store = FileSmdpStore.Open(disk);
        ProfileOrder order = new() { Profile = TestServer.Profile(length: 50_000), Revision = 1 };
        store.TryCommitAsync(order, null).Now();
        int before = disk.Written.Length;
        Assert.That(before, Is.GreaterThan(50_000));
        store.TryCommitAsync((order with { State = OrderState.Allocated }).After(order), null).Now();
        Assert.That(disk.Written.Length - before, Is.LessThan(1000));
    }

    [Test]
    public void What_many_threads_commit_meanwhile_is_all_there()
    {
        FakeDisk disk = new([]);
        using FileSmdpStore store = FileSmdpStore.Open(disk, 1);
        Parallel.For(0, 8, thread =>
        {
            for (int i = 0; i < 10; i++)
            {
                ProfileOrder order = new() { Profile = TestServer.Profile($"89{thread}{i:D2}", 10), Revision = 1 };
                Assert.That(store.TryCommitAsync(order, null).Now(), Is.True);
                Assert.That(FileSmdpStore.Open(new FakeDisk(disk.Flushed)).FindOrderAsync(order.Iccid).Now(), Is.Not.Null);
            }
        });
        Assert.That(disk.Replacements, Is.GreaterThan(1));
        using FileSmdpStore again = FileSmdpStore.Open(new FakeDisk(disk.Flushed));
        Assert.That(again.ListOrdersAsync().Now(), Has.Count.EqualTo(80));
    }
}

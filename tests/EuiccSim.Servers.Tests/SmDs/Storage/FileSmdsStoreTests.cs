using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.SmDs;
using EuiccSim.Servers.SmDs.Storage;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Storage.Files;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDs.Storage;

internal sealed class FileSmdsStoreTests : SmdsStoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("euiccsim-smds-");
    private int _files;

    private string CurrentPath => Path.Combine(_folder.FullName, $"{_files}.smds");

    protected override ISmdsStore Create()
    {
        _files++;
        return FileSmdsStore.Open(CurrentPath);
    }

    protected override ISmdsStore Reopen(ISmdsStore store)
    {
        ((FileSmdsStore)store).Dispose();
        return FileSmdsStore.Open(CurrentPath);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public void A_file_is_open_once_and_for_its_owner_only()
    {
        Assert.That(() => FileSmdsStore.Open(CurrentPath), Throws.TypeOf<SmdpStoreException>()
            .With.Property("Place").EqualTo(CurrentPath).And.Message.Contains("in use by another program"));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(CurrentPath), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        ((FileSmdsStore)Store).Dispose();
        Assert.That(() => FileSmdsStore.Open(CurrentPath).Dispose(), Throws.Nothing);
    }

    [Test]
    public void The_two_servers_do_not_take_one_anothers_files_and_leave_them_as_they_are()
    {
        string ofSmdp = Path.Combine(_folder.FullName, "smdp");
        FileSmdpStore.Open(ofSmdp).Dispose();
        byte[] before = File.ReadAllBytes(ofSmdp);
        Assert.That(() => FileSmdsStore.Open(ofSmdp), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("no state of an SM-DS"));
        Assert.That(File.ReadAllBytes(ofSmdp), Is.EqualTo(before));
        ((FileSmdsStore)Store).Dispose();
        Assert.That(() => FileSmdpStore.Open(CurrentPath), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("no state of an SM-DP+"));
        string letter = Path.Combine(_folder.FullName, "letter.txt");
        File.WriteAllText(letter, "Dear Sir or Madam");
        Assert.That(() => FileSmdsStore.Open(letter), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("no state of an SM-DS"));
        Assert.That(File.ReadAllText(letter), Is.EqualTo("Dear Sir or Madam"));
    }

    [TestCase("""{"event":{"owner":"2.999.1","eventId":"A","eid":"12","rspServerAddress":"a","registeredAt":"2026-01-01T00:00:00+00:00","isRegistered":true}}""")]
    [TestCase("""{"event":{"owner":"2.999.1","eventId":"A"}}""")]
    [TestCase("""{"removed":{"owner":"2.999.1","eventId":"A"}}""")]
    [TestCase("""{"owed":{"eventId":"A"}}""")]
    [TestCase("""{"more":1}""")]
    [TestCase("null")]
    public void A_record_that_is_none_is_refused(string json)
    {
        FakeDisk disk = new([]);
        RecordLog.Open(disk, "log", _ => { }).Replace(
            [[.. """{"format":"euiccsim-smds","version":1}"""u8], System.Text.Encoding.UTF8.GetBytes(json)]);
        Assert.That(() => FileSmdsStore.Open(disk), Throws.TypeOf<SmdpStoreException>());
    }

    [Test]
    public void A_file_of_a_later_version_is_refused()
    {
        FakeDisk disk = new([]);
        RecordLog.Open(disk, "log", _ => { }).Replace([[.. """{"format":"euiccsim-smds","version":2,"what":"else"}"""u8]]);
        Assert.That(() => FileSmdsStore.Open(disk), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("of version 2"));
    }

    [Test]
    public void After_it_was_disposed_of_nothing_is_answered()
    {
        ((FileSmdsStore)Store).Dispose();
        Assert.That(() => Store.FindByEidAsync(FullOrder.Eid).Now(), Throws.TypeOf<SmdpStoreException>());
        Assert.That(() => Store.AddAsync(Event("A"), new(1, 1)).Now(), Throws.TypeOf<SmdpStoreException>());
        Assert.That(() => Store.ListRootDeletionsAsync().Now(), Throws.TypeOf<SmdpStoreException>());
    }

    [Test]
    public void The_file_does_not_grow_with_the_number_of_events_that_came_and_went()
    {
        FakeDisk disk = new([]);
        using FileSmdsStore store = FileSmdsStore.Open(disk, 5_000);
        store.AddAsync(Event("STAYS"), new(9, 9)).Now();
        store.AddAsync(Event("GOES"), new(9, 9)).Now();
        store.TryRemoveAsync(Event("GOES"), new("OWED", FullOrder.Eid)).Now();
        for (int i = 0; i < 200; i++)
        {
            Assert.That(store.AddAsync(Event($"{i}"), new(9, 9)).Now(), Is.EqualTo(EventAddition.Added));
            store.TryRemoveAsync(Event($"{i}"), new($"{i}", FullOrder.Eid)).Now();
            store.RemoveRootDeletionAsync(new($"{i}", FullOrder.Eid)).Now();
        }
        Assert.That(disk.Replacements, Is.GreaterThan(5));
        Assert.That(disk.Written, Has.Length.LessThan(6_000));
        using FileSmdsStore again = FileSmdsStore.Open(new FakeDisk(disk.Written));
        Assert.That(again.FindByEidAsync(FullOrder.Eid).Now(), Is.EqualTo(new[] { Event("STAYS") }));
        Assert.That(again.ListRootDeletionsAsync().Now(), Is.EqualTo(new[] { new RootDeletion("OWED", FullOrder.Eid) }));
    }
}

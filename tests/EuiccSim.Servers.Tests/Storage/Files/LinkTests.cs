using System.Diagnostics;
using System.Runtime.Versioning;
using EuiccSim.Files;
using EuiccSim.Protocol.Words;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.SmDs.Storage;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.Storage.Files;

/// <summary>One file by several names, and names that somebody else laid there before.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[UnsupportedOSPlatform("windows")]
[Platform(Exclude = "Win", Reason = "links and modes are others there")]
internal sealed class LinkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("euiccsim-links-");

    private string At(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public void By_any_symbolic_link_a_file_is_the_same_and_open_once()
    {
        Directory.CreateDirectory(At("real/sub"));
        File.CreateSymbolicLink(At("link"), "chain");
        File.CreateSymbolicLink(At("chain"), At("real/state"));
        Directory.CreateSymbolicLink(At("folder"), "real");
        Directory.CreateSymbolicLink(At("deep"), "real/sub");
        // Below a linked folder ".." is above what it links to, for the link's own text as well.
        File.CreateSymbolicLink(At("real/sub/up"), "../state");
        string[] names = [At("real/state"), At("link"), At("chain"), At("folder/state"), At("deep/../state"), At("deep/up"), At("real/sub/up")];
        foreach (string first in names)
        {
            using FileSmdpStore store = FileSmdpStore.Open(first);
            foreach (string second in names)
                Assert.That(() => FileSmdpStore.Open(second), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("in use by another program"), $"{first} {second}");
        }
        Assert.That(new FileInfo(At("link")).LinkTarget, Is.EqualTo("chain"));
    }

    [Test]
    public void Through_a_link_the_file_is_replaced_and_the_link_stays()
    {
        File.CreateSymbolicLink(At("link"), "state");
        for (int i = 0; i < 3; i++)
        {
            using FileSmdpStore store = FileSmdpStore.Open(Opened(At("link")), 1);
            store.TryCommitAsync(FullOrder.Create($"890{i}", $"{i}"), null).Now();
        }
        Assert.That(new FileInfo(At("link")).LinkTarget, Is.EqualTo("state"));
        using FileSmdpStore again = FileSmdpStore.Open(At("state"));
        Assert.That(again.ListOrdersAsync().Now(), Has.Count.EqualTo(3));
    }

    [Test]
    public void A_link_to_nothing_makes_the_file_that_it_names()
    {
        File.CreateSymbolicLink(At("link"), "not-yet");
        FileSmdpStore.Open(At("link")).Dispose();
        Assert.That(new FileInfo(At("link")).LinkTarget, Is.EqualTo("not-yet"));
        Assert.That(new FileInfo(At("not-yet")).Length, Is.GreaterThan(0));
    }

    [Test]
    public void Links_in_a_circle_are_told()
    {
        File.CreateSymbolicLink(At("one"), "two");
        File.CreateSymbolicLink(At("two"), "one");
        Assert.That(() => FileSmdpStore.Open(At("one")), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("circle"));
    }

    [Test]
    public void A_file_with_a_second_hard_link_is_refused_by_both_stores_and_left_as_it_is()
    {
        FileSmdpStore.Open(At("state")).Dispose();
        FileSmdsStore.Open(At("events")).Dispose();
        HardLink("state", "state2");
        HardLink("events", "events2");
        byte[] before = File.ReadAllBytes(At("state"));
        foreach (string name in (string[])["state", "state2"])
            Assert.That(() => FileSmdpStore.Open(At(name)), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("it has 2 names (hard links)"));
        foreach (string name in (string[])["events", "events2"])
            Assert.That(() => FileSmdsStore.Open(At(name)), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("it has 2 names (hard links)"));
        Assert.That(File.ReadAllBytes(At("state")), Is.EqualTo(before));
        File.Delete(At("state2"));
        Assert.That(() => FileSmdpStore.Open(At("state")).Dispose(), Throws.Nothing);
    }

    [Test]
    public void What_is_no_file_is_refused()
    {
        Directory.CreateDirectory(At("folder"));
        Run("mkfifo", At("pipe"));
        foreach (string name in (string[])["folder", "pipe"])
            Assert.That(() => FileSmdpStore.Open(At(name)), Throws.TypeOf<SmdpStoreException>().With.Message.Contains(name == "folder" ? "it is a folder" : "no ordinary file"));
    }

    [Test]
    public void What_has_the_name_of_the_new_file_gives_it_neither_mode_nor_target([Values] bool isLink)
    {
        File.WriteAllText(At("victim"), "dear");
        if (isLink) File.CreateSymbolicLink(At("state.new"), At("victim"));
        else
        {
            File.WriteAllText(At("state.new"), "left over");
            Allow(At("state.new"));
        }
        FileSmdpStore.Open(At("state")).Dispose();
        Assert.That(File.GetUnixFileMode(At("state")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(new FileInfo(At("state")).LinkTarget, Is.Null);
        Assert.That(File.ReadAllText(At("victim")), Is.EqualTo("dear"));
        Assert.That(File.Exists(At("state.new")), Is.False);
    }

    [Test]
    public void A_lock_that_is_a_link_is_refused()
    {
        File.CreateSymbolicLink(At("state.lock"), At("victim"));
        Assert.That(() => FileSmdpStore.Open(At("state")), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("state.lock is a symbolic link"));
        Assert.That(File.Exists(At("victim")), Is.False);
    }

    [Test]
    public void A_file_that_a_person_named_is_made_for_its_owner_and_through_no_link()
    {
        File.WriteAllText(At("old"), "old");
        Allow(At("old"));
        NewFile.Write(At("old"), "new"u8);
        Assert.That(File.GetUnixFileMode(At("old")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        File.CreateSymbolicLink(At("link"), At("old"));
        File.CreateSymbolicLink(At("nowhere"), At("nothing"));
        foreach (string name in (string[])["link", "nowhere"])
        {
            Assert.That(() => NewFile.Write(At(name), "x"u8), Throws.InstanceOf<IOException>().With.Message.Contains("is a symbolic link"));
            Assert.That(() => NewFile.Open(At(name), FileShare.Read), Throws.InstanceOf<IOException>().With.Message.Contains("is a symbolic link"));
        }
        Assert.That(File.ReadAllText(At("old")), Is.EqualTo("new"));
        Assert.That(File.Exists(At("nothing")), Is.False);
        Assert.That(() => NewFile.Write("/dev/null", "x"u8), Throws.Nothing);
        Assert.That(File.Exists("/dev/null"), Is.True);
    }

    /// <summary>The file beside it is ours: a person does not know it.</summary>
    [Test]
    public void What_cannot_be_written_is_told_of_the_file_that_a_person_named()
    {
        string missing = At("none/file"), folder = At("folder");
        Directory.CreateDirectory(folder + ".new");
        foreach ((string path, string named) in new[] { (missing, At("none")), (folder, folder) })
        {
            Exception fault = Assert.Catch(() => NewFile.Write(path, "x"u8))!;
            Assert.That(FaultWords.Of(fault), Does.Contain(named).And.Not.Contain(".new"));
        }
        Exception held = Assert.Catch(() => HeldFile.Take(missing))!;
        Assert.That(FaultWords.Of(held), Does.Contain(At("none")).And.Not.Contain(".lock"));
    }

    private static Servers.Storage.Files.ILogFile Opened(string path) => Servers.Storage.Files.DiskFile.Open(path);

    private void HardLink(string file, string name) => Run("ln", At(file), At(name));

    private static void Allow(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }
}

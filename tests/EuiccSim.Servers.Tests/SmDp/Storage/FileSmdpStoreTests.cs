using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Storage;

namespace EuiccSim.Servers.Tests.SmDp.Storage;

internal sealed class FileSmdpStoreTests : StoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("euiccsim-smdp-");
    private int _files;

    protected override bool ForgetsUnauthenticated => true;

    protected override ISmdpStore Create() => FileSmdpStore.Open(Path.Combine(_folder.FullName, $"{++_files}.smdp"));

    protected override ISmdpStore Reopen(ISmdpStore store)
    {
        ((FileSmdpStore)store).Dispose();
        return FileSmdpStore.Open(Path.Combine(_folder.FullName, $"{_files}.smdp"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public void A_file_is_open_once()
    {
        string path = Path.Combine(_folder.FullName, $"{_files}.smdp");
        Assert.That(() => FileSmdpStore.Open(path), Throws.TypeOf<SmdpStoreException>()
            .With.Property("Place").EqualTo(path).And.Message.Contains("in use by another program"));
        ((FileSmdpStore)Store).Dispose();
        Assert.That(() => FileSmdpStore.Open(path).Dispose(), Throws.Nothing);
    }

    [Test]
    public void The_file_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has other rights.");
        else
        {
            Assert.That(File.GetUnixFileMode(Path.Combine(_folder.FullName, $"{_files}.smdp")),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public void A_file_that_is_something_else_is_left_as_it_is()
    {
        string path = Path.Combine(_folder.FullName, "letter.txt");
        File.WriteAllText(path, "Dear Sir or Madam");
        Assert.That(() => FileSmdpStore.Open(path), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("no state of an SM-DP+"));
        Assert.That(File.ReadAllText(path), Is.EqualTo("Dear Sir or Madam"));
    }

    [Test]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.That(() => FileSmdpStore.Open(Path.Combine(_folder.FullName, "nowhere", "file")), Throws.TypeOf<SmdpStoreException>());

    [Test]
    public void After_it_was_disposed_of_nothing_is_answered()
    {
        ((FileSmdpStore)Store).Dispose();
        Assert.That(() => Store.ListOrdersAsync().Now(), Throws.TypeOf<SmdpStoreException>());
    }
}

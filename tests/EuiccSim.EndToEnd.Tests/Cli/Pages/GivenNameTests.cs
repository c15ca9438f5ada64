using System.Globalization;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Testing;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Tests.Pcsc;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>What a person named (a file, a server, a reader, a program, a profile) is written as they wrote it, also where a sentence begins with it.</summary>
[NonParallelizable]
public sealed class GivenNameTests : IAsyncDisposable
{
    // SCARD_E_NO_SMARTCARD.
    private const uint NoCard = 0x8010000C;
    private string _before = "";
    private EsimWorld _world = null!;
    private Terminal _terminal = null!;

    /// <summary>The files "mine" and "my own" are texts in the folder in which the tool runs; "one.der" is a package.</summary>
    [OneTimeSetUp]
    public async Task MakeMachineAsync()
    {
        _world = await TestWorld.CreateAsync();
        FakePcsc readers = new() { Connected = NoCard };
        readers.Plug("mine");
        _terminal = new(_world) { Readers = () => new PcscContext(readers) };
        await _terminal.MakeCardAsync();
        string folder = Directory.CreateDirectory(_terminal.PathOf("here")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "one.der"), Packages.Number(1).Package.ToArray());
        foreach (string name in (string[])["mine", "my own"]) await File.WriteAllTextAsync(Path.Combine(folder, name), "Hello, world!");
        Directory.CreateDirectory(Path.Combine(folder, "mine.d"));
        _before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder;
    }

    public async ValueTask DisposeAsync()
    {
        Environment.CurrentDirectory = _before;
        _terminal.Dispose();
        await _world.DisposeAsync();
    }

    [TestCase("profile show NAME")]
    [TestCase("profile check NAME")]
    [TestCase("profile convert one.der NAME --to hex")]
    [TestCase("profile edit one.der --set pin1=1234 --output NAME")]
    [TestCase("profile edit one.der --add-element NAME --output other")]
    [TestCase("profile extract one.der --element usim --output NAME")]
    [TestCase("profile extract one.der --element NAME")]
    [TestCase("profile extract one.der --file NAME")]
    [TestCase("profile diff one.der NAME")]
    [TestCase("lpa download NAME")]
    [TestCase("lpa install NAME")]
    [TestCase("lpa list --card NAME")]
    [TestCase("lpa list --modem NAME")]
    [TestCase("lpa list --reader NAME")]
    [TestCase("lpa list --trace NAME/x.jsonl")]
    [TestCase("lpa list --trace NAME")]
    [TestCase("lpa enable NAME")]
    [TestCase("lpa nickname NAME yours")]
    [TestCase("lpa download 1$NAME$X --ca NAME")]
    [TestCase("card create NAME")]
    [TestCase("card show NAME")]
    [TestCase("trace show NAME")]
    [TestCase("demo --keep NAME")]
    [TestCase("demo --profile NAME")]
    [TestCase("pki create NAME")]
    [TestCase("smdp serve --listen 0 --es2 0 --state NAME")]
    [TestCase("smdp serve --listen 0 --es2 0 --orders NAME")]
    [TestCase("smdp serve --listen 0 --es2 0 --profiles NAME")]
    [TestCase("smdp serve --listen 0 --es2 0 --es2-client-ca NAME")]
    [TestCase("smdp order one.der --metadata NAME")]
    [TestCase("smdp order NAME")]
    [TestCase("smdp order --iccid 8988211990000000005 --server localhost:1 --client-cert NAME")]
    public async Task It_stays_as_it_was_written(string words)
    {
        foreach ((string name, string[] more) in ((string, string[])[])[("mine", []), ("my own", ["--json"])])
        {
            Terminal.Run said = await _terminal.RunAsync([.. words.Split(' ').Select(word => word.Replace("NAME", name, StringComparison.Ordinal)), .. more]);
            Assert.That(said.ExitCode, Is.Not.Zero, said.ToString());
            Assert.That(said.Output + said.Error, Does.Contain(name).And.Not.Contain(char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..]));
        }
    }

    [TestCase("lpa list --stdio mine", "mine cannot be started")]
    [TestCase("lpa download 1$localhost$X --connect-to localhost=127.0.0.1:1", "localhost refuses connections")]
    public async Task So_it_does_at_the_beginning_of_a_message(string words, string begins)
    {
        using Terminal terminal = new();
        Assert.That((await terminal.JsonAsync(words, 2)).GetProperty("error").GetProperty("message").GetString(), Does.StartWith(begins));
    }
}

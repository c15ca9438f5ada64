using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Demo;

/// <summary>`euiccsim demo` where something is wrong: 1 if somebody said no, 2 if nobody could be asked.</summary>
[NonParallelizable]
internal sealed class DemoFailureTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("euiccsim-demo-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_package_that_the_eUICC_refuses()
    {
        // Without its last element, PE-End (SAIP §8.2), which is the only one that tells that all have come.
        Octets whole = Packages.Number(1).Package;
        int end = EndElement(whole);
        CommandRun run = await CommandRun.Of("demo", "--json", "--profile", Write("no-end.der", whole.Slice(0, end)));
        CheckFailure(run, 1, "no-end.der", "LoadProfileElements", "installFailedDueToPEProcessingError", "12");
    }

    [Test]
    public async Task A_package_that_does_not_exist()
    {
        CommandRun run = await CommandRun.Of("demo", "--json", "--profile", Path.Combine(_folder, "nowhere.der"));
        CheckFailure(run, 2, "nowhere.der", "prepare", "profile", null);
    }

    [TestCase("")]
    [TestCase("00")]
    [TestCase("3003020101")]
    [TestCase("A0820100800102")]
    public async Task A_file_that_is_no_package(string content)
    {
        CommandRun run = await CommandRun.Of("demo", "--json", "--profile", Write("junk.der", Octets.FromHex(content)));
        CheckFailure(run, 2, "junk.der", "prepare", null, null);
    }

    [Test]
    public async Task A_PKI_that_does_not_exist()
    {
        CommandRun run = await CommandRun.Of("demo", "--json", "--pki", Path.Combine(_folder, "pki"));
        CheckFailure(run, 2, "built", "prepare", "pki", null);
        Assert.That(run.Result.GetProperty("error").GetProperty("message").GetString(), Does.Contain("pki: there is no such folder. 'euiccsim pki create DIR' makes "));
    }

    [Test]
    public async Task A_PKI_of_the_other_curve()
    {
        PkiDirectory.Save(Pkis.Nist, _folder);
        Assert.That((await CommandRun.Of("demo", "--json", "--pki", _folder)).ExitCode, Is.Zero);
        CheckFailure(await CommandRun.Of("demo", "--json", "--pki", _folder, "--curve", "brainpool"), 2, "built", "prepare", "pki", null);
    }

    [Test]
    public async Task A_PKI_that_has_expired_is_refused_by_the_eUICC()
    {
        using RspPki old = TestPki.Create(EcCurve.NistP256, new SeededRandom("old"), DateTimeOffset.UnixEpoch);
        PkiDirectory.Save(old, _folder);
        CommandRun run = await CommandRun.Of("demo", "--json", "--pki", _folder);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("invalidCertificate"));
        Assert.That(run.Result.GetProperty("error").GetProperty("message").GetString(), Does.Contain("(CERT.DPauth, ").And.Contain("Z, and has expired: the clock here says "));
    }

    [TestCase("demo", "--curve", "secp521r1")]
    [TestCase("demo", "--nonsense")]
    [TestCase("demo", "--seed", "many")]
    [TestCase("demo", "--profile")]
    [TestCase("dance")]
    [TestCase()]
    public async Task A_command_line_that_means_nothing(params string[] args)
    {
        CommandRun run = await CommandRun.Of(args);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Is.Not.Empty);
        Assert.That(run.Output, Is.Empty);
    }

    private string Write(string name, Octets content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content.ToArray());
        return path;
    }

    private static int EndElement(Octets package)
    {
        int at = 0;
        while (true)
        {
            TlvHeader header = TlvHeader.Read(package.Span[at..]);
            if (at + header.TotalLength == package.Length) return at;
            at += header.TotalLength;
        }
    }

    private static void CheckFailure(CommandRun run, int exitCode, string profile, string function, string? name, string? code)
    {
        JsonElement result = run.Result;
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output);
        Assert.That(result.GetProperty("event").GetString(), Is.EqualTo("result"));
        Assert.That(result.GetProperty("ok").GetBoolean(), Is.False);
        Assert.That(result.GetProperty("profile").GetString(), Is.EqualTo(profile));
        JsonElement error = result.GetProperty("error");
        Assert.That(error.GetProperty("function").GetString(), Is.EqualTo(function), run.Output);
        if (name is not null) Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(name), run.Output);
        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo(code), run.Output);
        Assert.That(error.GetProperty("message").GetString(), Is.Not.Empty);
    }
}

using System.Text;
using System.Text.Json;
using EuiccSim.Cli;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;
using EuiccSim.Transports.At;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>A fresh machine with the command line on it: runs in this process, output in texts, files in a folder of their own.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("euiccsim-cli-");
    private readonly EsimWorld? _world;

    /// <param name="world">The server that can be reached; its PKI is in the folder <see cref="Pki"/>.</param>
    internal Terminal(EsimWorld? world = null)
    {
        _world = world;
        if (world is not null) Servers = () => world.Net;
        PkiDirectory.Save(Pkis.Nist, Pki);
    }

    internal string Pki => PathOf("pki");

    internal string DataFolder => PathOf("data");

    /// <summary>The way to servers; null for HTTPS.</summary>
    internal Func<IEs9Transport>? Servers { get; set; }

    /// <summary>The columns of a terminal; null for output that is none.</summary>
    internal int? Columns { get; set; }

    /// <summary>Whether the terminal shows colours.</summary>
    internal bool HasColours { get; set; }

    /// <summary>Whether messages go to a screen.</summary>
    internal bool IsScreen { get; set; }

    /// <summary>A person who types these lines.</summary>
    internal string? Typed { get; set; }

    /// <summary>The readers of PC/SC, if not those of this machine.</summary>
    internal Func<PcscContext> Readers { get; init; } = PcscContext.Open;

    /// <summary>Makes pseudo-terminals, if not this machine.</summary>
    internal Func<Pty> Ptys { get; init; } = Pty.Open;

    /// <summary>The standard input, if not what is typed.</summary>
    internal Stream? Input { get; init; }

    /// <summary>The clock, if not one that stands: TLS has its own, and certificates must suit both.</summary>
    internal TimeProvider? Time { get; init; }

    /// <summary>Where a run draws from; by default every run draws the same.</summary>
    internal Func<string> Seed { get; set; } = () => "terminal";

    internal string PathOf(string name) => Path.Combine(_folder.FullName, name);

    internal Task<Run> RunAsync(params string[] args) => RunAsync(args, new StringWriter(), default);

    /// <summary>A run that a test looks at meanwhile, and ends.</summary>
    internal async Task<Run> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        StringWriter error = new();
        using MemoryStream octets = new();
        Surroundings at = new(output, error)
        {
            StandardStreams = () => (Input ?? new MemoryStream(Encoding.UTF8.GetBytes(Typed ?? "")), octets),
            OpenReaders = Readers,
            OpenPty = Ptys,
            Person = Typed is null ? null : new StringReader(Typed),
            IsScreen = IsScreen,
            DataFolder = DataFolder,
            Time = Time ?? _world?.Time ?? new ManualTime(Pkis.Start),
            Random = new SeededRandom(Seed()),
            Servers = Servers,
            Columns = Columns,
            HasColours = HasColours,
        };
        int code = await CommandLine.RunAsync(args, at, cancellationToken);
        Run run = new(code, output.ToString() + Encoding.UTF8.GetString(octets.ToArray()), error.ToString());
        SchemaCheck.OfRun(args, run, at);
        SaidMessages.OfRun(args, run, this);
        return run;
    }

    /// <summary>Words between spaces, with --json at the end. The run must end with the given exit code and one result line.</summary>
    internal async Task<JsonElement> JsonAsync(string words, int exitCode = 0, params string[] more)
    {
        Run run = await RunAsync([.. words.Split(' '), .. more, "--json"]);
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement result = default;
        foreach (string line in lines) result = JsonDocument.Parse(line).RootElement;
        Assert.That(result.GetProperty("event").GetString(), Is.EqualTo("result"), run.ToString());
        Assert.That(result.GetProperty("ok").GetBoolean(), Is.EqualTo(exitCode == 0), run.ToString());
        return result;
    }

    /// <summary>The user's own card under the PKI of the server.</summary>
    internal async Task MakeCardAsync() => await JsonAsync("lpa info --pki " + Pki);

    public void Dispose() => _folder.Delete(recursive: true);

    internal sealed record Run(int ExitCode, string Output, string Error);
}

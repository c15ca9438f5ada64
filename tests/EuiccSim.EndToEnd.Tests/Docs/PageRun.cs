using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using EuiccSim.Cli;
using EuiccSim.EndToEnd.Tests.Cli;

namespace EuiccSim.EndToEnd.Tests.Docs;

/// <summary>
/// The commands of a page, run one after the other through the tool, in an empty folder and as a new user. Ports of servers (8443, 9444 and the like)
/// are others that are free: several such pages may run at once on a machine.
/// </summary>
internal sealed partial class PageRun : IAsyncDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("euiccsim-page-");
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, string> _ports = [];
    private readonly List<(string Line, CancellationTokenSource End, Task<(int, string)> Run)> _background = [];
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    /// <summary>Runs the blocks of a page that have commands.</summary>
    /// <exception cref="PageFault">A command does not do what the page says, or is none that is known here.</exception>
    internal static async Task RunAsync(DocumentPage page)
    {
        await using PageRun run = new();
        Environment.CurrentDirectory = run.Work;
        foreach (PageBlock block in page.Blocks().Where(block => block.HasCommands))
        {
            if (block.NotRun is "") throw new PageFault(page, block.Line, "the comment 'not run' gives no reason");
            if (block.NotRun is null) await run.RunAsync(page, block);
        }
        await run.EndAsync();
    }

    private string Work => Directory.CreateDirectory(Path.Combine(_folder.FullName, "work")).FullName;

    public async ValueTask DisposeAsync()
    {
        foreach ((_, CancellationTokenSource end, Task<(int, string)> task) in _background)
        {
            await end.CancelAsync();
            await task;
            end.Dispose();
        }
        _patience.Dispose();
        Environment.CurrentDirectory = _before;
        _folder.Delete(recursive: true);
    }

    private async Task RunAsync(DocumentPage page, PageBlock block)
    {
        for (int i = 0; i < block.Lines.Length; i++)
        {
            int number = block.Line + 1 + i;
            string text = block.Lines[i];
            while (text.EndsWith('\\') && i + 1 < block.Lines.Length) text = text[..^1] + block.Lines[++i];
            try
            {
                ShellLine line = ShellLine.Read(Port().Replace(text, port => PortFor(port.Value)), _variables);
                List<string> input = [];
                if (line.HereEnd is { } end)
                    for (i++; i < block.Lines.Length && block.Lines[i] != end; i++) input.Add(block.Lines[i]);
                if (line.Words.Count > 0) await RunAsync(line, string.Concat(input.Select(one => one + "\n")));
            }
            catch (Exception fault) when (fault is FormatException or IOException)
            {
                throw new PageFault(page, number, $"{text.Trim()}\n{fault.Message}");
            }
        }
    }

    private async Task RunAsync(ShellLine line, string input)
    {
        string[] words = [.. line.Words];
        int tool = words[0] == "euiccsim" ? 1 : words is ["dotnet", "run", ..] && Array.IndexOf(words, "--") is > 0 and var dashes ? dashes + 1 : -1;
        if (tool < 0)
        {
            string printed = RunOther(words, input);
            if (line.Output is { } file) File.WriteAllText(file, printed);
            return;
        }
        string[] arguments = WithPorts(words[tool..]);
        if (line.IsInBackground)
        {
            await BeginAsync(string.Join(' ', words), arguments);
            return;
        }
        StringWriter output = new();
        (int code, string errors) = await ToolAsync(arguments, output, _patience.Token);
        if (code != line.ExitCode) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"ended with {code}, not with {line.ExitCode}:\n{output}{errors}"));
        if (line.Variable is { } name) _variables[name] = output.ToString().TrimEnd();
        if (line.Output is { } target) File.WriteAllText(target, output.ToString());
    }

    private string RunOther(string[] words, string input)
    {
        switch (words)
        {
            case ["echo", ..]: return string.Join(' ', words[1..]) + "\n";
            case ["cat"]: return input;
            case ["cat", var file]: return File.ReadAllText(file);
            case ["mkdir", .., var folder]: Directory.CreateDirectory(folder); return "";
            case ["cp", var from, var to]: File.Copy(from, Directory.Exists(to) ? Path.Combine(to, Path.GetFileName(from)) : to); return "";
            case ["rm", .., var gone]: File.Delete(gone); return "";
            default: throw new FormatException("this command is not known to the test of pages: if it cannot be run, the comment <!-- not run: reason --> before the block says why");
        }
    }

    /// <summary>A server: it is ready when it has written its first line.</summary>
    private async Task BeginAsync(string line, string[] arguments)
    {
        FirstLine announced = new();
        CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(_patience.Token);
        Task<(int Code, string Errors)> run = Task.Run(() => ToolAsync(arguments, announced, end.Token));
        _background.Add((line, end, run));
        if (await Task.WhenAny(run, announced.Task) == run) throw new FormatException($"ended with {(await run).Code} in the background:\n{(await run).Errors}");
    }

    private async Task EndAsync()
    {
        foreach ((string line, CancellationTokenSource end, Task<(int Code, string Errors)> run) in _background)
        {
            await end.CancelAsync();
            if ((await run).Code != 0) throw new FormatException($"'{line}' ended with {(await run).Code} when it was interrupted:\n{(await run).Errors}");
        }
    }

    private async Task<(int Code, string Errors)> ToolAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        StringWriter errors = new();
        Surroundings at = new(output, errors) { DataFolder = Path.Combine(_folder.FullName, "data") };
        int code = await CommandLine.RunAsync(arguments, at, cancellationToken);
        return (code, errors.ToString());
    }

    /// <summary>Servers that are not told where to listen do so where pages may not.</summary>
    private string[] WithPorts(string[] arguments)
    {
        return arguments switch
        {
            ["smdp", "serve", ..] => [.. arguments, .. Missing("--listen", "8443"), .. Missing("--es2", "8444")],
            ["smds", "serve", ..] => [.. arguments, .. Missing("--listen", "8446"), .. Missing("--es12", "8447")],
            _ => arguments,
        };

        string[] Missing(string option, string port) => arguments.Contains(option) ? [] : [option, PortFor(port)];
    }

    /// <summary>Below those that a system gives to who asks for any: between here and the server's start, somebody else would be given it.</summary>
    private string PortFor(string port)
    {
        if (_ports.TryGetValue(port, out string? free)) return free;
        while (true)
        {
            int candidate = Random.Shared.Next(FirstPort, LastPort);
            try
            {
                using TcpListener listener = new(IPAddress.Loopback, candidate);
                listener.Start();
                return _ports[port] = candidate.ToString(CultureInfo.InvariantCulture);
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    private const int FirstPort = 12_000;
    private const int LastPort = 30_000;

    [GeneratedRegex(@"(?<![\w.])[89]4\d\d(?![\w.])")]
    private static partial Regex Port();
}

/// <summary>Something on a page that is not as it says.</summary>
internal sealed class PageFault(DocumentPage page, int line, string what) : Exception(string.Create(CultureInfo.InvariantCulture, $"{page.Path}:{line}: {what}"));

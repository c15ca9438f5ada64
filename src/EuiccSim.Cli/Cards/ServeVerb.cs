using System.Net;
using EuiccSim.Card;
using EuiccSim.Cli.Trace;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.At;
using EuiccSim.Transports.At.Dialects;
using EuiccSim.Transports.LpacStdio;
using EuiccSim.Transports.Sockets;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Vpcd;

namespace EuiccSim.Cli.Cards;

/// <summary><c>euiccsim card serve</c>: a card for other programs, until it is interrupted.</summary>
internal sealed class ServeVerb
{
    private readonly Argument<FileInfo?> _file = CardCommand.FileOrOwn();
    private readonly Option<string?> _vpcd = new("--vpcd") { Description = "As a PC/SC reader, through vpcd.", HelpName = "HOST:PORT", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _pty = new("--pty") { Description = "As a modem with AT commands on a pseudo-terminal." };
    private readonly Option<string?> _dialect = new("--dialect")
    {
        Description = $"How the modem of --pty speaks: {string.Join(", ", ModemDialect.All.Select(one => one.Name))}, or a description of your own.",
        HelpName = "NAME|FILE.json",
    };

    private readonly Option<string?> _tcp = new("--tcp") { Description = "As a socket for raw APDUs, for programs on this machine unless an ADDRESS is named.", HelpName = "[ADDRESS:]PORT" };
    private readonly Option<bool> _stdio = new("--stdio") { Description = "On standard input and output, as lpac's driver stdio wants it; other lines of lpac go to standard error." };
    private readonly Option<string[]> _trace = TraceOption.Build();

    private ServeVerb()
    {
        _tcp.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var where }] && ListenAddress.TryRead(where) is null)
                result.AddError($"--tcp takes PORT or ADDRESS:PORT, not '{where}'.");
        });
    }

    internal static Command Build(Surroundings at)
    {
        ServeVerb verb = new();
        Command command = new Command("serve", "Lets other programs use a card.") { verb._file, verb._vpcd, verb._pty, verb._dialect, verb._tcp, verb._stdio, verb._trace }.Does(at, verb.RunAsync);
        command.Validators.Add(result =>
        {
            int chosen = new Option[] { verb._vpcd, verb._pty, verb._tcp, verb._stdio }.Count(option => result.GetResult(option) is { Implicit: false });
            if (chosen != 1) result.AddError("One of --vpcd, --pty, --tcp and --stdio says how.");
            if (result.GetResult(verb._dialect) is not null && !result.GetValue(verb._pty)) result.AddError("--dialect goes with --pty.");
        });
        return command;
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        // What cannot be served is said before the card is opened.
        VpcdOptions? vpcd = call.Parsed.GetResult(_vpcd) is { Implicit: false } ? ReadVpcd(call) : null;
        ModemDialect dialect = call.Parsed.GetValue(_dialect) is { } named ? ReadDialect(named) : ModemDialect.Default;
        await using TraceSinks sinks = await TraceSinks.OpenAsync(call.Parsed.GetValue(_trace) ?? [], call.At.Error, call.Ct);
        await using CardConnection image = CardImages.Open(call.Parsed.GetValue(_file)?.FullName, null, call);
        ICardConnection card = sinks.Watch(image);
        try
        {
            await ServeAsync(card, vpcd, dialect, call);
        }
        catch (OperationCanceledException) when (call.Ct.IsCancellationRequested)
        {
            // The usual end.
        }
        // The standard output is the other program's with --stdio.
        return call.Parsed.GetValue(_stdio) ? new NothingToSay() : new Done("The card is off.");
    }

    private Task ServeAsync(ICardConnection card, VpcdOptions? vpcd, ModemDialect dialect, VerbCall call)
    {
        if (vpcd is not null) return ServeVpcdAsync(card, vpcd, call);
        if (call.Parsed.GetValue(_stdio)) return ServeStdioAsync(card, call);
        return call.Parsed.GetValue(_tcp) is { } where ? ServeTcpAsync(card, ListenAddress.TryRead(where)!, call) : ServePtyAsync(card, dialect, call);
    }

    private VpcdOptions ReadVpcd(VerbCall call)
    {
        VpcdOptions options = new() { Time = call.At.Time, OnEvent = happened => call.Say(happened.Describe()) };
        if (call.Parsed.GetValue(_vpcd) is not { } address) return options;
        HostAndPort place = HostAndPort.TryRead(address) ?? throw CommandFailure.Missing("arguments", $"--vpcd takes HOST:PORT, not '{address}'.");
        return options with { Host = place.Host, Port = place.Port };
    }

    private static ModemDialect ReadDialect(string name)
    {
        if (ModemDialect.Find(name) is { } known) return known;
        if (!Path.Exists(name))
            throw CommandFailure.Missing("dialect", $"There is neither a dialect '{name}' nor a file of this name.{NearWords.Question(NearWords.Of(name, ModemDialect.All.Select(one => one.Name)))}");
        try
        {
            return Failures.OfFiles("dialect", () => ModemDialect.Read(InputFile.Read(name)));
        }
        catch (FormatException fault)
        {
            throw CommandFailure.Missing("dialect", $"The file {name} describes no dialect: {FaultWords.Of(fault)}.", fault);
        }
    }

    private static Task ServeVpcdAsync(ICardConnection card, VpcdOptions options, VerbCall call)
    {
        Announce(new HostAndPort(options.Host, (ushort)options.Port).ToString(), call);
        return new VpcdCard(card, options).RunAsync(call.Ct);
    }

    private static async Task ServeTcpAsync(ICardConnection card, IPEndPoint where, VerbCall call)
    {
        using TcpCardServer server = new(card, where);
        if (!IPAddress.IsLoopback(where.Address)) call.Say("Nothing protects the card there: whoever reaches this address can use it.");
        Announce(server.EndPoint.ToString(), call);
        await server.ServeAsync(call.Ct);
    }

    private static async Task ServePtyAsync(ICardConnection card, ModemDialect dialect, VerbCall call)
    {
        await using Pty pty = OpenPty(call);
        Announce(pty.SlavePath, call);
        await new AtModemServer(card, new() { Dialect = dialect }).ServeAsync(pty.Master, call.Ct);
    }

    private static Task ServeStdioAsync(ICardConnection card, VerbCall call)
    {
        (Stream input, Stream output) = call.At.StandardStreams();
        ValueTask<string?> SayAsync(string line, CancellationToken cancellationToken)
        {
            call.Say(line);
            return new((string?)null);
        }
        return new LpacStdioServer(card, new() { OtherLine = SayAsync }).ServeAsync(input, output, call.Ct);
    }

    private static Pty OpenPty(VerbCall call)
    {
        try
        {
            return call.At.OpenPty();
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            throw CommandFailure.Missing("pty", FaultWords.Sentence(e), e);
        }
    }

    /// <summary>Where other programs find the card: the first line of output.</summary>
    private static void Announce(string address, VerbCall call)
    {
        if (call.Json) JsonLine.Write(call.At.Output, "progress", json => json.WriteString("address", address));
        else call.At.Output.WriteLine(address);
        call.At.Output.Flush();
    }
}

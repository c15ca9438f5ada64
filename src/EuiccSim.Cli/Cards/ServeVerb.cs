using System.CommandLine;
using System.Globalization;
using System.Net;
using EuiccSim.Card.Store;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Targets;
using EuiccSim.Cli.Trace;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.AtModem;
using EuiccSim.Transports.Sockets;
using EuiccSim.Transports.Vpcd;

namespace EuiccSim.Cli.Cards;

/// <summary><c>euiccsim card serve</c>: a card for other programs, until it is interrupted.</summary>
internal sealed class ServeVerb
{
    private readonly Argument<FileInfo> _file = CardCommand.File();
    private readonly Option<string?> _vpcd = new("--vpcd") { Description = "As a PC/SC reader, through vpcd.", HelpName = "HOST:PORT", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _pty = new("--pty") { Description = "As a modem with AT commands on a pseudo-terminal." };
    private readonly Option<int?> _tcp = new("--tcp") { Description = "As a socket for raw APDUs on the loopback address; 0 lets the system choose.", HelpName = "PORT" };
    private readonly Option<string[]> _trace = TraceOption.Build();

    internal static Command Build(Surroundings at)
    {
        ServeVerb verb = new();
        Command command = new("serve", "Lets other programs use a card.") { verb._file, verb._vpcd, verb._pty, verb._tcp, verb._trace };
        command.Validators.Add(result =>
        {
            int chosen = new Option[] { verb._vpcd, verb._pty, verb._tcp }.Count(option => result.GetResult(option) is not null);
            if (chosen != 1) result.AddError("One of --vpcd, --pty and --tcp says how.");
        });
        return command.Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        (ICardConnection card, FileCardStore store) = CardTargets.OpenImage(new(call.Parsed.GetRequiredValue(_file).FullName, null), call);
        using FileCardStore owned = store;
        await using ICardConnection connection = card;
        await using TraceSinks sinks = await TraceOption.OpenAsync(call.Parsed.GetValue(_trace) ?? [], call.Ct);
        try
        {
            await ServeAsync(sinks.Watch(card), call);
        }
        catch (OperationCanceledException) when (call.Ct.IsCancellationRequested)
        {
            // Interrupting is how one ends it.
        }
        return new Done("The card is no longer served.");
    }

    private Task ServeAsync(ICardConnection card, VerbCall call)
    {
        if (call.Parsed.GetResult(_vpcd) is not null) return ServeVpcdAsync(card, call);
        return call.Parsed.GetValue(_tcp) is { } port ? ServeTcpAsync(card, port, call) : ServePtyAsync(card, call);
    }

    private Task ServeVpcdAsync(ICardConnection card, VerbCall call)
    {
        VpcdOptions options = new() { OnEvent = happened => call.Say(happened.ToString()), Time = call.At.Time };
        if (call.Parsed.GetValue(_vpcd) is { } address) options = At(address, options);
        call.Say($"The card connects to vpcd at {options.Host}:{options.Port}. Interrupt to end.");
        return new VpcdCard(card, options).RunAsync(call.Ct);
    }

    private static async Task ServeTcpAsync(ICardConnection card, int port, VerbCall call)
    {
        if (port is < 0 or > ushort.MaxValue) throw CommandFailure.Missing("arguments", $"--tcp takes a port, not {port}.");
        using TcpCardServer server = new(card, new(IPAddress.Loopback, port));
        call.Say($"The card listens on {server.EndPoint}. Interrupt to end.");
        await server.ServeAsync(call.Ct);
    }

    private static async Task ServePtyAsync(ICardConnection card, VerbCall call)
    {
        await using Pty pty = Pty.Open();
        call.Say($"The modem is {pty.SlavePath}. Interrupt to end.");
        await new AtModemServer(card).ServeAsync(pty.Master, call.Ct);
    }

    private static VpcdOptions At(string address, VpcdOptions options)
    {
        int colon = address.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return options with { Host = address[..colon].Trim('[', ']'), Port = port };
        throw CommandFailure.Missing("arguments", $"--vpcd takes HOST:PORT, not '{address}'.");
    }
}

using EuiccSim.Cli.Trace;
using EuiccSim.Lpa;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Transports.At;
using EuiccSim.Transports.LpacStdio;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.Cli.Targets;

/// <summary>The one place where a choice of card becomes a card.</summary>
internal static class CardTargets
{
    /// <summary>Opens the card that was chosen, watched by the traces that were asked for.</summary>
    internal static async ValueTask<OpenCard> OpenAsync(this CardTargetOptions options, VerbCall call)
    {
        CardTarget target = options.Read(call.Parsed);
        TraceSinks sinks = await TraceOption.OpenAsync(options.ReadTrace(call.Parsed), call.At.Error, call.Ct);
        try
        {
            return await OpenAsync(target, sinks, call);
        }
        catch
        {
            await sinks.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the card, and an LPA on it.</summary>
    internal static async Task<T> WithLpaAsync<T>(
        this CardTargetOptions target, VerbCall call, Func<LpaClient, Task<T>> use, IEs9Transport? servers = null)
    {
        await using OpenCard card = await target.OpenAsync(call);
        await using LpaClient lpa = await LpaClient.OpenAsync(card.Channels, servers, new() { BlockSize = card.BlockSize }, call.Ct);
        return await use(lpa);
    }

    private static ValueTask<OpenCard> OpenAsync(CardTarget target, TraceSinks sinks, VerbCall call) => target switch
    {
        CardTarget.Image image => OpenImageAsync(image, sinks, call),
        CardTarget.Modem modem => new(OpenModem(modem, sinks)),
        CardTarget.Tcp tcp => OpenTcpAsync(tcp, sinks, call),
        CardTarget.Program program => new(StartProgram(program, sinks, call)),
        CardTarget.Reader reader => OpenReaderAsync(reader, sinks, call),
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "no such card"),
    };

    private static ValueTask<OpenCard> OpenImageAsync(CardTarget.Image target, TraceSinks sinks, VerbCall call)
    {
        HeldImage image = CardImages.Open(target, call);
        return StartAsync(image.Connection, image, sinks, call);
    }

    private static async ValueTask<OpenCard> OpenTcpAsync(CardTarget.Tcp target, TraceSinks sinks, VerbCall call)
    {
        TcpCardConnection connection = await TcpCardConnection.ConnectAsync(target.Host, target.Port, cancellationToken: call.Ct);
        return await StartAsync(connection, connection, sinks, call);
    }

    private static async ValueTask<OpenCard> OpenReaderAsync(CardTarget.Reader target, TraceSinks sinks, VerbCall call)
    {
        PcscConnection connection = await Readers.ConnectAsync(target.Name, call.Ct);
        return await StartAsync(connection, connection, sinks, call);
    }

    private static OpenCard OpenModem(CardTarget.Modem target, TraceSinks sinks)
    {
        AtModem modem = AtModem.OpenSerial(target.Device);
        return new(sinks.Watch(new AtChannelOpener(modem)), sinks.Watch(new AtConnection(modem)), modem, sinks) { BlockSize = modem.Options.StoreDataBlockSize };
    }

    /// <summary>The program opens the channels: what has no reader can often do no more than that.</summary>
    private static OpenCard StartProgram(CardTarget.Program target, TraceSinks sinks, VerbCall call)
    {
        LpacStdioOptions options = new() { OtherLine = call.Say, Time = call.At.Time };
        LpacStdioConnection program = LpacStdioConnection.Start(target.Words[0], target.Words.Skip(1), options);
        return new(sinks.Watch((IChannelOpener)program), sinks.Watch((ICardConnection)program), program, sinks) { BlockSize = LpacBlockSize };
    }

    private static async ValueTask<OpenCard> StartAsync(ICardConnection connection, IAsyncDisposable owner, TraceSinks sinks, VerbCall call)
    {
        try
        {
            return await OpenCard.StartAsync(sinks.Watch(connection), [owner, sinks], call.Ct);
        }
        catch
        {
            await owner.DisposeAsync();
            throw;
        }
    }

    // What lpac sends if it is not told otherwise: programs made for it may have seen no more.
    private const int LpacBlockSize = 120;
}

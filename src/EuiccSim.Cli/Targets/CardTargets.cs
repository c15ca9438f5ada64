using EuiccSim.Card;
using EuiccSim.Card.Store;
using EuiccSim.Cli.Trace;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Transports.AtModem;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.Cli.Targets;

/// <summary>The one place where a choice of card becomes a card.</summary>
internal static class CardTargets
{
    /// <summary>Opens the card that the arguments choose, watched as they say.</summary>
    internal static async ValueTask<OpenCard> OpenAsync(this CardTargetOptions target, VerbCall call)
    {
        CardTarget chosen = target.Read(call.Parsed);
        TraceSinks sinks = await TraceOption.OpenAsync(target.Traces(call.Parsed), call.Ct);
        try
        {
            return await OpenAsync(chosen, sinks, call);
        }
        catch
        {
            await sinks.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the card, and an LPA on it.</summary>
    internal static async Task<T> WithLpaAsync<T>(
        this CardTargetOptions target, VerbCall call, Func<Lpa.Lpa, Task<T>> use, IEs9Transport? servers = null)
    {
        await using OpenCard card = await target.OpenAsync(call);
        LpaOptions options = new() { BlockSize = card.StoreDataBlockSize };
        await using Lpa.Lpa lpa = await Lpa.Lpa.OpenAsync(card.Channels, servers, options, call.Ct);
        return await use(lpa);
    }

    /// <summary>A card image in this process, saved after every APDU that changes it.</summary>
    internal static (ICardConnection Card, FileCardStore Store) OpenImage(CardTarget.Image image, VerbCall call)
    {
        FileCardStore store = image.Path is { } path ? OpenExisting(path) : OpenOwn(image.Pki, call);
        try
        {
            return (new CardConnection(EuiccSim.Card.Card.Load(new(call.At.Time, call.At.Random), new() { Store = store })), store);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static async ValueTask<OpenCard> OpenAsync(CardTarget target, TraceSinks sinks, VerbCall call)
    {
        switch (target)
        {
            case CardTarget.Image image:
                (ICardConnection card, FileCardStore store) = OpenImage(image, call);
                return Raw(card, sinks, store.Dispose);
            case CardTarget.Reader reader:
                return Raw(await Readers.ConnectAsync(reader.Name, call.Ct), sinks);
            case CardTarget.Tcp tcp:
                return Raw(await TcpCardConnection.ConnectAsync(tcp.Host, tcp.Port, ct: call.Ct), sinks);
            case CardTarget.Modem modem:
                AtModem device = AtModem.OpenSerial(modem.Device);
                return new(sinks.Watch(new AtChannelOpener(device)), async () =>
                {
                    await device.DisposeAsync();
                    await sinks.DisposeAsync();
                })
                {
                    StoreDataBlockSize = device.Options.StoreDataBlockSize,
                };
            default:
                throw new ArgumentOutOfRangeException(nameof(target), target, "no such card");
        }
    }

    private static OpenCard Raw(ICardConnection card, TraceSinks sinks, Action? release = null) =>
        new(new LogicalChannelOpener(sinks.Watch(card)), async () =>
        {
            await card.DisposeAsync();
            release?.Invoke();
            await sinks.DisposeAsync();
        });

    private static FileCardStore OpenExisting(string path)
    {
        if (!File.Exists(path)) throw CommandFailure.Missing("card", $"There is no card image {path}; 'euiccsim card create' makes one.");
        return FileCardStore.Open(path);
    }

    /// <summary>The user's own card, made on first use, so that every verb works at once.</summary>
    private static FileCardStore OpenOwn(string? pki, VerbCall call)
    {
        UserFolder.Create(call.At.DataFolder);
        string path = Path.Combine(call.At.DataFolder, "card.json");
        FileCardStore store = FileCardStore.Open(path);
        if (store.Exists) return store;
        try
        {
            store.Save(CardMaker.Make(new() { Pki = pki }, call.At));
        }
        catch
        {
            store.Dispose();
            throw;
        }
        call.Say($"Made a card: {path}");
        return store;
    }
}

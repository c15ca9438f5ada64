using EuiccSim.Card;
using EuiccSim.Card.Store;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.Targets;

/// <summary>The one place where a choice of card becomes a card.</summary>
internal static class CardTargets
{
    internal static ValueTask<OpenCard> OpenAsync(CardTarget target, VerbCall call) => target switch
    {
        CardTarget.Image image => new(OpenImage(image, call)),
        CardTarget.Reader => throw NotBuilt("--reader"),
        CardTarget.Modem => throw NotBuilt("--modem"),
        _ => throw NotBuilt("--tcp"),
    };

    /// <summary>Opens the card, and an LPA on it.</summary>
    internal static async Task<T> WithLpaAsync<T>(
        this CardTargetOptions target, VerbCall call, Func<Lpa.Lpa, Task<T>> use, IEs9Transport? servers = null)
    {
        await using OpenCard card = await OpenAsync(target.Read(call.Parsed), call);
        await using Lpa.Lpa lpa = await Lpa.Lpa.OpenAsync(card.Channels, servers, ct: call.Ct);
        return await use(lpa);
    }

    private static OpenCard OpenImage(CardTarget.Image image, VerbCall call)
    {
        FileCardStore store = image.Path is { } path ? OpenExisting(path) : OpenOwn(image.Pki, call);
        try
        {
            EuiccSim.Card.Card card = EuiccSim.Card.Card.Load(new(call.At.Time, call.At.Random), new() { Store = store });
            CardConnection connection = new(card);
            return new(new LogicalChannelOpener(connection), () =>
            {
                store.Dispose();
                return connection.DisposeAsync();
            });
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

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

    private static CommandFailure NotBuilt(string option) => CommandFailure.Missing("notBuilt", $"{option} is not built yet; --card is.");
}

using EuiccSim.Card;
using EuiccSim.Card.Store;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Cli.Targets;

/// <summary>Opens card images.</summary>
internal static class CardImages
{
    /// <summary>Opens an image; without a path the user's own, which is made on first use, so that every verb works at once.</summary>
    internal static HeldImage Open(CardTarget.Image image, VerbCall call)
    {
        FileCardStore store = image.Path is { } path ? OpenExisting(path) : OpenOwn(image.Pki, call);
        return Guarded(store, () => new HeldImage(VirtualEuicc.Load(new(call.At.Time, call.At.Random), new() { Store = store }), store));
    }

    /// <summary>The path of the user's own card, which is made if it is not there. Another program may have it open.</summary>
    internal static string MakeOwn(VerbCall call)
    {
        string path = OwnPath(call);
        if (!File.Exists(path)) OpenOwn(null, call).Dispose();
        return path;
    }

    private static string OwnPath(VerbCall call) => Path.Combine(call.At.DataFolder, "card.json");

    private static FileCardStore OpenExisting(string path)
    {
        if (!File.Exists(path)) throw CommandFailure.Missing("card", $"There is no card image {path}; 'euiccsim card create' makes one.");
        return FileCardStore.Open(path);
    }

    private static FileCardStore OpenOwn(string? pki, VerbCall call)
    {
        UserFolder.Create(call.At.DataFolder);
        string path = OwnPath(call);
        FileCardStore store = FileCardStore.Open(path);
        if (store.Exists) return store;
        return Guarded(store, () =>
        {
            store.Save(CardMaker.Make(new(), [EcCurve.NistP256], pki, call.At));
            call.Say($"Made a card: {path}");
            return store;
        });
    }

    /// <summary>Lets the image go if it comes to nothing.</summary>
    private static T Guarded<T>(FileCardStore store, Func<T> use)
    {
        try
        {
            return use();
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }
}

using EuiccSim.Card;
using EuiccSim.Card.Store;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Cli.Targets;

/// <summary>Opens card images.</summary>
internal static class CardImages
{
    /// <summary>A card in an image, for as long as the connection is held; without a path the user's own, which is made on first use, so that every verb works at once.</summary>
    /// <param name="path">The file; null for the user's own card.</param>
    /// <param name="pki">The PKI under which to make it; null for the user's own.</param>
    /// <param name="call">Who asks.</param>
    internal static CardConnection Open(string? path, string? pki, VerbCall call)
    {
        FileCardStore store = path is not null ? OpenExisting(path) : OpenOwn(pki, call);
        return Guarded(store, () => new CardConnection(VirtualEuicc.Load(new(call.At.Time, call.At.Random), new() { Store = store }), store));
    }

    /// <summary>The path of the user's own card, which is made if it is not there. Another program may have it open.</summary>
    internal static string MakeOwn(VerbCall call)
    {
        string path = OwnPath(call);
        if (!File.Exists(path)) OpenOwn(null, call).Dispose();
        return path;
    }

    /// <summary>Makes a card under a PKI that a person names, or under the user's own.</summary>
    internal static CardState Make(CardOrder order, IReadOnlyList<EcCurve> curves, string? pki, Surroundings at)
    {
        RspPki[] pkis = [.. curves.Select(curve => UserKeys.LoadPki(pki, curve, at))];
        try
        {
            return order.Make(pkis, at.Random, at.Yesterday);
        }
        catch (InvalidOperationException e)
        {
            throw CommandFailure.Missing("pki", $"A chip with another EID needs a certificate: {FaultWords.Of(e)}.", e);
        }
        catch (ArgumentException e)
        {
            throw CommandFailure.Missing("pki", FaultWords.Sentence(e), e);
        }
    }

    /// <summary>The state last saved in an image that a person named, whoever has it open.</summary>
    internal static CardState ReadExisting(string path)
    {
        RequireExisting(path);
        return FileCardStore.Read(path);
    }

    /// <summary>Makes sure that a card image is there, where a person named one.</summary>
    internal static void RequireExisting(string path)
    {
        if (!Path.Exists(path)) throw CommandFailure.Missing("card", $"There is no card image {path}; 'euiccsim card create {Shell.Quote(path)}' makes one.");
    }

    private static string OwnPath(VerbCall call) => Path.Combine(call.At.DataFolder, "card.json");

    private static FileCardStore OpenExisting(string path)
    {
        RequireExisting(path);
        return FileCardStore.Open(path);
    }

    private static FileCardStore OpenOwn(string? pki, VerbCall call)
    {
        UserKeys.CreateFolder(call.At.DataFolder);
        string path = OwnPath(call);
        FileCardStore store = FileCardStore.Open(path);
        if (store.Exists) return store;
        return Guarded(store, () =>
        {
            store.Save(Make(new(), [EcCurve.NistP256], pki, call.At));
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

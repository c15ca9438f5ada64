using EuiccSim.Card;
using EuiccSim.Card.Store;

namespace EuiccSim.Cli.Cards;

/// <summary><c>euiccsim card reset</c>: the same chip as it left the factory, without profiles, notifications and addresses.</summary>
internal static class ResetVerb
{
    internal static Command Build(Surroundings at)
    {
        Argument<FileInfo> file = CardCommand.File();
        Consent consent = new();
        return new Command("reset", "Puts a card back into the state in which it left the factory.") { file, consent.Option }.Does(at, async call =>
        {
            string path = call.Parsed.GetRequiredValue(file).FullName;
            CardImages.RequireExisting(path);
            using FileCardStore store = FileCardStore.Open(path);
            CardState before = store.Load()!;
            await consent.RequireAsync(call, "reset", () => Task.FromResult($"This deletes the profiles, notifications and addresses of {path} for good."));
            store.Save(before.AsFromFactory());
            return new Done($"{path} is as it left the factory.", ("file", path), ("eid", before.Eid.Digits));
        });
    }
}

namespace EuiccSim.Cli.Cards;

/// <summary><c>euiccsim card</c>: card images.</summary>
internal static class CardCommand
{
    internal static Command Build(Surroundings at) => new("card", "Card images.")
    {
        CreateVerb.Build(at), ShowVerb.Build(at), ResetVerb.Build(at), ServeVerb.Build(at),
    };

    internal static Argument<FileInfo> File() => new("FILE") { Description = "A card image." };

    internal static Argument<FileInfo?> FileOrOwn() => new("FILE")
    {
        Description = "A card image; without one, your own card.",
        Arity = ArgumentArity.ZeroOrOne,
    };
}

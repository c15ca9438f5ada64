namespace EuiccSim.Protocol.Saip.Files;

/// <summary>What there is room for: a package of a few octets can ask for large files, and for directories in one another without end.</summary>
/// <param name="Takes">Asked before a file is made, with the octets of its content, whether there is memory for it.</param>
/// <param name="Grows">Asked where a file's content is longer than what the file was made with, with the octets that it takes more.</param>
/// <param name="Levels">How many directories may be in one another, the MF counted.</param>
public sealed record PackageRoom(Func<int, bool> Takes, Func<int, bool> Grows, int Levels)
{
    /// <summary>No eUICC has directories in more levels; whoever walks a tree needs a bound.</summary>
    public const int MostLevels = 64;

    internal static PackageRoom Unlimited { get; } = new(_ => true, _ => true, MostLevels);
}

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>What SAIP §8.3.5 leaves open, and how it is read.</summary>
/// <param name="EntersWhatItMakes">
/// A directory that is made becomes the current one, as CREATE FILE of TS 102 222 §6.3 has it (from memory). Installers are known that do not.
/// </param>
/// <param name="StartsEachListAtMf">The current directory is the MF at the start of each list of steps, and not of the element only.</param>
internal sealed record FileManagementReading(bool EntersWhatItMakes, bool StartsEachListAtMf)
{
    /// <summary>What the card does.</summary>
    internal static FileManagementReading Ours { get; } = new(EntersWhatItMakes: true, StartsEachListAtMf: false);
}

namespace EuiccSim.Servers.Storage.Files;

/// <summary>What a log is of: its first record says so.</summary>
/// <param name="Format">The name of the format, as it stands in the file.</param>
/// <param name="Version">The version that this program writes, and the only one that it reads.</param>
/// <param name="Content">What it is, for people: "state of an SM-DP+".</param>
internal sealed record LogKind(string Format, int Version, string Content);

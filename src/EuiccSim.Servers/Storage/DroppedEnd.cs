namespace EuiccSim.Servers.Storage;

/// <summary>
/// What a store dropped from the end of its file when it was opened, as it was no whole record. A crash leaves that, and then nobody was told
/// of it. If nothing crashed, the last changes were damaged, and are lost.
/// </summary>
/// <param name="File">The file.</param>
/// <param name="At">Where it began, in octets.</param>
/// <param name="Octets">How much it was.</param>
public sealed record DroppedEnd(string File, long At, long Octets)
{
    /// <summary>All of this in a sentence.</summary>
    public override string ToString() => $"{File}: the last {Octets} octets, from octet {At} on, were no whole record and were dropped. "
        + "A crash leaves that, and nobody was told of it; after no crash it is damage, and the last changes are lost.";
}

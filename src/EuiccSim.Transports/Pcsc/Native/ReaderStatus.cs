namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>One reader in GetStatusChange, in the shape common to all systems.</summary>
/// <param name="name">Name of the reader, or <see cref="Scard.PlugAndPlay"/>.</param>
/// <param name="known">What is known of it, SCARD_STATE_ flags and event counter.</param>
internal sealed class ReaderStatus(string name, uint known)
{
    internal string Name => name;

    internal uint Known => known;

    /// <summary>SCARD_STATE_ flags in the lower 16 bits; the count of insertions and removals in the upper ones.</summary>
    internal uint Now { get; set; }

    internal byte[] Atr { get; set; } = [];

    internal bool Has(uint flag) => (Now & flag) != 0;
}

using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Tracing.Pcapng;

namespace EuiccSim.Transports.Tracing;

/// <summary>Reads recorded traces: JSON lines of <see cref="JsonLinesTraceSink"/>, and pcapng, ours or any with GSMTAP SIM messages in it.</summary>
public static class TraceFile
{
    /// <summary>The records of a file, in its order. What the file is, its first octets tell.</summary>
    /// <exception cref="TraceFormatException">Neither of the two, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<IReadOnlyList<TraceRecord>> ReadAsync(Stream input, CancellationToken ct = default)
    {
        using MemoryStream copy = new();
        await input.CopyToAsync(copy, ct).ConfigureAwait(false);
        Octets file = Octets.Wrap(copy.ToArray());
        if (file.Span.StartsWith(s_pcapng)) return PcapngReader.Read(file);
        if (IsClassicPcap(file.Span)) throw new TraceFormatException("This is a pcap file of the old form; \"editcap -F pcapng\" makes it one that can be read.");
        copy.Position = 0;
        return await JsonLinesReader.ReadAsync(copy, ct).ConfigureAwait(false);
    }

    private static bool IsClassicPcap(ReadOnlySpan<byte> file) =>
        file.StartsWith(stackalloc byte[] { 0xD4, 0xC3, 0xB2, 0xA1 }) || file.StartsWith(stackalloc byte[] { 0xA1, 0xB2, 0xC3, 0xD4 });

    private static readonly byte[] s_pcapng = [0x0A, 0x0D, 0x0D, 0x0A];
}

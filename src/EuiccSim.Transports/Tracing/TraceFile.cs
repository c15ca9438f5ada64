using EuiccSim.Files;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Pcapng;

namespace EuiccSim.Transports.Tracing;

/// <summary>
/// Reads recorded traces: JSON lines of <see cref="JsonLinesTraceSink"/>, pcapng of <see cref="PcapngTraceSink"/>, and what others captured,
/// pcapng or pcap, with GSMTAP SIM messages in it.
/// </summary>
public static class TraceFile
{
    /// <summary>The records of a file, in its order. What the file is, its first octets tell.</summary>
    /// <exception cref="TraceFormatException">
    /// None of these, empty, or damaged: a line or packet that breaks off, for one. <see cref="TraceFormatException.Records"/> is what
    /// stands before the fault.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<IReadOnlyList<TraceEvent>> ReadAsync(Stream input, CancellationToken cancellationToken = default)
    {
        using MemoryStream copy = new();
        await input.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        List<TraceEvent> records = [];
        try
        {
            await ReadAsync(Octets.Wrap(copy.ToArray()), records, cancellationToken).ConfigureAwait(false);
            return records;
        }
        catch (TraceFormatException fault) when (records.Count > 0)
        {
            throw new TraceFormatException(fault, records);
        }
    }

    /// <summary>The same of a file that a person names: a pipe where nobody writes does not hold up who gives up, and a device that never ends, ends.</summary>
    /// <exception cref="TraceFormatException">As of a stream.</exception>
    /// <exception cref="IOException">It cannot be read, or has more than 256 MiB.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<IReadOnlyList<TraceEvent>> ReadFileAsync(string path, CancellationToken cancellationToken = default)
    {
        using MemoryStream input = new(await InputFile.ReadAsync(path, cancellationToken, Largest).ConfigureAwait(false));
        return await ReadAsync(input, cancellationToken).ConfigureAwait(false);
    }

    private const int Largest = 256 * 1024 * 1024;

    private static async Task ReadAsync(Octets file, List<TraceEvent> records, CancellationToken cancellationToken)
    {
        if (file.IsEmpty) throw new TraceFormatException("The file is empty.");
        if (file.Span.StartsWith(s_pcapng)) PcapngReader.Read(file, records);
        else if (PcapReader.IsPcap(file)) PcapReader.Read(file, records);
        else if (s_textBeginnings.Contains(file[0])) await JsonLinesReader.ReadAsync(file, records, cancellationToken).ConfigureAwait(false);
        else throw new TraceFormatException("This is no trace: neither JSON lines nor pcapng nor pcap begin like this.");
    }

    private static readonly byte[] s_pcapng = [0x0A, 0x0D, 0x0D, 0x0A];

    // Brackets, white space, and the mark before UTF-8 that some editors write.
    private static readonly byte[] s_textBeginnings = [(byte)'{', (byte)'[', (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n', 0xEF];
}

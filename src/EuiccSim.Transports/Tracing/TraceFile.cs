using System.IO.Compression;
using EuiccSim.Files;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Pcapng;

namespace EuiccSim.Transports.Tracing;

/// <summary>
/// Reads recorded traces: JSON lines of <see cref="JsonLinesTraceSink"/>, pcapng of <see cref="PcapngTraceSink"/>, and what others captured,
/// pcapng or pcap, also packed by gzip, with GSMTAP SIM messages in it.
/// </summary>
public static class TraceFile
{
    /// <summary>The records of a file, in its order. What the file is, its first octets tell.</summary>
    /// <param name="input">The file.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TraceFormatException">
    /// None of these, empty, or damaged: a line or packet that breaks off, for one. <see cref="TraceFormatException.Records"/> is what
    /// stands before the fault.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<RecordedTrace> ReadAsync(Stream input, TraceFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        using MemoryStream copy = new();
        await input.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        List<TraceEvent> records = [];
        LeftOutCounter leftOut = new();
        try
        {
            await ReadAsync(Unpacked(Octets.Wrap(copy.ToArray())), options ?? new(), records, leftOut, cancellationToken).ConfigureAwait(false);
            return new(records, leftOut.All);
        }
        catch (TraceFormatException fault) when (records.Count > 0 || leftOut.All.Count > 0)
        {
            throw new TraceFormatException(fault, new(records, leftOut.All));
        }
    }

    /// <summary>The same of a file that a person names: a pipe where nobody writes does not hold up who gives up, and a device that never ends, ends.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TraceFormatException">As of a stream.</exception>
    /// <exception cref="IOException">It cannot be read, or has more than 256 MiB.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<RecordedTrace> ReadFileAsync(string path, TraceFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        using MemoryStream input = new(await InputFile.ReadAsync(path, cancellationToken, Largest).ConfigureAwait(false));
        return await ReadAsync(input, options, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ReadAsync(
        Octets file, TraceFileOptions options, List<TraceEvent> records, LeftOutCounter leftOut, CancellationToken cancellationToken)
    {
        if (file.IsEmpty) throw new TraceFormatException("The file is empty.");
        if (file.Span.StartsWith(s_pcapng)) ReadCapture(PcapngReader.Read);
        else if (PcapReader.IsPcap(file)) ReadCapture(PcapReader.Read);
        else if (ForeignFile.WhyNoTrace(file) is { } why) throw new TraceFormatException(why);
        else await JsonLinesReader.ReadAsync(file, records, leftOut, cancellationToken).ConfigureAwait(false);

        void ReadCapture(Action<Octets, Capture> read)
        {
            Capture capture = new(options, records, leftOut);
            try
            {
                read(file, capture);
            }
            finally
            {
                capture.End();
            }
        }
    }

    /// <summary>Captures are long, and are kept packed.</summary>
    private static Octets Unpacked(Octets file)
    {
        if (!file.Span.StartsWith(s_gzip)) return file;
        using GZipStream packed = new(new MemoryStream(file.ToArray()), CompressionMode.Decompress);
        using MemoryStream whole = new();
        try
        {
            Span<byte> piece = stackalloc byte[4096];
            for (int read = packed.Read(piece); read > 0; read = packed.Read(piece))
            {
                whole.Write(piece[..read]);
                if (whole.Length > Largest) throw new TraceFormatException("Unpacked, the file has more than 256 MiB, and no trace has.");
            }
            return Octets.Wrap(whole.ToArray());
        }
        catch (InvalidDataException fault)
        {
            throw new TraceFormatException("The file is packed by gzip, and damaged.", fault);
        }
    }

    private const int Largest = 256 * 1024 * 1024;
    private static readonly byte[] s_pcapng = [0x0A, 0x0D, 0x0D, 0x0A];
    private static readonly byte[] s_gzip = [0x1F, 0x8B];
}

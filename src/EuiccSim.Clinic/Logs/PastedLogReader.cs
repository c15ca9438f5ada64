using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Files;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs;

/// <summary>
/// Reads what people paste, without being told the format: peels off what stands around a program's lines (quotation marks, fences, colours, the prefixes of
/// loggers), finds out by the lines which program wrote them, and pairs commands with answers. docs/trace-clinic.md has the formats.
/// </summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public static class PastedLogReader
{
    /// <summary>Reads a log. Nothing of it is a fault: what cannot be read is in <see cref="PastedLog.Unrecoverable"/>, and of anything else nothing is found.</summary>
    /// <param name="text">The octets of the file, or what was pasted.</param>
    public static PastedLog Read(ReadOnlySpan<byte> text) => new LogReading().Read(text);

    /// <summary>The same.</summary>
    /// <param name="text">The octets of the file, or what was pasted.</param>
    public static PastedLog Read(Octets text) => Read(text.Span);

    /// <summary>The same of a file that a person names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">It cannot be read, or has more than 256 MiB.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<PastedLog> ReadFileAsync(string path, CancellationToken cancellationToken = default) =>
        Read(await InputFile.ReadAsync(path, cancellationToken, Largest).ConfigureAwait(false));

    private const int Largest = 256 * 1024 * 1024;
}

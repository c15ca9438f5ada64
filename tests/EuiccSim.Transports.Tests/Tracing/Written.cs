using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>What sinks make of records.</summary>
internal static class Written
{
    internal static DateTimeOffset Time { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static TraceRecord.Exchange Exchange(string command, string response) =>
        new(Time, Octets.FromHex(command), Octets.FromHex(response), TimeSpan.FromMicroseconds(123.4));

    internal static TraceRecord.Reset Reset(string atr) => new(Time, Octets.FromHex(atr));

    internal static async Task<string> AsTextAsync(TextTraceOptions? options, params IEnumerable<TraceRecord> records)
    {
        StringWriter text = new();
        await using TextTraceSink sink = new(text, options);
        foreach (TraceRecord record in records) await sink.WriteAsync(record, CancellationToken.None);
        return text.ToString();
    }

    internal static Task<byte[]> AsJsonLinesAsync(params IEnumerable<TraceRecord> records) => AsFileAsync(output => new JsonLinesTraceSink(output), records);

    internal static Task<byte[]> AsPcapngAsync(params IEnumerable<TraceRecord> records) => AsFileAsync(output => new PcapngTraceSink(output), records);

    internal static async Task<IReadOnlyList<TraceRecord>> ReadAsync(byte[] file) => await TraceFile.ReadAsync(new MemoryStream(file));

    private static async Task<byte[]> AsFileAsync(Func<Stream, ITraceSink> open, IEnumerable<TraceRecord> records)
    {
        using MemoryStream output = new();
        await using (ITraceSink sink = open(output))
        {
            foreach (TraceRecord record in records) await sink.WriteAsync(record, CancellationToken.None);
        }
        return output.ToArray();
    }
}

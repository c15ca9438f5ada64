using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>What sinks make of records.</summary>
internal static class Written
{
    internal static DateTimeOffset Time { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static TraceEvent.Apdu Exchange(string command, string response) =>
        new(Time, Octets.FromHex(command), Octets.FromHex(response), TimeSpan.FromMicroseconds(123.4));

    internal static TraceEvent.Reset Reset(string atr) => new(Time, Octets.FromHex(atr));

    internal static async Task<string> AsTextAsync(TextTraceOptions? options, params IEnumerable<TraceEvent> records)
    {
        StringWriter text = new();
        await using TextTraceSink sink = new(text, options);
        foreach (TraceEvent record in records) await sink.WriteAsync(record, CancellationToken.None);
        return text.ToString();
    }

    internal static Task<byte[]> AsJsonLinesAsync(params IEnumerable<TraceEvent> records) => AsFileAsync(output => new JsonLinesTraceSink(output), records);

    internal static Task<byte[]> AsPcapngAsync(params IEnumerable<TraceEvent> records) => AsFileAsync(output => new PcapngTraceSink(output), records);

    /// <summary>The packets of a pcapng file of ours in the older format: what does not change with the format stays as it is.</summary>
    internal static byte[] AsPcap(byte[] pcapng)
    {
        List<byte> file = [.. Convert.FromHexString("D4C3B2A1020004000000000000000000FFFF000065000000")];
        for (int at = 0; at < pcapng.Length; at += BitConverter.ToInt32(pcapng, at + 4))
        {
            if (BitConverter.ToInt32(pcapng, at) != 6) continue;
            int length = BitConverter.ToInt32(pcapng, at + 20);
            file.AddRange([.. new byte[8], .. pcapng[(at + 20)..(at + 28)], .. pcapng[(at + 28)..(at + 28 + length)]]);
        }
        return [.. file];
    }

    internal static async Task<RecordedTrace> ReadAsync(byte[] file) => await TraceFile.ReadAsync(new MemoryStream(file));

    private static async Task<byte[]> AsFileAsync(Func<Stream, ITraceSink> open, IEnumerable<TraceEvent> records)
    {
        using MemoryStream output = new();
        await using (ITraceSink sink = open(output))
        {
            foreach (TraceEvent record in records) await sink.WriteAsync(record, CancellationToken.None);
        }
        return output.ToArray();
    }
}

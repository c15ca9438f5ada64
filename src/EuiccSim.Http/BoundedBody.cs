using System.Buffers;
using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Http;

/// <summary>Reads what a server sends, and no more than allowed.</summary>
internal static class BoundedBody
{
    internal static async Task<Octets> ReadAsync(string serverAddress, HttpContent content, int maximum, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maximum) throw TooLarge(serverAddress, maximum);
        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false)) return await ReadAsync(serverAddress, stream, maximum, cancellationToken).ConfigureAwait(false);
    }

    internal static async Task<Octets> ReadAsync(string serverAddress, Stream stream, int maximum, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> body = new();
        while (true)
        {
            Memory<byte> room = body.GetMemory(ChunkLength);
            int read = await stream.ReadAsync(room, cancellationToken).ConfigureAwait(false);
            if (read == 0) return Octets.Wrap(body.WrittenMemory);
            if (read > maximum - body.WrittenCount) throw TooLarge(serverAddress, maximum);
            body.Advance(read);
        }
    }

    private static Es9TransportException TooLarge(string serverAddress, int maximum) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{serverAddress} sends more than {maximum} octets in one answer."))
        {
            Fault = Es9TransportFault.TooLarge,
        };

    private const int ChunkLength = 16 * 1024;
}

using System.Globalization;
using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas.Servers;

/// <summary>
/// HTTP/1.1 on one connection, as much of it as LPAs need (RFC 9112): requests are taken as they come, and answered in whatever form a case wants.
/// A web server would mend what is to be wrong here, and drop what is to be seen.
/// </summary>
internal sealed class HttpConversation(Stream stream, string server)
{
    /// <summary>Takes the next request.</summary>
    /// <returns>Null at the end of the connection, and for what is no HTTP.</returns>
    internal async Task<HttpPost?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await ReadLineAsync(cancellationToken) is not { } line || line.Split(' ') is not [var method, var path, _]) return null;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } field)
        {
            int colon = field.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) return null;
            string name = field[..colon], value = field[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out string? before) ? $"{before}, {value}" : value;
        }
        if (headers.TryGetValue("Expect", out string? expected) && expected.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
        return await ReadBodyAsync(headers, cancellationToken) is { } body ? new(server, method, path, headers, body) : null;
    }

    /// <summary>Sends an answer.</summary>
    internal async Task WriteAsync(HttpReply reply, CancellationToken cancellationToken)
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {(reply.Status < 300 ? "OK" : "No")}\r\nX-Admin-Protocol: gsma/rsp/v2.5.0\r\n");
        if (reply.ContentType is { } type) head.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\n");
        foreach (string field in reply.Headers) head.Append(field).Append("\r\n");
        if (reply.Form == ReplyForm.Chunked) head.Append("Transfer-Encoding: chunked\r\n");
        else if (reply.Status != 204) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {reply.Body.Length}\r\n");
        head.Append("\r\n");
        byte[] octets = [.. Encoding.ASCII.GetBytes(head.ToString()), .. reply.Form == ReplyForm.Chunked ? Chunks(reply.Body) : reply.Body.ToArray()];
        await stream.WriteAsync(octets, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    private async Task<Octets?> ReadBodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (headers.TryGetValue("Transfer-Encoding", out string? coding) && coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            return await ReadChunksAsync(cancellationToken);
        if (!headers.TryGetValue("Content-Length", out string? text)) return Octets.Empty;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? await ReadExactlyAsync(length, cancellationToken) : null;
    }

    private async Task<Octets?> ReadChunksAsync(CancellationToken cancellationToken)
    {
        Octets body = default;
        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            if (!int.TryParse(line.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int length)) return null;
            if (length > 0)
            {
                if (await ReadExactlyAsync(length, cancellationToken) is not { } chunk) return null;
                body = Octets.Concat(body, chunk);
            }
            if (await ReadLineAsync(cancellationToken) is not "") return null;
            if (length == 0) return body;
        }
        return null;
    }

    private async Task<Octets?> ReadExactlyAsync(int length, CancellationToken cancellationToken)
    {
        if (length is < 0 or > MaximumLength) return null;
        byte[] octets = new byte[length];
        return await stream.ReadAtLeastAsync(octets, length, throwOnEndOfStream: false, cancellationToken) == length ? Octets.Wrap(octets) : null;
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        StringBuilder line = new();
        byte[] one = new byte[1];
        while (line.Length < MaximumLine)
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0) return null;
            if (one[0] == '\n') return line.ToString();
            if (one[0] != '\r') line.Append((char)one[0]);
        }
        return null;
    }

    private static byte[] Chunks(Octets body)
    {
        List<byte> octets = [];
        for (int at = 0; at < body.Length; at += ChunkLength)
        {
            Octets chunk = body.Slice(at, Math.Min(ChunkLength, body.Length - at));
            octets.AddRange(Encoding.ASCII.GetBytes($"{chunk.Length:X}\r\n"));
            octets.AddRange(chunk.Span);
            octets.AddRange("\r\n"u8);
        }
        octets.AddRange("0\r\n\r\n"u8);
        return [.. octets];
    }

    private const int ChunkLength = 1000;
    private const int MaximumLine = 16 * 1024;
    private const int MaximumLength = 16 * 1024 * 1024;
}

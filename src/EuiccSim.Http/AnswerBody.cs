using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Unicode;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Http;

/// <summary>
/// A body as SGP.22 has it, whatever a server or what stands before it made of it: packed (RFC 9110 §8.4), in another character set, with a
/// byte order mark. Nobody is asked for any of these.
/// </summary>
internal static class AnswerBody
{
    /// <summary>Undoes the content codings, the last one first. What comes out is as long as a body may be, at most.</summary>
    /// <exception cref="Es9TransportException">A coding is not known, the octets are not what it says, or what comes out is too long.</exception>
    internal static async Task<Octets> UnpackAsync(string serverAddress, HttpContentHeaders headers, Octets body, int maximum, CancellationToken cancellationToken)
    {
        string[] codings = [.. headers.ContentEncoding.Where(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))];
        if (body.IsEmpty || codings.Length == 0) return body;
        if (codings.Length > MostCodings) throw NotEs9(serverAddress, "is packed too many times");
        foreach (string coding in codings.Reverse()) body = await UnpackAsync(serverAddress, coding, body, maximum, cancellationToken).ConfigureAwait(false);
        return body;
    }

    /// <summary>Text in UTF-8 without a byte order mark.</summary>
    /// <param name="charset">What the server says it is; null if it says nothing.</param>
    /// <param name="body">The text.</param>
    internal static Octets ToUtf8(string? charset, Octets body)
    {
        ReadOnlySpan<byte> text = body.Span;
        if (text.StartsWith("\uFEFF"u8)) return body.Slice(3);
        if (EncodingOf(charset, text) is { } encoding) return Octets.Of(Encoding.UTF8.GetBytes(encoding.GetString(text).TrimStart('\uFEFF')));
        // Servers forget to say so, and say "utf-8" for what is not.
        return Utf8.IsValid(text) ? body : Octets.Of(Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(text)));
    }

    private static async Task<Octets> UnpackAsync(string serverAddress, string coding, Octets body, int maximum, CancellationToken cancellationToken)
    {
        Stream packed = new MemoryStream(body.ToArray(), writable: false);
        Stream? plain = coding.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(packed, CompressionMode.Decompress),
            "DEFLATE" => IsZlib(body.Span) ? new ZLibStream(packed, CompressionMode.Decompress) : new DeflateStream(packed, CompressionMode.Decompress),
            "BR" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => null,
        };
        if (plain is null) throw NotEs9(serverAddress, $"is packed in a way that is not understood here ({OneLine.Of(coding, 40)})");
        await using (plain.ConfigureAwait(false))
        {
            try
            {
                return await BoundedBody.ReadAsync(serverAddress, plain, maximum, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
            {
                throw NotEs9(serverAddress, $"is said to be packed ({OneLine.Of(coding, 40)}), and is not", fault);
            }
        }
    }

    // Some servers send what RFC 1951 has and others what RFC 1950 has, which is what the name stands for.
    private static bool IsZlib(ReadOnlySpan<byte> packed) => packed.Length >= 2 && (packed[0] & 0x0F) == 8 && ((packed[0] << 8) | packed[1]) % 31 == 0;

    /// <summary>Null for UTF-8, and for names that nobody knows.</summary>
    private static Encoding? EncodingOf(string? charset, ReadOnlySpan<byte> text)
    {
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text is [>= (byte)' ', 0, ..]) return Encoding.Unicode;
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || text is [0, >= (byte)' ', ..]) return Encoding.BigEndianUnicode;
        string name = charset?.Trim('"', ' ') ?? "";
        if (name.Length == 0) return null;
        try
        {
            Encoding named = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return named.CodePage == Encoding.UTF8.CodePage ? null : named;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Es9TransportException NotEs9(string serverAddress, string what, Exception? inner = null) =>
        new($"The answer of {serverAddress} {what}.", inner) { Fault = Es9TransportFault.NotEs9 };

    private const int MostCodings = 3;
}

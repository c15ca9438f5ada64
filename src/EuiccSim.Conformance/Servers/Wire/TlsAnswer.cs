using System.Buffers.Binary;
using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Servers.Wire;

/// <summary>What a server answers to a ClientHello of TLS 1.2. RFC 5246 §7.4.2, §7.4.3; RFC 8422 §5.4.</summary>
/// <param name="Version">As ServerHello has it; 0 for none.</param>
/// <param name="CipherSuite">As ServerHello has it.</param>
/// <param name="Certificates">The server's, and those above it.</param>
/// <param name="SignedParameters">The octets that ServerKeyExchange signs.</param>
/// <param name="Signature">The signature, DER.</param>
/// <param name="Ending">Why there is no more, in words; empty if the server came to ServerHelloDone.</param>
internal sealed record TlsAnswer(ushort Version, ushort CipherSuite, IReadOnlyList<Octets> Certificates, Octets SignedParameters, Octets Signature, string Ending)
{
    internal const byte Handshake = 22;

    /// <summary>True if the server took what was offered.</summary>
    internal bool IsTaken => Ending.Length == 0;

    internal static async Task<TlsAnswer> ReadAsync(Stream stream, Octets clientRandom, CancellationToken cancellationToken)
    {
        TlsAnswer answer = new(0, 0, [], default, default, "");
        Octets serverRandom = default, pending = default;
        while (true)
        {
            (byte type, Octets record, string ending) = await RecordAsync(stream, cancellationToken);
            if (ending.Length > 0) return answer with { Ending = ending };
            if (type == Alert) return answer with { Ending = string.Create(CultureInfo.InvariantCulture, $"alert {(record.Length > 1 ? record[1] : 0)}") };
            if (type != Handshake) return answer with { Ending = "octets that are no TLS" };
            pending = Octets.Concat(pending, record);
            while (pending.Length >= HeaderLength && pending.Length >= HeaderLength + Length(pending))
            {
                Octets body = pending.Slice(HeaderLength, Length(pending));
                if (pending[0] == ServerHelloDone) return answer;
                if (pending[0] == ServerHello && body.Length >= RandomEnd) serverRandom = body.Slice(2, 32);
                if (answer.With(pending[0], body, Octets.Concat(clientRandom,
                    serverRandom)) is not { } next) return answer with { Ending = $"a handshake message {pending[0]} that ends too early" };
                answer = next;
                pending = pending.Slice(HeaderLength + Length(pending));
            }
        }
    }

    /// <summary>With what a handshake message says; null if it ends before it has said it.</summary>
    private TlsAnswer? With(byte type, Octets body, Octets randoms)
    {
        switch (type)
        {
            case ServerHello:
                // The session identifier has a length of its own.
                if (body.Length <= RandomEnd || body.Length < RandomEnd + 3 + body[RandomEnd]) return null;
                return this with { Version = Number(body, 0), CipherSuite = Number(body, RandomEnd + 1 + body[RandomEnd]) };
            case Certificate:
                return body.Length >= 3 && ReadCertificates(body.Slice(3)) is { } read ? this with { Certificates = read } : null;
            case ServerKeyExchange:
                // Curve type, curve, point; then the algorithm, and the signature with its length.
                if (body.Length < 4 || body.Length < 8 + body[3]) return null;
                int size = 4 + body[3];
                return this with { SignedParameters = Octets.Concat(randoms, body.Slice(0, size)), Signature = body.Slice(size + 4) };
            default:
                return this;
        }
    }

    private static async Task<(byte Type, Octets Record, string Ending)> RecordAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] header = new byte[5];
        try
        {
            await stream.ReadExactlyAsync(header, cancellationToken);
            byte[] record = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3))];
            await stream.ReadExactlyAsync(record, cancellationToken);
            return (header[0], Octets.Wrap(record), "");
        }
        catch (IOException)
        {
            // An end of the stream is one, too.
            return (0, default, "the end of the connection");
        }
    }

    private static List<Octets>? ReadCertificates(Octets list)
    {
        List<Octets> certificates = [];
        for (int at = 0; at < list.Length;)
        {
            int length = list.Length - at < 3 ? int.MaxValue : (list[at] << 16) | Number(list, at + 1);
            if (length > list.Length - at - 3) return null;
            certificates.Add(list.Slice(at + 3, length));
            at += 3 + length;
        }
        return certificates;
    }

    private static int Length(Octets message) => (message[1] << 16) | Number(message, 2);

    private static ushort Number(Octets octets, int at) => BinaryPrimitives.ReadUInt16BigEndian(octets.Span[at..]);

    private const int HeaderLength = 4;
    private const int RandomEnd = 34; // of ServerHello: version and random
    private const byte Alert = 21;
    private const byte ServerHello = 2;
    private const byte Certificate = 11;
    private const byte ServerKeyExchange = 12;
    private const byte ServerHelloDone = 14;
}

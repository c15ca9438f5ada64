using System.Buffers;
using System.Buffers.Binary;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Servers.AspNetCore.Tls;

/// <summary>What a client tells about itself before anything else. RFC 5246 §7.4.1.2, RFC 8446 §4.1.2.</summary>
/// <param name="Groups">supported_groups, the most wanted first (RFC 8422 §5.1.1, RFC 7027).</param>
/// <param name="SignatureSchemes">signature_algorithms, the most wanted first (RFC 8446 §4.2.3, RFC 8734).</param>
/// <param name="TrustedCis">Key identifiers (SHA-1 of the key) in trusted_ca_keys (RFC 6066 §6).</param>
internal sealed record ClientHello(IReadOnlyList<ushort> Groups, IReadOnlyList<ushort> SignatureSchemes, IReadOnlyList<Octets> TrustedCis)
{
    /// <summary>Reads the first handshake message of a connection.</summary>
    /// <param name="received">What has come so far.</param>
    /// <param name="hello">The message; null if what came is none, which the TLS library will tell better.</param>
    /// <returns>False if more octets are needed.</returns>
    internal static bool TryRead(ReadOnlySequence<byte> received, out ClientHello? hello)
    {
        hello = null;
        byte[] octets = received.Slice(0, Math.Min(received.Length, MaxSize)).ToArray();
        byte[] message = new byte[octets.Length];
        int length = 0;
        // Records (RFC 8446 §5.1): type, version, length, fragment. The message may be cut into several.
        for (int at = 0; ;)
        {
            if (octets.Length - at < RecordHeader) return octets.Length >= MaxSize || (octets.Length > at && octets[at] != Handshake);
            if (octets[at] != Handshake) return true;
            int fragment = BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(at + 3));
            if (octets.Length - at - RecordHeader < fragment) return octets.Length >= MaxSize;
            octets.AsSpan(at + RecordHeader, fragment).CopyTo(message.AsSpan(length));
            length += fragment;
            at += RecordHeader + fragment;
            if (length < MessageHeader) continue;
            if (message[0] != ClientHelloType) return true;
            int size = (message[1] << 16) | (message[2] << 8) | message[3];
            if (length - MessageHeader < size) continue;
            hello = Parse(message.AsSpan(MessageHeader, size));
            return true;
        }
    }

    private static ClientHello? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            Cursor at = new(body);
            at.Take(2 + 32); // version, random
            at.Take(at.Byte()); // session identifier
            at.Take(at.UInt16()); // cipher suites
            at.Take(at.Byte()); // compression methods
            return at.IsAtEnd ? new([], [], []) : ParseExtensions(new(at.Take(at.UInt16())));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static ClientHello ParseExtensions(Cursor at)
    {
        ClientHello hello = new([], [], []);
        while (!at.IsAtEnd)
        {
            int type = at.UInt16();
            Cursor content = new(at.Take(at.UInt16()));
            hello = type switch
            {
                SupportedGroups => hello with { Groups = Numbers(content) },
                SignatureAlgorithms => hello with { SignatureSchemes = Numbers(content) },
                TrustedCaKeys => hello with { TrustedCis = KeyHashes(content) },
                _ => hello,
            };
        }
        return hello;
    }

    private static List<ushort> Numbers(Cursor content)
    {
        List<ushort> numbers = [];
        for (Cursor at = new(content.Take(content.UInt16())); !at.IsAtEnd;) numbers.Add((ushort)at.UInt16());
        return numbers;
    }

    private static List<Octets> KeyHashes(Cursor content)
    {
        List<Octets> hashes = [];
        for (Cursor at = new(content.Take(content.UInt16())); !at.IsAtEnd;)
        {
            switch (at.Byte())
            {
                case 0: break; // pre_agreed
                case 1:
                    hashes.Add(Octets.Of(at.Take(Sha1Size))); // key_sha1_hash
                    break;
                case 2:
                    at.Take(at.UInt16()); // x509_name
                    break;
                default:
                    at.Take(Sha1Size); // cert_sha1_hash
                    break;
            }
        }
        return hashes;
    }

    private ref struct Cursor(ReadOnlySpan<byte> octets)
    {
        private ReadOnlySpan<byte> _rest = octets;

        internal readonly bool IsAtEnd => _rest.IsEmpty;

        internal int Byte() => Take(1)[0];

        internal int UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

        internal ReadOnlySpan<byte> Take(int count)
        {
            ReadOnlySpan<byte> taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }

    // Longer than any that a client sends; what is longer gets the default certificate.
    private const int MaxSize = 16 * 1024;
    private const int RecordHeader = 5;
    private const int MessageHeader = 4;
    private const int Sha1Size = 20;
    private const byte Handshake = 22;
    private const byte ClientHelloType = 1;
    private const int TrustedCaKeys = 3;
    private const int SupportedGroups = 10;
    private const int SignatureAlgorithms = 13;
}

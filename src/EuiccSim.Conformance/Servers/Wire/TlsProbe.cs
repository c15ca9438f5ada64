using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EuiccSim.Conformance.Roles;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Conformance.Servers.Wire;

/// <summary>
/// The beginning of a TLS 1.2 handshake, octet by octet: what the platform's TLS would not offer can be offered, and what the server answers is
/// in the clear. Nothing is ever agreed on. RFC 5246 §7.4; SGP.22 v2.5 §2.6.6.
/// </summary>
internal sealed record TlsProbe
{
    /// <summary>The highest version that is offered: 0x0303 is TLS 1.2.</summary>
    internal ushort Version { get; init; } = Tls12;

    internal ushort[] CipherSuites { get; init; } = [EcdheEcdsaAes128Gcm, EcdheEcdsaAes128Cbc];

    /// <summary>The curves that are offered: 23 is P-256, 26 brainpoolP256r1 (RFC 7027).</summary>
    internal ushort[] Groups { get; init; } = [P256];

    internal const ushort Tls12 = 0x0303;
    internal const ushort Tls11 = 0x0302;
    internal const ushort Tls10 = 0x0301;
    internal const ushort EcdheEcdsaAes128Gcm = 0xC02B;
    internal const ushort EcdheEcdsaAes128Cbc = 0xC023;
    internal const ushort P256 = 23;
    internal const ushort BrainpoolP256r1 = 26;

    /// <summary>Sends the ClientHello, and reads what comes up to ServerHelloDone.</summary>
    /// <exception cref="Es9TransportException">There is no connection.</exception>
    internal async Task<TlsAnswer> SendAsync(ServerWire wire, RandomSource random, CancellationToken cancellationToken)
    {
        Octets clientRandom = Digits.DrawOctets(random, 32);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(wire.Options.ConnectTimeout);
        try
        {
            Stream stream = await ConnectAsync(wire, limit.Token);
            await using (stream)
            {
                await stream.WriteAsync(Hello(clientRandom, wire.Url.Host).Memory, limit.Token);
                return await TlsAnswer.ReadAsync(stream, clientRandom, limit.Token);
            }
        }
        catch (SocketException fault)
        {
            throw new Es9TransportException($"{wire.Url.Authority} cannot be connected to: {fault.Message}.", fault) { Fault = Es9TransportFault.CannotConnect };
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportFaults.TimedOut(wire.Url.Authority, "a ClientHello", Es9Timeout.TlsHandshake, wire.Options.ConnectTimeout, fault);
        }
    }

    private static async Task<Stream> ConnectAsync(ServerWire wire, CancellationToken cancellationToken)
    {
        EndPoint place = Mapping.Find(wire.Options.ConnectTo, wire.Url.Host, wire.Url.Port) ?? new DnsEndPoint(wire.Url.IdnHost, wire.Url.Port);
        if (wire.Options.Connect is { } connect) return await connect(place, cancellationToken);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(place, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Octets Hello(Octets clientRandom, string host)
    {
        // server_name has no IP addresses (RFC 6066 §3).
        bool isName = !IPAddress.TryParse(host, out _);
        Octets name = Octets.Wrap(Encoding.ASCII.GetBytes(host));
        Octets extensions = Octets.Concat(
            isName ? Extension(0, Vector16(Octets.Concat(Octets.Of([0]), Vector16(name)))) : Octets.Empty,
            Extension(10, Vector16(Numbers(Groups))),
            Extension(11, Octets.Of([1, 0])),
            Extension(13, Vector16(Numbers([EcdsaSha256]))));
        Octets body = Octets.Concat(
            Numbers([Version]), clientRandom, Octets.Of([0]),
            Vector16(Numbers([.. CipherSuites, RenegotiationInfo])), Octets.Of([1, 0]), Vector16(extensions));
        Octets handshake = Octets.Concat(Octets.Of([1, 0, (byte)(body.Length >> 8), (byte)(body.Length & 0xFF)]), body);
        return Octets.Concat(Octets.Of([TlsAnswer.Handshake]), Numbers([Tls10]), Vector16(handshake));
    }

    private static Octets Extension(ushort type, Octets data) => Octets.Concat(Numbers([type]), Vector16(data));

    private static Octets Vector16(Octets content) => Octets.Concat(Numbers([(ushort)content.Length]), content);

    private static Octets Numbers(ReadOnlySpan<ushort> numbers)
    {
        byte[] octets = new byte[2 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2 * i), numbers[i]);
        return Octets.Wrap(octets);
    }

    private const ushort EcdsaSha256 = 0x0403;
    private const ushort RenegotiationInfo = 0x00FF;
}

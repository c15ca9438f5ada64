using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Gsmtap;

namespace EuiccSim.Transports.Tracing;

/// <summary>
/// GSMTAP over UDP, for Wireshark (which dissects it as GSM SIM) and other tools that watch SIMs. Every octet is sent, PINs and keys
/// too, and nobody has to listen. A command with an extended answer that no datagram can hold is cut at its end.
/// </summary>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class GsmtapTraceSink : ITraceSink
{
    /// <summary>The port that GSMTAP has from IANA.</summary>
    public const int DefaultPort = GsmtapPacket.Port;

    private readonly Socket _socket;
    private readonly IPEndPoint _target;

    /// <summary>A sink.</summary>
    /// <param name="target">Who is sent to; null for the loopback address and <see cref="DefaultPort"/>.</param>
    /// <exception cref="SocketException">This machine has no such network.</exception>
    public GsmtapTraceSink(IPEndPoint? target = null)
    {
        _target = target ?? new(IPAddress.Loopback, DefaultPort);
        _socket = new(_target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
    }

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"gsmtap://{_target}");

    /// <inheritdoc/>
    public async ValueTask WriteAsync(TraceEvent record, CancellationToken cancellationToken)
    {
        if (GsmtapPacket.Of(record) is not { } message) return;
        // Never connected: a connected socket would learn that nobody listens, and fail.
        await _socket.SendToAsync(GsmtapPacket.Encode(message), SocketFlags.None, _target, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}

using System.Net;
using System.Net.Sockets;

namespace EuiccSim.Transports.Tests.Vpcd;

/// <summary>Plays vpcd: listens for a card, and sends what the test says.</summary>
internal sealed class VpcdPeer : IDisposable
{
    private readonly Socket _listener;
    private Socket? _card;

    /// <param name="port">Where to listen; 0 for any free port.</param>
    internal VpcdPeer(int port = 0)
    {
        _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen(1);
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    internal async Task AcceptAsync()
    {
        using CancellationTokenSource patience = new(s_patience);
        _card = await _listener.AcceptAsync(patience.Token);
        _card.ReceiveTimeout = (int)s_patience.TotalMilliseconds;
        _card.NoDelay = true;
    }

    /// <summary>Sends octets as they are.</summary>
    internal void SendRaw(string hex) => _card!.Send(Convert.FromHexString(hex.Replace(" ", "")));

    /// <summary>Receives one message, and answers its payload; null if the card closed the connection.</summary>
    internal string? Receive()
    {
        byte[]? header = ReceiveExactly(2);
        return header is null ? null : Convert.ToHexString(ReceiveExactly((header[0] << 8) | header[1])!);
    }

    internal string? Exchange(string rawHex)
    {
        SendRaw(rawHex);
        return Receive();
    }

    internal void Hang() => _card!.Dispose();

    public void Dispose()
    {
        _card?.Dispose();
        _listener.Dispose();
    }

    private byte[]? ReceiveExactly(int length)
    {
        byte[] octets = new byte[length];
        for (int at = 0; at < length;)
        {
            int count = _card!.Receive(octets, at, length - at, SocketFlags.None);
            if (count == 0) return null;
            at += count;
        }
        return octets;
    }

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
}

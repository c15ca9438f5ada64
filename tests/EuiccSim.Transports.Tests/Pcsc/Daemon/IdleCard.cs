using System.Net.Sockets;

namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>
/// The least that a program can do to be a card behind vpcd, as a measure: a thread with a blocking socket that gives one answer to every
/// command, without looking at it.
/// </summary>
internal sealed class IdleCard : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Thread _thread;
    private readonly byte[] _atr;
    private readonly byte[] _answer;

    internal IdleCard(int port, string atr, string answer)
    {
        _atr = Framed(atr);
        _answer = Framed(answer);
        _socket.Connect("127.0.0.1", port);
        _thread = new(Run);
        _thread.Start();
    }

    public void Dispose()
    {
        _socket.Shutdown(SocketShutdown.Both);
        _thread.Join();
        _socket.Dispose();
    }

    private void Run()
    {
        byte[] header = new byte[2];
        byte[] message = new byte[0xFFFF];
        while (Fill(header))
        {
            int length = (header[0] << 8) | header[1];
            if (!Fill(message.AsSpan(0, length))) return;
            if (length > 1) _socket.Send(_answer);
            else if (message[0] == 4) _socket.Send(_atr);
        }
    }

    private bool Fill(Span<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            if (OperatingSystem.IsLinux()) _socket.SetRawSocketOption(6, 12, s_one);
            int count = _socket.Receive(octets);
            if (count == 0) return false;
            octets = octets[count..];
        }
        return true;
    }

    private static byte[] Framed(string hex)
    {
        byte[] octets = Convert.FromHexString(hex);
        return [(byte)(octets.Length >> 8), (byte)(octets.Length & 0xFF), .. octets];
    }

    private static readonly byte[] s_one = BitConverter.GetBytes(1);
}

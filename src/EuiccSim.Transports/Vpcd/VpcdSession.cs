using System.Buffers.Binary;
using System.Net.Sockets;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.Vpcd;

/// <summary>
/// One connection to vpcd. A message is its length in two octets, most significant first, and that many octets: a single octet may be
/// one of four controls, all else is a command APDU. Only the ATR control and commands are answered.
/// </summary>
internal sealed class VpcdSession(Socket socket, ICardConnection card, Action<VpcdEvent>? onEvent, ILogger log)
{
    private readonly byte[] _received = new byte[HeaderLength + LongestMessage];
    private readonly byte[] _sent = new byte[HeaderLength + LongestMessage];
    private int _length;
    private Octets _atr;
    private CancellationToken _ct;

    /// <summary>True once the reader has sent a message.</summary>
    internal bool WasInserted { get; private set; }

    /// <summary>Serves, blocking the thread, until vpcd closes the connection.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    internal void Run(CancellationToken cancellationToken)
    {
        _ct = cancellationToken;
        using CancellationTokenRegistration closing = cancellationToken.UnsafeRegister(static session => ((VpcdSession)session!).Close(), this);
        try
        {
            _atr = Wait(card.ResetAsync(cancellationToken));
            while (Receive()) HandleReceived();
        }
        catch (SocketException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the connection is what ends a blocking receive.
        }
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Close()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // vpcd was faster.
        }
    }

    private bool Receive()
    {
        AcknowledgeAtOnce();
        int count = socket.Receive(_received.AsSpan(_length));
        _length += count;
        return count > 0;
    }

    /// <summary>
    /// vpcd writes its power-on and its question for the ATR one after the other with Nagle's algorithm on, so that the second waits for
    /// the acknowledgement of the first: 40 ms, unless it comes at once. Linux forgets this option, so it is set before each receive.
    /// </summary>
    private void AcknowledgeAtOnce()
    {
        if (OperatingSystem.IsLinux()) socket.SetRawSocketOption(ProtocolTcp, TcpQuickAck, s_one);
    }

    /// <summary>Handles all whole messages, and keeps the rest for later.</summary>
    private void HandleReceived()
    {
        int at = 0;
        while (_length - at >= HeaderLength)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(_received.AsSpan(at));
            if (_length - at < HeaderLength + length) break;
            Handle(_received.AsSpan(at + HeaderLength, length));
            at += HeaderLength + length;
        }
        _received.AsSpan(at, _length - at).CopyTo(_received);
        _length -= at;
    }

    private void Handle(ReadOnlySpan<byte> message)
    {
        if (!WasInserted)
        {
            WasInserted = true;
            onEvent?.Invoke(new VpcdEvent.Inserted());
        }
        if (message.Length != 1 || !Control(message[0])) Send(Wait(card.TransmitAsync(Octets.Of(message), _ct)));
    }

    /// <summary>
    /// Answers false if the octet is no control: then a program sent a command of one octet, and without an answer vpcd would wait for
    /// ever, and pcscd with it.
    /// </summary>
    private bool Control(byte control)
    {
        switch (control)
        {
            case PowerOff:
                onEvent?.Invoke(new VpcdEvent.PoweredOff());
                break;
            case PowerOn:
                _atr = Wait(card.ResetAsync(_ct));
                onEvent?.Invoke(new VpcdEvent.PoweredOn());
                break;
            case ResetCard:
                _atr = Wait(card.ResetAsync(_ct));
                onEvent?.Invoke(new VpcdEvent.Reset());
                break;
            case GetAtr:
                Send(_atr);
                break;
            default:
                return false;
        }
        VpcdLog.Control(log, control);
        return true;
    }

    private void Send(Octets message)
    {
        if (message.Length > LongestMessage)
        {
            VpcdLog.AnswerTooLong(log, message.Length);
            message = s_wrongLength;
        }
        BinaryPrimitives.WriteUInt16BigEndian(_sent, (ushort)message.Length);
        message.Span.CopyTo(_sent.AsSpan(HeaderLength));
        ReadOnlySpan<byte> rest = _sent.AsSpan(0, HeaderLength + message.Length);
        while (!rest.IsEmpty) rest = rest[socket.Send(rest)..];
    }

    /// <summary>A card in memory has answered already; for others, this thread has nothing else to do.</summary>
    private static Octets Wait(ValueTask<Octets> answer) =>
        answer.IsCompletedSuccessfully ? answer.Result : answer.AsTask().GetAwaiter().GetResult();

    private const int HeaderLength = 2;
    private const int LongestMessage = 0xFFFF;
    private const byte PowerOff = 0x00;
    private const byte PowerOn = 0x01;
    private const byte ResetCard = 0x02;
    private const byte GetAtr = 0x04;

    // <netinet/in.h>, <netinet/tcp.h>
    private const int ProtocolTcp = 6;
    private const int TcpQuickAck = 12;
    private static readonly byte[] s_one = BitConverter.GetBytes(1);

    private static readonly Octets s_wrongLength = Octets.FromHex("6700");
}

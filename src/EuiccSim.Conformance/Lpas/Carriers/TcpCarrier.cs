using System.Net;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.Conformance.Lpas.Carriers;

/// <summary>Raw APDUs on a socket of this machine.</summary>
internal sealed class TcpCarrier : CardCarrier
{
    private readonly TcpCardServer _server;

    internal TcpCarrier(ICardConnection card)
    {
        _server = new(card, new(IPAddress.Loopback, 0));
        Device = _server.EndPoint.ToString();
        Serve(_server.ServeAsync);
    }

    private protected override ValueTask CloseAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }
}

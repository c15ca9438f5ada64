using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.LpacStdio;

/// <summary>A channel that the program opened; the class byte of each command says its number, as lpac does it.</summary>
internal sealed class LpacChannel(LpacStdioConnection connection, ChannelNumber number) : IApplicationChannel
{
    private bool _closed;

    public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return ApduExchange.SendAsync(connection, command, number, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        if (_closed) return ValueTask.CompletedTask;
        _closed = true;
        // Where the program is gone, nothing is left to close.
        return LetGo.QuietlyAsync(() => connection.CloseAsync(number));
    }
}

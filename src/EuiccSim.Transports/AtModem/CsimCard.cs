using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.AtModem;

/// <summary>Commands by AT+CSIM in the shape that the modem takes.</summary>
internal sealed class CsimCard(AtModem modem) : ICardConnection
{
    private readonly AtConnection _connection = new(modem);

    public ValueTask<Octets> ResetAsync(CancellationToken ct) => _connection.ResetAsync(ct);

    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken ct) =>
        _connection.TransmitAsync(modem.Options.SendsLeAfterData ? command : WithoutLe(command), ct);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A short command with data and Le, without Le.</summary>
    internal static Octets WithoutLe(Octets command) =>
        CommandApdu.TryParse(command)?.Case == ApduCase.Case4S ? command.Slice(0, command.Length - 1) : command;
}

using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Cli.Demo;

/// <summary>The device around the card: it passes APDUs on, notices proactive commands, and opens the SIM.</summary>
internal sealed class Device(ICardConnection card) : ICardConnection
{
    private StatusWord _last;

    internal IChannelOpener Channels => new LogicalChannelOpener(this);

    /// <summary>Resets the card and tells it what the device can do, REFRESH among it. TS 102 223 §5.2.</summary>
    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        await card.ResetAsync(cancellationToken);
        await ExpectAsync("TERMINAL PROFILE", new(0x80, 0x10, 0x00, 0x00, Octets.FromHex("FFFFFFFFFFFFFFFFFF")), cancellationToken);
        await ExpectAsync("TERMINAL CAPABILITY", new(0x80, 0xAA, 0x00, 0x00, Octets.FromHex("A908810082010183" + "0107")), cancellationToken);
    }

    /// <summary>Fetches the REFRESH that the card announced, and answers that it was performed. TS 102 223 §6.4.7.</summary>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (_last.Sw1 != 0x91) throw CommandFailure.Wrong("refresh", $"The card announced no proactive command, but answered {_last}.");
        Octets command = await ExpectAsync("FETCH", new(0x80, 0x12, 0x00, 0x00, ne: _last.Sw2), cancellationToken);
        if (command.Length < 7 || command[5] != RefreshCommand) throw CommandFailure.Wrong("refresh", $"The card's proactive command is {command}, not REFRESH.");
        Octets details = command.Slice(2, 5);
        Octets response = Octets.Concat(details, Octets.FromHex("82028281" + "830100"));
        await ExpectAsync("TERMINAL RESPONSE", new(0x80, 0x14, 0x00, 0x00, response), cancellationToken);
    }

    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => card.ResetAsync(cancellationToken);

    public async ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        Octets response = await card.TransmitAsync(command, cancellationToken);
        _last = ResponseApdu.Parse(response).Status;
        return response;
    }

    public ValueTask DisposeAsync() => card.DisposeAsync();

    private async Task<Octets> ExpectAsync(string name, CommandApdu command, CancellationToken cancellationToken)
    {
        ResponseApdu response = ResponseApdu.Parse(await TransmitAsync(command.Encode(), cancellationToken));
        return response.Status.IsOk ? response.Data : throw CommandFailure.Wrong(name, $"The card answered {response.Status}.");
    }

    private const byte RefreshCommand = 0x01;
}

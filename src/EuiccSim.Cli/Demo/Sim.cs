using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Cli.Demo;

/// <summary>The enabled profile as a phone sees it: the USIM on a channel of its own.</summary>
internal sealed class Sim : IAsyncDisposable
{
    private readonly IApplicationChannel _channel;

    private Sim(IApplicationChannel channel) => _channel = channel;

    /// <summary>Selects the USIM by the part of its name that all have. TS 101 220 §E.</summary>
    internal static async Task<Sim> OpenAsync(IChannelOpener channels, CancellationToken ct) =>
        new(await channels.OpenAsync(Aid.FromHex("A0000000871002"), ct));

    internal async Task VerifyPinAsync(Octets pin, CancellationToken ct) =>
        await ExpectAsync("VERIFY PIN", new(0x00, 0x20, 0x00, 0x01, pin), ct);

    /// <summary>EF.ICCID, by its path from the MF. TS 102 221 §13.2.</summary>
    internal async Task<Octets> ReadIccidAsync(CancellationToken ct)
    {
        await ExpectAsync("SELECT EF.ICCID", new(0x00, 0xA4, 0x08, 0x0C, Octets.FromHex("2FE2")), ct);
        return await ExpectAsync("READ BINARY EF.ICCID", new(0x00, 0xB0, 0x00, 0x00, ne: 10), ct);
    }

    /// <summary>EF.IMSI, in the ADF of the USIM. TS 31.102 §4.2.2.</summary>
    internal async Task<Octets> ReadImsiAsync(CancellationToken ct)
    {
        await ExpectAsync("SELECT EF.IMSI", new(0x00, 0xA4, 0x08, 0x0C, Octets.FromHex("7FFF6F07")), ct);
        return await ExpectAsync("READ BINARY EF.IMSI", new(0x00, 0xB0, 0x00, 0x00, ne: 9), ct);
    }

    /// <summary>AUTHENTICATE in the 3G context. TS 31.102 §7.1.2.</summary>
    internal Task<Octets> AuthenticateAsync(Octets rand, Octets autn, CancellationToken ct) => ExpectAsync(
        "AUTHENTICATE", new(0x00, 0x88, 0x00, 0x81, Octets.Concat(Octets.FromHex("10"), rand, Octets.FromHex("10"), autn), 256), ct);

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private async Task<Octets> ExpectAsync(string name, CommandApdu command, CancellationToken ct)
    {
        ResponseApdu response = await _channel.TransmitAsync(command, ct);
        return response.Status.IsOk ? response.Data : throw CommandFailure.Wrong(name, $"The card answered {response.Status}.");
    }
}

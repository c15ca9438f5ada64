using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Cli.Uicc;

/// <summary>The enabled profile as a phone sees it: an application on a channel of its own.</summary>
internal sealed class Sim : IAsyncDisposable
{
    private readonly IApplicationChannel _channel;

    private Sim(IApplicationChannel channel) => _channel = channel;

    /// <summary>Selects the USIM by the part of its name that all have. TS 101 220 §E.</summary>
    internal static Task<Sim> OpenAsync(IChannelOpener channels, CancellationToken cancellationToken) => OpenAsync(channels, Usim, cancellationToken);

    /// <summary>Selects an application.</summary>
    internal static async Task<Sim> OpenAsync(IChannelOpener channels, Aid application, CancellationToken cancellationToken)
    {
        try
        {
            return new(await channels.OpenAsync(application, cancellationToken));
        }
        catch (CardException e) when (e.Status == StatusWord.FileNotFound)
        {
            throw new CommandFailure(
                ExitCode.SaidNo, "SELECT", "noApplication", $"The card has no application {application}: is a profile enabled?", e.Status.ToString(), e);
        }
    }

    /// <summary>Verifies PIN 1. A disabled one opens what it guards as it is. TS 102 221 §11.1.9.</summary>
    internal async Task VerifyPinAsync(Octets pin, CancellationToken cancellationToken)
    {
        ResponseApdu response = await _channel.TransmitAsync(new(0x00, 0x20, 0x00, 0x01, pin), cancellationToken);
        if (!response.Status.IsOk && response.Status != StatusWord.ReferencedDataInvalidated) throw Rejected("VERIFY PIN", response.Status);
    }

    /// <summary>EF.ICCID, by its path from the MF. TS 102 221 §13.2.</summary>
    internal async Task<Octets> ReadIccidAsync(CancellationToken cancellationToken)
    {
        await ExpectAsync("SELECT EF.ICCID", new(0x00, 0xA4, 0x08, 0x0C, Octets.FromHex("2FE2")), cancellationToken);
        return await ExpectAsync("READ BINARY EF.ICCID", new(0x00, 0xB0, 0x00, 0x00, ne: 10), cancellationToken);
    }

    /// <summary>EF.IMSI, in the ADF of the USIM. TS 31.102 §4.2.2.</summary>
    internal async Task<Octets> ReadImsiAsync(CancellationToken cancellationToken)
    {
        await ExpectAsync("SELECT EF.IMSI", new(0x00, 0xA4, 0x08, 0x0C, Octets.FromHex("7FFF6F07")), cancellationToken);
        return await ExpectAsync("READ BINARY EF.IMSI", new(0x00, 0xB0, 0x00, 0x00, ne: 9), cancellationToken);
    }

    /// <summary>Selects a file by its path from the MF; '7FFF' at the beginning is the application.</summary>
    /// <returns>What it is, or null if there is no such file.</returns>
    internal async Task<FileControl?> SelectAsync(Octets path, CancellationToken cancellationToken)
    {
        CommandApdu select = path.IsEmpty
            ? new(0x00, 0xA4, 0x00, 0x04, Octets.FromHex("3F00"), 256)
            : new(0x00, 0xA4, 0x08, 0x04, path, 256);
        ResponseApdu response = await _channel.TransmitAsync(select, cancellationToken);
        if (response.Status == StatusWord.FileNotFound) return null;
        if (response.Status.IsOk || response.Status == StatusWord.FileDeactivated) return FileControl.Read(response.Data);
        throw Rejected("SELECT", response.Status);
    }

    /// <summary>Reads the selected transparent file. TS 102 221 §11.1.3.</summary>
    internal async Task<Octets> ReadBinaryAsync(int size, CancellationToken cancellationToken)
    {
        List<Octets> parts = [];
        for (int at = 0; at < size; at += MaximumBlock)
        {
            CommandApdu read = new(0x00, 0xB0, (byte)(at >> 8), (byte)(at & 0xFF), ne: Math.Min(MaximumBlock, size - at));
            parts.Add(await ExpectAsync("READ BINARY", read, cancellationToken));
        }
        return Octets.Concat([.. parts]);
    }

    /// <summary>Reads one record of the selected file, the first being 1. TS 102 221 §11.1.5.</summary>
    internal Task<Octets> ReadRecordAsync(int record, int length, CancellationToken cancellationToken) =>
        ExpectAsync("READ RECORD", new(0x00, 0xB2, (byte)record, 0x04, ne: length), cancellationToken);

    /// <summary>AUTHENTICATE in the 3G context. TS 31.102 §7.1.2.</summary>
    internal Task<Octets> AuthenticateAsync(Octets rand, Octets autn, CancellationToken cancellationToken) => ExpectAsync(
        "AUTHENTICATE", new(0x00, 0x88, 0x00, 0x81, Octets.Concat(Octets.FromHex("10"), rand, Octets.FromHex("10"), autn), 256), cancellationToken);

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private async Task<Octets> ExpectAsync(string name, CommandApdu command, CancellationToken cancellationToken)
    {
        ResponseApdu response = await _channel.TransmitAsync(command, cancellationToken);
        return response.Status.IsOk ? response.Data : throw Rejected(name, response.Status);
    }

    private static CommandFailure Rejected(string name, StatusWord status) =>
        new(ExitCode.SaidNo, name, "rejected", Meaning(status), status.ToString());

    private static string Meaning(StatusWord status) => status switch
    {
        var sw when sw == StatusWord.SecurityStatusNotSatisfied => "The file is protected; --pin may help.",
        var sw when sw == StatusWord.IncorrectMac => "The SIM does not know the network: the MAC in AUTN is wrong.",
        var sw when sw == StatusWord.AuthenticationBlocked => "The PIN is blocked.",
        var sw when sw == StatusWord.ReferencedDataInvalidated => "The file is deactivated.",
        var sw when sw == StatusWord.ConditionsNotSatisfied => "The application cannot do this.",
        { Sw1: 0x63, Sw2: >= 0xC0 } => $"The PIN is wrong; tries left: {status.Sw2 & 0xF}.",
        _ => $"The card answered {status}.",
    };

    /// <summary>The USIM, by the part of its name that all have.</summary>
    internal static Aid Usim { get; } = Aid.FromHex("A0000000871002");

    private const int MaximumBlock = 255;
}

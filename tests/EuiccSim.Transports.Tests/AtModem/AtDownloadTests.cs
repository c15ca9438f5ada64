using EuiccSim.Card;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.AtModem;
using Modem = EuiccSim.Transports.AtModem.AtModem;

namespace EuiccSim.Transports.Tests.AtModem;

/// <summary>Our LPA, our AT client, our AT modem, our card: in memory and over a real pseudo-terminal.</summary>
public sealed class AtDownloadTests
{
    [TestCase(AtChannelMethod.Ccho, false, false)]
    [TestCase(AtChannelMethod.Csim, false, false)]
    [TestCase(AtChannelMethod.Automatic, true, false)]
    [TestCase(AtChannelMethod.Ccho, false, true)]
    [TestCase(AtChannelMethod.Csim, true, true)]
    public async Task Profile_is_downloaded_and_enabled_in_memory(AtChannelMethod method, bool csimOnly, bool t0)
    {
        (Duplex client, Duplex line) = Duplex.Pair();
        client.Chunk = 100;
        await DownloadAsync(new Modem(client), line, method, csimOnly, t0);
    }

    [TestCase(AtChannelMethod.Ccho)]
    [TestCase(AtChannelMethod.Csim)]
    public async Task Profile_is_downloaded_and_enabled_over_a_pseudo_terminal(AtChannelMethod method)
    {
        await using Pty pty = OpenPty();
        await DownloadAsync(Modem.OpenSerial(pty.SlavePath), pty.Master, method, csimOnly: false, t0: true);
    }

    [Test]
    public async Task Pseudo_terminal_outlives_its_clients()
    {
        await using Pty pty = OpenPty();
        using CancellationTokenSource stop = new();
        Task serving = new AtModemServer((await new Scene().WithProfileAsync()).Connection).ServeAsync(pty.Master, stop.Token);
        for (int i = 0; i < 3; i++)
        {
            await using Modem modem = Modem.OpenSerial(pty.SlavePath, 9600);
            Assert.That((await modem.SendAsync("AT+CIMI")).First, Is.EqualTo("001010000000001"));
        }
        await stop.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(async () => await serving);
    }

    [Test]
    public async Task Modem_that_disappears()
    {
        Pty pty = OpenPty();
        await using Modem modem = Modem.OpenSerial(pty.SlavePath);
        Task<AtAnswer> answer = modem.SendAsync("AT").AsTask();
        await pty.DisposeAsync();
        AtModemException e = (await Assert.ThrowsAsync<AtModemException>(async () => await answer))!;
        Assert.That(e.Failure, Is.EqualTo(AtFailure.Closed));
    }

    [Test]
    public async Task Small_lines_are_enough()
    {
        (Duplex client, Duplex line) = Duplex.Pair();
        Scene scene = new();
        AtModemServer server = new(scene.Connection, new() { MaximumCommandLength = 256 });
        Task serving = server.ServeAsync(line, default);
        AtModemOptions options = new() { MaximumCommandLength = 256 };
        await using (Modem modem = new(client, options))
            await scene.DownloadAndEnableAsync(new AtChannelOpener(modem), new() { BlockSize = options.StoreDataBlockSize });
        await serving;
    }

    private static async Task DownloadAsync(Modem modem, Stream line, AtChannelMethod method, bool csimOnly, bool t0)
    {
        Scene scene = new(Personality.Default with { ShapesAsT0 = t0 });
        using CancellationTokenSource stop = new();
        AtModemServer server = new(scene.Connection, new() { HasLogicalChannelCommands = !csimOnly });
        Task serving = server.ServeAsync(line, stop.Token);
        await using (modem)
        {
            await scene.DownloadAndEnableAsync(new AtChannelOpener(modem, method));
            // The modem performed the REFRESH, and the SIM of the profile is there.
            Assert.That(scene.Apdus, Does.Contain("8014" + "00000C" + "810301010482028281830100"), "TERMINAL RESPONSE");
            Assert.That(scene.Apdus.Count(apdu => apdu == "8010000003010080"), Is.EqualTo(2), "TERMINAL PROFILE at the start and after the reset");
            Assert.That((await modem.SendAsync("AT+CIMI")).First, Is.EqualTo("001010000000001"));
            Octets iccid = await new AtConnection(modem).TransmitAsync(Octets.FromHex("00A40000022FE2"), default);
            Assert.That(iccid[0], Is.EqualTo(0x61));
        }
        await stop.CancelAsync();
        try
        {
            await serving;
        }
        catch (OperationCanceledException)
        {
            // A pseudo-terminal goes on without its client.
        }
    }

    private static Pty OpenPty()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no pseudo-terminals of this kind.");
        return Pty.Open();
    }
}

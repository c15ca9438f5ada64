using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.At;
using Modem = EuiccSim.Transports.At.AtModem;

namespace EuiccSim.Transports.Tests.At;

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

    // lpac 2.3.0 waits for "ERROR" for ever when it gets "+CME ERROR"; pySim looks for the echo before its ATZ.
    [TestCase(true, "AT+CCHC=9\nERROR")]
    [TestCase(false, "ERROR")]
    public async Task Modem_is_left_as_it_was_found(bool echo, string seen)
    {
        (Duplex client, Duplex line) = Duplex.Pair();
        AtModemServer server = new(new Scene().Connection, new() { Echo = echo });
        Task serving = server.ServeAsync(line, default);
        await using (Modem modem = new(client)) await Assert.CatchAsync<AtModemException>(async () => await modem.SendAsync("AT+CCHC=9"));
        await serving;
        await using Terminal terminal = new(server);
        Assert.That(await terminal.AskAsync("AT+CCHC=9\r"), Is.EqualTo(seen));
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

    // In the middle of authentication, of the package, and just before its end.
    [TestCase(5, AtChannelMethod.Ccho)]
    [TestCase(12, AtChannelMethod.Ccho)]
    [TestCase(60, AtChannelMethod.Ccho)]
    [TestCase(60, AtChannelMethod.Csim)]
    public async Task Modem_that_is_pulled_out_during_a_download_is_a_failure_of_its_own_and_the_next_attempt_installs(int after, AtChannelMethod method)
    {
        Scene scene = new();
        Pty pulled = OpenPty();
        CuttingCard cutting = new(scene.Connection, after, pulled);
        Task serving = new AtModemServer(cutting).ServeAsync(pulled.Master, default);
        AtModemOptions options = new();
        LpaOptions blocks = new() { BlockSize = options.StoreDataBlockSize };
        await using (Modem modem = Modem.OpenSerial(pulled.SlavePath))
        {
            AtModemException e = (await Assert.ThrowsAsync<AtModemException>(async () =>
            {
                await using LpaClient lpa = await LpaClient.OpenAsync(new AtChannelOpener(modem, method), scene.Net, blocks);
                await lpa.DownloadAsync(scene.Code);
            }))!;
            Assert.That(e.Failure, Is.EqualTo(AtFailure.Closed));
            Assert.That(e.Message, Does.Contain("unplugged"));
        }
        await Assert.CatchAsync<ObjectDisposedException>(async () => await serving);

        await using Pty back = OpenPty();
        await DownloadAsync(scene, Modem.OpenSerial(back.SlavePath), back.Master, method, csimOnly: false);
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
        await DownloadAsync(new Scene(Personality.Default with { ShapesAsT0 = t0 }), modem, line, method, csimOnly);
    }

    private static async Task DownloadAsync(Scene scene, Modem modem, Stream line, AtChannelMethod method, bool csimOnly)
    {
        int resets = scene.Apdus.Count(apdu => apdu == TerminalProfile);
        using CancellationTokenSource stop = new();
        AtModemServer server = new(scene.Connection, new() { HasLogicalChannelCommands = !csimOnly });
        Task serving = server.ServeAsync(line, stop.Token);
        await using (modem)
        {
            await scene.DownloadAndEnableAsync(new AtChannelOpener(modem, method));
            // The modem performed the REFRESH, and the SIM of the profile is there.
            Assert.That(scene.Apdus, Does.Contain("8014" + "00000C" + "810301010482028281830100"), "TERMINAL RESPONSE");
            Assert.That(scene.Apdus.Count(apdu => apdu == TerminalProfile) - resets, Is.EqualTo(2), "TERMINAL PROFILE at the start and after the reset");
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

    private const string TerminalProfile = "8010000003010080";

    /// <summary>A card whose modem is gone after so many commands.</summary>
    private sealed class CuttingCard(ICardConnection card, int after, Pty line) : ICardConnection
    {
        private int _left = after;

        public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => card.ResetAsync(cancellationToken);

        public async ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
        {
            Octets answer = await card.TransmitAsync(command, cancellationToken);
            if (--_left == 0) await line.DisposeAsync();
            return answer;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private static Pty OpenPty()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no pseudo-terminals of this kind.");
        return Pty.Open();
    }
}

using EuiccSim.Card;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;
using EuiccSim.Transports.At;
using EuiccSim.Transports.At.Dialects;
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
        Task serving = new AtModemServer((await TestWorld.WithProfileAsync()).Device.Connection).ServeAsync(pty.Master, stop.Token);
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
        AtModemServer server = new(TestWorld.Create().Device.Connection, new() { Dialect = echo ? ModemDialect.Default : TestDialects.Silent });
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
        EsimWorld world = TestWorld.Create();
        OrderedProfile ordered = await world.OrderModemAsync();
        Pty pulled = OpenPty();
        Task serving = new AtModemServer(world.Device.Connection).ServeAsync(pulled.Master, default);
        int left = after;
        // Closing a pseudo-terminal waits for nothing.
        world.Events.Happened += one =>
        {
            if (one is TraceEvent.Apdu && --left == 0) pulled.DisposeAsync().Now();
        };
        world.Device.LpaOptions = world.Device.LpaOptions with { BlockSize = new AtModemOptions().StoreDataBlockSize };
        await using (Modem modem = Modem.OpenSerial(pulled.SlavePath))
        {
            world.Device.Channels = new AtChannelOpener(modem, method);
            AtModemException e = (await Assert.ThrowsAsync<AtModemException>(() => world.Device.DownloadAsync(ordered.Code)))!;
            Assert.That(e.Failure, Is.EqualTo(AtFailure.Closed));
            Assert.That(e.Message, Does.Contain("unplugged"));
        }
        await Assert.CatchAsync<ObjectDisposedException>(async () => await serving);

        await using Pty back = OpenPty();
        await DownloadAsync(world, ordered, Modem.OpenSerial(back.SlavePath), back.Master, method, csimOnly: false);
    }

    [Test]
    public async Task Small_lines_are_enough()
    {
        (Duplex client, Duplex line) = Duplex.Pair();
        EsimWorld world = TestWorld.Create();
        AtModemServer server = new(world.Device.Connection, new() { Dialect = ModemDialect.Find("short-lines")! });
        Task serving = server.ServeAsync(line, default);
        AtModemOptions options = new() { MaximumCommandLength = 256 };
        await using (Modem modem = new(client, options))
            await world.DownloadAndEnableAsync(new AtChannelOpener(modem), blockSize: options.StoreDataBlockSize);
        await serving;
    }

    private static async Task DownloadAsync(Modem modem, Stream line, AtChannelMethod method, bool csimOnly, bool t0)
    {
        EsimWorld world = TestWorld.Create(Personality.Default with { ShapesAsT0 = t0 });
        await DownloadAsync(world, await world.OrderModemAsync(), modem, line, method, csimOnly);
    }

    private static async Task DownloadAsync(EsimWorld world, OrderedProfile ordered, Modem modem, Stream line, AtChannelMethod method, bool csimOnly)
    {
        int resets = world.Commands.Count(apdu => apdu == TerminalProfile);
        using CancellationTokenSource stop = new();
        AtModemServer server = new(world.Device.Connection, new() { Dialect = csimOnly ? ModemDialect.Find("csim-only")! : ModemDialect.Default });
        Task serving = server.ServeAsync(line, stop.Token);
        await using (modem)
        {
            await world.DownloadAndEnableAsync(new AtChannelOpener(modem, method), ordered);
            // The modem performed the REFRESH, and the SIM of the profile is there.
            Assert.That(world.Commands, Does.Contain("8014" + "00000C" + "810301010482028281830100"), "TERMINAL RESPONSE");
            Assert.That(world.Commands.Count(apdu => apdu == TerminalProfile) - resets, Is.EqualTo(2), "TERMINAL PROFILE at the start and after the reset");
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

    private static Pty OpenPty()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no pseudo-terminals of this kind.");
        return Pty.Open();
    }
}

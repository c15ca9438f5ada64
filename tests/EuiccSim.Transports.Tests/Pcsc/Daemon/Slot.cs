using EuiccSim.Card;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Tests.Vpcd;
using EuiccSim.Transports.Vpcd;

namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>A card in one of vpcd's slots, seen by pcscd.</summary>
internal sealed class Slot : IAsyncDisposable
{
    private readonly RunningVpcdCard _running;

    private Slot(RunningVpcdCard running, string reader)
    {
        _running = running;
        Reader = reader;
    }

    /// <summary>
    /// A card that speaks T=1: TD1 '81' says so first, TD2 '1F' says T=15 with a TA3 'C7' as in the default; one historical byte.
    /// </summary>
    internal static Personality T1 { get; } = Personality.Default with
    {
        Atr = Octets.FromHex("3B9196811FC731EF"),
        AcceptsExtendedLength = true,
    };

    internal string Reader { get; }

    internal RunningVpcdCard Running => _running;

    /// <summary>Inserts one of our cards.</summary>
    internal static Task<Slot> InsertAsync(string seed = "slot", int number = 0) => InsertAsync(TestWorld.Create(seed: seed).Device.Connection, number);

    internal static async Task<Slot> InsertAsync(ICardConnection card, int number = 0)
    {
        string reader = number == 0 ? PcscDaemon.FirstReader : PcscDaemon.SecondReader;
        Slot slot = new(new(card, new() { Port = VpcdOptions.FirstPort + number }), reader);
        using PcscContext context = PcscContext.Open();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));
        await context.WaitForCardAsync(reader, patience.Token);
        return slot;
    }

    internal async Task<PcscConnection> ConnectAsync(PcscConnectOptions? options = null)
    {
        using PcscContext context = PcscContext.Open();
        return await context.ConnectAsync(Reader, options);
    }

    /// <summary>Takes the card out, and waits until pcscd has noticed: it looks every 400 ms.</summary>
    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        using PcscContext context = PcscContext.Open();
        for (int i = 0; i < 100; i++)
        {
            if ((await context.ListReadersAsync()).All(reader => reader.Name != Reader || !reader.HasCard)) return;
            await Task.Delay(100);
        }
        Assert.Fail($"pcscd still sees a card in {Reader}.");
    }
}

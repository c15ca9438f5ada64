using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.Transports.Tests.Pcsc;

internal sealed class ReaderWatchTests
{
    private const string Atr = "3B02AB12";

    [TestCase(true)]
    [TestCase(false)]
    public async Task Readers_and_cards_come_and_go(bool knowsPlugAndPlay)
    {
        FakePcsc pcsc = new() { KnowsPlugAndPlay = knowsPlugAndPlay };
        await using Watcher watcher = new(pcsc);
        pcsc.Plug("A");
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.ReaderAdded("A")));
        pcsc.Insert("A", Atr);
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.CardInserted("A", Octets.FromHex(Atr))));
        pcsc.Plug("B");
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.ReaderAdded("B")));
        pcsc.Remove("A");
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.CardRemoved("A")));
        pcsc.Unplug("B");
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.ReaderRemoved("B")));
    }

    [Test]
    public async Task A_reader_that_is_unplugged_takes_its_card_along()
    {
        FakePcsc pcsc = new();
        pcsc.Plug("A");
        pcsc.Insert("A", Atr);
        await using Watcher watcher = new(pcsc);
        await watcher.NextAsync();
        await watcher.NextAsync();
        pcsc.Unplug("A");
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.CardRemoved("A")));
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.ReaderRemoved("A")));
    }

    [Test]
    public async Task A_quick_exchange_of_cards_is_two_events()
    {
        FakePcsc pcsc = new();
        pcsc.Plug("A");
        pcsc.Insert("A", Atr);
        await using Watcher watcher = new(pcsc);
        await watcher.NextAsync();
        await watcher.NextAsync();
        lock (pcsc)
        {
            pcsc.Remove("A");
            pcsc.Insert("A", "3B00");
        }
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.CardRemoved("A")));
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.CardInserted("A", Octets.FromHex("3B00"))));
    }

    /// <summary>The second is what pcscd 1.9.9 was seen to answer while it ended: SCARD_W_SECURITY_VIOLATION.</summary>
    [TestCase(0x8010001Eu)]
    [TestCase(0x8010006Au)]
    public async Task The_watch_outlives_the_service(uint stopped)
    {
        FakePcsc pcsc = new() { Stopped = stopped };
        pcsc.Plug("A");
        await using Watcher watcher = new(pcsc);
        await watcher.NextAsync();
        pcsc.Stop();
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.ReaderRemoved("A")));
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.ServiceStopped()));
        pcsc.Start();
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.ServiceStarted()));
        Assert.That(await watcher.NextAsync(), Is.EqualTo(new PcscEvent.ReaderAdded("A")));
    }

    [Test]
    public async Task A_service_that_is_not_there_at_the_beginning_is_an_error()
    {
        await using Watcher watcher = new(new FakePcsc { IsStopped = true });
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => watcher.NextAsync());
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.ServiceNotRunning));
    }

    [Test]
    public async Task Cancelling_ends_a_wait_in_the_service()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));
        using PcscContext context = new(new FakePcsc { WaitsForEver = true });
        // The limit is for a wait that nothing ends.
        await Assert.ThatAsync(
            () => context.WaitForCardAsync(cancellationToken: stop.Token).WaitAsync(TimeSpan.FromSeconds(60)), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Disposing_of_the_context_ends_waits()
    {
        PcscContext context = new(new FakePcsc());
        Task<PcscReader> waiting = context.WaitForCardAsync();
        await Task.Delay(50);
        context.Dispose();
        await Assert.ThatAsync(() => waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Waiting_for_a_card_passes_over_other_readers()
    {
        FakePcsc pcsc = new();
        pcsc.Plug("A");
        pcsc.Insert("A", Atr);
        using PcscContext context = new(pcsc);
        Task<PcscReader> waiting = context.WaitForCardAsync("B");
        Task<string> plugged = context.WaitForReaderAsync("B");
        pcsc.Plug("B");
        Assert.That(await plugged, Is.EqualTo("B"));
        pcsc.Insert("B", "3B00");
        Assert.That(await waiting, Is.EqualTo(new PcscReader("B", true, Octets.FromHex("3B00"))));
    }

    private sealed class Watcher : IAsyncDisposable
    {
        private readonly PcscContext _context;
        private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));
        private readonly IAsyncEnumerator<PcscEvent> _events;

        internal Watcher(FakePcsc pcsc)
        {
            _context = new(pcsc);
            _events = _context.WatchAsync(_patience.Token).GetAsyncEnumerator();
        }

        internal async Task<PcscEvent> NextAsync()
        {
            Assert.That(await _events.MoveNextAsync());
            return _events.Current;
        }

        public async ValueTask DisposeAsync()
        {
            _context.Dispose();
            await _events.DisposeAsync();
            _patience.Dispose();
        }
    }
}

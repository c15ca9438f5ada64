using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Terminal;
using EuiccSim.Transports.At;
using EuiccSim.Transports.LpacStdio;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests;

/// <summary>What ends with "await using" throws nothing at its end: the exception of the block is the one that counts.</summary>
internal sealed class DisposalTests
{
    private static readonly InvalidOperationException Closing = new("at the close");

    private static IEnumerable<TestCaseData> All()
    {
        yield return Case("a trace of lines", () => new JsonLinesTraceSink(new StuckStream()));
        yield return Case("a trace for Wireshark", () => new PcapngTraceSink(new StuckStream()));
        yield return Case("a modem", () => new AtModem(new StuckStream()));
        yield return Case("a program", () => new LpacStdioConnection(new StuckStream(), new StuckStream()));
        yield return Case("a connection that is watched", () => new TracedConnection(new StuckCard(), [], TimeProvider.System));
        yield return Case("a way to a card", () => new CardAccess(new StuckCard(), new StuckCard()));
        yield return Case("a terminal", () => new UiccTerminal(new StuckCard()));
        yield return Case("an application", () => new Sim(new StuckChannel()));
        yield return Case("a channel", () => new LogicalChannel(new StuckCard(), new(1)));
    }

    [TestCaseSource(nameof(All))]
    public async Task It_does_not_hide_what_happened_in_its_block(Func<IAsyncDisposable> make)
    {
        InvalidDataException own = new("of the block");
        InvalidDataException seen = (await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await using IAsyncDisposable made = make();
            throw own;
        }))!;
        Assert.That(seen, Is.SameAs(own));
    }

    [Test]
    public async Task A_channel_that_is_watched_does_not_either()
    {
        using TracedChannelOpener opener = new(new StuckOpener(), [], TimeProvider.System);
        for (int i = 0; i < 40; i++)
        {
            // The numbers of channels that cannot be closed are free again.
            IApplicationChannel channel = await opener.OpenAsync(Aid.IsdR, default);
            await channel.DisposeAsync();
        }
    }

    private static TestCaseData Case(string name, Func<IAsyncDisposable> make) => new TestCaseData(make).SetArgDisplayNames(name);

    private sealed class StuckStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("the disk is full");

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            throw Closing;
        }
    }

    private sealed class StuckCard : ICardConnection
    {
        public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => throw Closing;

        public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) => throw Closing;

        public ValueTask DisposeAsync() => throw Closing;
    }

    private sealed class StuckChannel : IApplicationChannel
    {
        public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken) => throw Closing;

        public ValueTask DisposeAsync() => throw Closing;
    }

    private sealed class StuckOpener : IChannelOpener
    {
        public ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken) => new(new StuckChannel());
    }
}

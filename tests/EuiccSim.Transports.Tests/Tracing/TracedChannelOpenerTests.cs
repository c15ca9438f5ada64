using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Testing;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

public sealed class TracedChannelOpenerTests
{
    [Test]
    public async Task Channels_that_something_else_opens_are_shown_as_the_APDUs_behind_them()
    {
        EsimWorld world = TestWorld.Create();
        MemorySink sink = new();
        using TracedChannelOpener opener = new(new LogicalChannelOpener(world.Device.Connection), [sink], world.Time);
        await using (LpaClient lpa = await LpaClient.OpenAsync(opener)) await lpa.Es10b.GetEuiccChallengeAsync();
        Assert.That(await Written.AsTextAsync(null, sink.Records), Does.Match(
            """
            ^00:00:00.000000 #0 MANAGE CHANNEL open -> 9000 ok
                channel: 1
            00:00:00.000000 #1 SELECT ISD-R \(A0000005591010FFFFFFFF8900000100\) -> 9000 ok
            00:00:00.000000 #1 STORE DATA 00, last: ES10b.GetEUICCChallenge -> 9000 ok
                request: \(empty\)
                response:
                    euiccChallenge: [0-9A-F]{32}
            00:00:00.000000 #0 MANAGE CHANNEL close 1 -> 9000 ok
            $
            """.ReplaceLineEndings("\n").Replace("\n$", "$")));
    }

    [Test]
    public async Task A_refused_application_is_shown_and_its_number_is_free_again()
    {
        EsimWorld world = TestWorld.Create();
        MemorySink sink = new();
        using TracedChannelOpener opener = new(new LogicalChannelOpener(world.Device.Connection), [sink], world.Time);
        for (int i = 0; i < 2; i++)
            Assert.That(async () => await opener.OpenAsync(Aid.FromHex("A000000099"), CancellationToken.None), Throws.TypeOf<CardException>());
        Assert.That(sink.Records.OfType<TraceEvent.Apdu>().Select(exchange => $"{exchange.Command} {exchange.Response}"), Is.EqualTo(new[]
        {
            "0070000001 019000", "01A4040005A00000009900 6A82", "0070000001 019000", "01A4040005A00000009900 6A82",
        }));
    }

    [Test]
    public void A_channel_that_cannot_be_opened_is_a_failure_in_the_trace()
    {
        MemorySink sink = new();
        using TracedChannelOpener opener = new(new NoModem(), [sink], new EuiccSim.Testing.ManualTime(Written.Time));
        Assert.That(async () => await opener.OpenAsync(Aid.IsdR, CancellationToken.None), Throws.TypeOf<TransportException>());
        Assert.That(sink.Records, Is.EqualTo(new TraceEvent[]
        {
            new TraceEvent.Unanswered(Written.Time, Octets.FromHex("01A4040010A0000005591010FFFFFFFF890000010000"), "no modem"),
        }));
    }

    private sealed class NoModem : IChannelOpener
    {
        public ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken) => throw new TransportException("no modem");
    }
}

using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using EuiccSim.Transports.Tests.Vpcd;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

public sealed class TracedConnectionTests
{
    [Test]
    public async Task All_sinks_see_all_that_crosses_with_its_time()
    {
        ManualTime time = new(Written.Time);
        MemorySink first = new();
        MemorySink second = new();
        await using TracedConnection card = new(Slow(time), [first, second], time);
        await card.ResetAsync(CancellationToken.None);
        await card.TransmitAsync(s_command, CancellationToken.None);
        Assert.That(first.Records, Is.EqualTo(new TraceEvent[]
        {
            new TraceEvent.Reset(Written.Time, Octets.FromHex("3B00")),
            new TraceEvent.Apdu(Written.Time.AddMilliseconds(20), s_command, Octets.FromHex("9000"), TimeSpan.FromMilliseconds(20)),
        }));
        Assert.That(second.Records, Is.EqualTo(first.Records));
    }

    [Test]
    public void A_command_without_an_answer_is_a_failure_in_the_trace_as_well()
    {
        ManualTime time = new(Written.Time);
        MemorySink sink = new();
        TracedConnection card = new(Slow(time, Fault.At(Place.Apdu).Drop()), [sink], time);
        Assert.That(async () => await card.TransmitAsync(s_command, CancellationToken.None), Throws.TypeOf<TransportException>());
        Assert.That(sink.Records, Is.EqualTo(new TraceEvent[] { new TraceEvent.Unanswered(Written.Time, s_command, "The line is dead") }));
    }

    [Test]
    public async Task A_sink_that_fails_is_left_out_and_the_card_goes_on()
    {
        ManualTime time = new(Written.Time);
        MemorySink full = new() { Fault = new IOException("disk full") };
        MemorySink other = new();
        List<string> failures = [];
        await using TracedConnection card = new(Slow(time), [full, other], time, (sink, e) => failures.Add($"{sink.Name}: {e.Message}"));
        Octets answer = await card.TransmitAsync(s_command, CancellationToken.None);
        await card.TransmitAsync(s_command, CancellationToken.None);
        Assert.That(answer, Is.EqualTo(Octets.FromHex("9000")));
        Assert.That(failures, Is.EqualTo(new[] { "memory: disk full" }));
        Assert.That(other.Records, Has.Count.EqualTo(2));
    }

    [TestCase("text", "text")]
    [TestCase("gsmtap://", "gsmtap://127.0.0.1:4729")]
    [TestCase("gsmtap://127.0.0.2", "gsmtap://127.0.0.2:4729")]
    [TestCase("gsmtap://127.0.0.1:5000", "gsmtap://127.0.0.1:5000")]
    [TestCase("gsmtap://[::1]:5000/", "gsmtap://[::1]:5000")]
    public async Task A_sink_is_named_by_a_person(string address, string name)
    {
        await using ITraceSink sink = await TraceSink.OpenAsync(address, TextWriter.Null);
        Assert.That(sink.Name, Is.EqualTo(name));
    }

    [TestCase("trace.txt")]
    [TestCase("gsmtap://127.0.0.1:99999")]
    [TestCase("gsmtap://127.0.0.1:1/path")]
    public void Anything_else_is_no_sink(string address) =>
        Assert.That(async () => await TraceSink.OpenAsync(address, TextWriter.Null), Throws.TypeOf<FormatException>());

    private static readonly Octets s_command = Octets.FromHex("00708001");

    /// <summary>A card that takes 20 ms for everything.</summary>
    private static FaultyConnection Slow(ManualTime time, Fault? fault = null)
    {
        FaultPlan faults = new(time);
        foreach (Place place in new[] { Place.Apdu, Place.Reset }) faults.Inject(Fault.At(place).Always().Delay(TimeSpan.FromMilliseconds(20)));
        if (fault is not null) faults.Inject(fault);
        return new(new CannedCard("9000", "3B00"), faults);
    }
}

using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

public sealed class JsonLinesTests
{
    [Test]
    public async Task Each_record_is_one_line()
    {
        byte[] file = await Written.AsJsonLinesAsync(s_records);
        Assert.That(Encoding.UTF8.GetString(file), Is.EqualTo(
            """
            {"time":"2026-01-01T00:00:00.0000000Z","event":"reset","atr":"3B00"}
            {"time":"2026-01-01T00:00:00.0000000Z","event":"exchange","command":"0070000001","response":"019000","ms":0.1234}
            {"time":"2026-01-01T00:00:00.0000000Z","event":"failure","command":"00708001","reason":"removed"}
            {"time":"2026-01-01T00:00:00.0000000Z","event":"failure","reason":"absent"}

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task Every_record_comes_back() =>
        Assert.That(await Written.ReadAsync(await Written.AsJsonLinesAsync(s_records)), Is.EqualTo(s_records));

    [Test]
    public async Task What_later_versions_add_is_passed_over()
    {
        const string file = "{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"slot\",\"n\":1}\n\n{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"reset\",\"atr\":\"3B00\",\"more\":[]}";
        RecordedTrace trace = await Written.ReadAsync(Encoding.UTF8.GetBytes(file));
        Assert.That(trace, Is.EqualTo(new[] { Written.Reset("3B00") }));
        Assert.That(trace.LeftOut.Single().ToString(), Is.EqualTo("1 line left out: 'slot' events, which do not cross the line to the card."));
    }

    [TestCase("{", "it is no whole JSON object", TestName = "A line that breaks off")]
    [TestCase("[]", "it is no JSON object", TestName = "No object")]
    [TestCase("{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"reset\"}", "it has no 'atr'", TestName = "No ATR")]
    [TestCase("{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"reset\",\"atr\":\"3\"}", "'atr' is not an even number of hexadecimal digits", TestName = "Half an octet")]
    [TestCase("{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"reset\",\"atr\":7}", "'atr' is no text", TestName = "A number for octets")]
    [TestCase("{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"reset\",\"atr\":null}", "'atr' is no text", TestName = "Nothing for octets")]
    [TestCase("{\"time\":\"yesterday\",\"event\":\"reset\",\"atr\":\"3B\"}", "'time' is no time", TestName = "No time")]
    [TestCase("{\"time\":\"\\ud800\",\"event\":\"reset\",\"atr\":\"3B\"}", "half a character stands in it", TestName = "Half a character")]
    [TestCase("{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"exchange\",\"command\":\"\",\"response\":\"\",\"ms\":1e300}", "'ms' is no time", TestName = "An endless wait")]
    [TestCase("{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"exchange\",\"command\":\"\",\"response\":\"\",\"ms\":\"1\"}", "'ms' is no time", TestName = "A wait in letters")]
    public void A_damaged_line_is_refused_with_its_number_and_what_is_wrong(string line, string reason) => Assert.That(
        async () => await Written.ReadAsync(Encoding.UTF8.GetBytes("\n" + line)),
        Throws.TypeOf<TraceFormatException>().With.Message.EqualTo($"Line 2 is no record of a trace: {reason}."));

    [Test]
    public async Task Lines_before_the_damaged_one_can_be_had()
    {
        byte[] whole = await Written.AsJsonLinesAsync(s_records);
        TraceFormatException? fault = await Assert.ThrowsAsync<TraceFormatException>(async () => await Written.ReadAsync(whole[..^10]));
        Assert.That(fault!.Message, Does.StartWith("Line 4 "));
        Assert.That(fault.Records, Is.EqualTo(s_records[..3]));
    }

    private static readonly TraceEvent[] s_records =
    [
        Written.Reset("3B00"),
        Written.Exchange("0070000001", "019000"),
        new TraceEvent.Unanswered(Written.Time, Octets.FromHex("00708001"), "removed"),
        new TraceEvent.Unanswered(Written.Time, null, "absent"),
    ];
}

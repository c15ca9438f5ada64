using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Tests.Rsp.Es12;

/// <summary>The names and types of the fields are those of SGP.22 v2.5 §6.5.2, put down here by hand.</summary>
internal sealed class Es12JsonTests
{
    [Test]
    public void Register_event_is_read_and_written()
    {
        const string Body = """{"header":{"functionRequesterIdentifier":"2.999.10","functionCallIdentifier":"TX-567"},"eid":"89049032123451234512345678901235","rspServerAddress":"testsmdpplus1.example.com","eventId":"EVENT-1","forwardingIndicator":true}""";
        RegisterEventRequest request = RspJson.ReadRequest<RegisterEventRequest>(Utf8(Body));
        Assert.That(request.Header.FunctionRequesterIdentifier, Is.EqualTo("2.999.10"));
        Assert.That(request.Header.FunctionCallIdentifier, Is.EqualTo("TX-567"));
        Assert.That(request.Eid, Is.EqualTo(Eid.FromDigits("89049032123451234512345678901235")));
        Assert.That((request.RspServerAddress, request.EventId, request.ForwardingIndicator), Is.EqualTo(("testsmdpplus1.example.com", "EVENT-1", true)));
        Assert.That(Text(RspJson.WriteRequest(request)), Is.EqualTo(Body));
        Assert.That(RegisterEventRequest.Function, Is.EqualTo("registerEvent"));
    }

    [Test]
    public void Delete_event_is_read_and_written()
    {
        const string Body = """{"header":{"functionRequesterIdentifier":"2.999.10","functionCallIdentifier":"TX-568"},"eid":"89049032123451234512345678901235","eventId":"EVENT-1"}""";
        DeleteEventRequest request = RspJson.ReadRequest<DeleteEventRequest>(Utf8(Body));
        Assert.That((request.Eid.Digits, request.EventId), Is.EqualTo(("89049032123451234512345678901235", "EVENT-1")));
        Assert.That(Text(RspJson.WriteRequest(request)), Is.EqualTo(Body));
        Assert.That(DeleteEventRequest.Function, Is.EqualTo("deleteEvent"));
    }

    [Test]
    public void Answers_are_a_header_and_no_more()
    {
        const string Body = """{"header":{"functionExecutionStatus":{"status":"Executed-Success"}}}""";
        Assert.That(Text(RspJson.WriteResponse(new RegisterEventResponse())), Is.EqualTo(Body));
        Assert.That(Text(RspJson.WriteResponse(new DeleteEventResponse())), Is.EqualTo(Body));
        Assert.That(RspJson.ReadResponse<RegisterEventResponse>(Utf8(Body)), Is.TypeOf<RspResult<RegisterEventResponse>.Ok>());
    }

    [TestCase("""{"eid":"89049032123451234512345678901235","eventId":"A"}""", "header")]
    [TestCase("""{"header":{"functionRequesterIdentifier":"x","functionCallIdentifier":"y"},"eid":"8904","eventId":"A"}""", "eid")]
    [TestCase("""{"header":{"functionRequesterIdentifier":"x"},"eid":"89049032123451234512345678901235","eventId":"A"}""", "functionCallIdentifier")]
    public void What_is_missing_or_wrong_is_named(string body, string field) => Assert.That(
        () => RspJson.ReadRequest<DeleteEventRequest>(Utf8(body)), Throws.TypeOf<RspMessageException>().With.Message.Contains(field));

    private static Octets Utf8(string text) => Octets.Of(Encoding.UTF8.GetBytes(text));

    private static string Text(Octets octets) => Encoding.UTF8.GetString(octets.Span);
}

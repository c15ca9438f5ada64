using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Tests.Rsp.Es12;

/// <summary>The names and types of the fields are those of SGP.22 v2.5 §6.5.2, put down here by hand.</summary>
internal sealed class Es12JsonTests
{
    [Test]
    public void Register_event_is_read_and_written()
    {
        const string Body = """{"header":{"functionRequesterIdentifier":"2.999.10","functionCallIdentifier":"TX-567"},"eid":"89049032123451234512345678901235","rspServerAddress":"testsmdpplus1.example.com","eventId":"EVENT-1","forwardingIndicator":true}""";
        RegisterEventJsonRequest request = Es9Json.ReadRequest<RegisterEventJsonRequest>(Utf8(Body));
        Assert.That(request.Header.FunctionRequesterIdentifier, Is.EqualTo("2.999.10"));
        Assert.That(request.Header.FunctionCallIdentifier, Is.EqualTo("TX-567"));
        Assert.That(request.Eid, Is.EqualTo(Eid.FromDigits("89049032123451234512345678901235")));
        Assert.That((request.RspServerAddress, request.EventId, request.ForwardingIndicator), Is.EqualTo(("testsmdpplus1.example.com", "EVENT-1", true)));
        Assert.That(Text(Es9Json.WriteRequest(request)), Is.EqualTo(Body));
        Assert.That(RegisterEventJsonRequest.Function, Is.EqualTo("registerEvent"));
    }

    [Test]
    public void Delete_event_is_read_and_written()
    {
        const string Body = """{"header":{"functionRequesterIdentifier":"2.999.10","functionCallIdentifier":"TX-568"},"eid":"89049032123451234512345678901235","eventId":"EVENT-1"}""";
        DeleteEventJsonRequest request = Es9Json.ReadRequest<DeleteEventJsonRequest>(Utf8(Body));
        Assert.That((request.Eid.Digits, request.EventId), Is.EqualTo(("89049032123451234512345678901235", "EVENT-1")));
        Assert.That(Text(Es9Json.WriteRequest(request)), Is.EqualTo(Body));
        Assert.That(DeleteEventJsonRequest.Function, Is.EqualTo("deleteEvent"));
    }

    [Test]
    public void Answers_are_a_header_and_no_more()
    {
        const string Body = """{"header":{"functionExecutionStatus":{"status":"Executed-Success"}}}""";
        Assert.That(Text(Es9Json.WriteResponse(new RegisterEventJsonResponse())), Is.EqualTo(Body));
        Assert.That(Text(Es9Json.WriteResponse(new DeleteEventJsonResponse())), Is.EqualTo(Body));
        Assert.That(Es9Json.ReadResponse<RegisterEventJsonResponse>(Utf8(Body)), Is.TypeOf<Es9Result<RegisterEventJsonResponse>.Ok>());
    }

    [TestCase("""{"eid":"89049032123451234512345678901235","eventId":"A"}""", "header")]
    [TestCase("""{"header":{"functionRequesterIdentifier":"x","functionCallIdentifier":"y"},"eid":"8904","eventId":"A"}""", "eid")]
    [TestCase("""{"header":{"functionRequesterIdentifier":"x"},"eid":"89049032123451234512345678901235","eventId":"A"}""", "functionCallIdentifier")]
    public void What_is_missing_or_wrong_is_named(string body, string field) => Assert.That(
        () => Es9Json.ReadRequest<DeleteEventJsonRequest>(Utf8(body)), Throws.TypeOf<Es9MessageException>().With.Message.Contains(field));

    private static Octets Utf8(string text) => Octets.Of(Encoding.UTF8.GetBytes(text));

    private static string Text(Octets octets) => Encoding.UTF8.GetString(octets.Span);
}

using EuiccSim.Lpa.Es9;
using EuiccSim.Lpa.Tests.Download;
using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Lpa.Tests.Es9;

/// <summary>SGP.22 v2.5 §6.5: statuses, headers, and what an answer without the right form does.</summary>
internal sealed class Es9ClientTests
{
    private static readonly TransactionId Id = TransactionId.Parse(DownloadScene.Id);

    private static readonly Signed<CancelSessionResponse> Cancelled =
        Asn1Codec.Decode<Signed<CancelSessionResponse>>(Octets.FromHex(DownloadScene.Cancelled(CancelSessionReason.Postponed)));

    [Test]
    public async Task A_request_is_one_JSON_object_to_its_function()
    {
        ScriptedServer server = new ScriptedServer().Answers("cancelSession");
        await new Es9Client(server).CancelSessionAsync("a.example:443", Id, Cancelled);
        Assert.That(server.Calls[0].Address, Is.EqualTo("a.example:443"));
        Assert.That(server.Calls[0].Body.GetRawText(), Is.EqualTo(
            $$"""{"transactionId":"{{DownloadScene.Id}}","cancelSessionResponse":"{{DownloadScene.Base64(Cancelled.Encoded.ToString())}}"}"""));
    }

    [TestCase(204, "")]
    [TestCase(200, "")]
    [TestCase(200, "{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}}}")]
    [TestCase(200, "{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-WithWarning\"}}}")]
    public void A_function_without_output_data_is_done(int status, string body)
    {
        ScriptedServer server = new ScriptedServer().AnswersRaw("cancelSession", status, body);
        Assert.That(() => new Es9Client(server).CancelSessionAsync("a", Id, Cancelled), Throws.Nothing);
    }

    [TestCase(201)]
    [TestCase(302)]
    [TestCase(400)]
    [TestCase(404)]
    [TestCase(500)]
    public void Another_HTTP_status_is_a_failure_of_the_transport(int status)
    {
        ScriptedServer server = new ScriptedServer().AnswersRaw("cancelSession", status, "{" + ScriptedServer.Success + "}");
        Assert.That(() => new Es9Client(server).CancelSessionAsync("a", Id, Cancelled), Throws.TypeOf<Es9TransportException>().With.Message.Contains($"{status}"));
    }

    [TestCase("8.2.6", "3.8", "8.2.6/3.8 (the server does not know the MatchingID, or the order is used up). It says: no")]
    [TestCase("8.2.1", "3.3", "8.2.1/3.3 (profile's ICCID: already in use). It says: no")]
    [TestCase("7.7", "66", "7.7/66 (unknown subject: unknown reason). It says: no")]
    public async Task A_refusal_is_told_in_words(string subject, string reason, string told)
    {
        ScriptedServer server = new ScriptedServer().Refuses("cancelSession", subject, reason);
        RspException refusal = (await Assert.ThrowsAsync<RspException>(() => new Es9Client(server).CancelSessionAsync("a", Id, Cancelled)))!;
        Assert.That(refusal.Message, Is.EqualTo("The server refused cancelSession: " + told));
        Assert.That((refusal.Function, refusal.Code, refusal.ServerMessage), Is.EqualTo(("cancelSession", new StatusCode(subject, reason), "no")));
    }

    [TestCase("Failed")]
    [TestCase("Expired")]
    public async Task A_refusal_without_a_code_is_one_too(string status)
    {
        string body = "{\"header\":{\"functionExecutionStatus\":{\"status\":\"" + status + "\"}}}";
        ScriptedServer server = new ScriptedServer().AnswersRaw("cancelSession", 200, body);
        RspException refusal = (await Assert.ThrowsAsync<RspException>(() => new Es9Client(server).CancelSessionAsync("a", Id, Cancelled)))!;
        Assert.That((refusal.Code, refusal.Meaning, refusal.ServerMessage), Is.EqualTo((new StatusCode("", ""), "no status code", status)));
    }

    // What servers in the field write where SGP.22 has two codes, each a string, and a message.
    [TestCase("""{"subjectCode":"8.2.6","reasonCode":"3.8","message":"no","ticket":17}""", "8.2.6", "3.8", "no (ticket: 17)")]
    [TestCase("""{"subjectCode":8.2,"reasonCode":3.8,"message":"no"}""", "8.2", "3.8", "no")]
    [TestCase("""{"subjectCode":8.8,"reasonCode":3.10}""", "8.8", "3.10", null)]
    [TestCase("""{"reasonCode":"3.8","message":"no"}""", "", "3.8", "no")]
    [TestCase("""{"subjectCode":"8.1"}""", "8.1", "", null)]
    [TestCase("""{"subjectCode":null,"reasonCode":null,"message":"no"}""", "", "", "no")]
    [TestCase("""{"message":404}""", "", "", "404")]
    [TestCase("""{"description":"out of stock"}""", "", "", "description: out of stock")]
    [TestCase("""{"subjectCode":"8.2.1","reasonCode":"3.3","subjectIdentifier":"8949","message":"no"}""", "8.2.1", "3.3", "no (about 8949)")]
    [TestCase("""[{"subjectCode":"8.1","reasonCode":"4.8"}]""", "8.1", "4.8", null)]
    [TestCase("\"no such order\"", "", "", "no such order")]
    [TestCase("{}", "", "", null)]
    public async Task Half_a_status_code_is_told_as_far_as_it_goes(string data, string subject, string reason, string? words)
    {
        string body = "\uFEFF{\"header\":{\"functionExecutionStatus\":{\"status\":\"Failed\",\"statusCodeData\":" + data + "}}}";
        ScriptedServer server = new ScriptedServer().AnswersRaw("cancelSession", 200, body);
        RspException refusal = (await Assert.ThrowsAsync<RspException>(() => new Es9Client(server).CancelSessionAsync("a", Id, Cancelled)))!;
        Assert.That((refusal.Code, refusal.ServerMessage), Is.EqualTo((new StatusCode(subject, reason), words)));
        Refusal told = Refusal.Of(refusal);
        Assert.That(told.Message, Does.Not.Contain("(/)").And.Not.Contain(".."));
        if (words is not null) Assert.That(told.Message, Does.EndWith("The server says: " + words));
        Assert.That(told.Code, subject.Length + reason.Length == 0 ? Is.Null : Is.EqualTo($"{(subject.Length == 0 ? "?" : subject)}/{(reason.Length == 0 ? "?" : reason)}"));
    }

    [Test]
    public async Task A_status_that_SGP22_does_not_have_is_a_refusal_if_it_comes_with_a_reason()
    {
        ScriptedServer server = new ScriptedServer().AnswersRaw("cancelSession", 200,
            """{"header":{"functionExecutionStatus":{"status":"FAILURE","statusCodeData":{"subjectCode":"8.1","reasonCode":"4.8"}}}}""");
        RspException refusal = (await Assert.ThrowsAsync<RspException>(() => new Es9Client(server).CancelSessionAsync("a", Id, Cancelled)))!;
        Assert.That(refusal.Code, Is.EqualTo(StatusCodes.EuiccMemoryInsufficient));
    }

    [TestCase("""{"error":"tenant suspended"}""", "header: is missing. It says: tenant suspended")]
    [TestCase("{oops", "the body cannot be read: line 1: the name of a member stands without quotation marks, or a comma is too many. It says: {oops")]
    [TestCase("", "the body is empty, and should be a JSON object.")]
    public async Task The_words_of_an_answer_without_a_header_are_told(string body, string told)
    {
        ScriptedServer server = new ScriptedServer().AnswersRaw("getBoundProfilePackage", 200, body);
        Signed<PrepareDownloadResponse> prepared = Asn1Codec.Decode<Signed<PrepareDownloadResponse>>(Octets.FromHex(DownloadScene.Prepared));
        MalformedResponseException fault = (await Assert.ThrowsAsync<MalformedResponseException>(() => new Es9Client(server).GetBoundProfilePackageAsync("a", Id, prepared)))!;
        Assert.That(fault.Message, Is.EqualTo("The server's answer to getBoundProfilePackage cannot be understood: " + told));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("<html>")]
    [TestCase("{\"header\":{}}")]
    [TestCase("{\"header\":{\"functionExecutionStatus\":{\"status\":\"Done\"}}}")]
    [TestCase("{" + ScriptedServer.Success + "}")]
    [TestCase("{" + ScriptedServer.Success + ",\"transactionId\":\"XY\",\"boundProfilePackage\":\"AA==\"}")]
    [TestCase("{" + ScriptedServer.Success + ",\"transactionId\":\"AB\",\"boundProfilePackage\":\"*\"}")]
    [TestCase("{" + ScriptedServer.Success + ",\"transactionId\":\"AB\",\"boundProfilePackage\":\"vzYA\"}")]
    public void Nonsense_is_told_apart_from_a_refusal(string body)
    {
        ScriptedServer server = new ScriptedServer().AnswersRaw("getBoundProfilePackage", 200, body);
        Signed<PrepareDownloadResponse> prepared = Asn1Codec.Decode<Signed<PrepareDownloadResponse>>(Octets.FromHex(DownloadScene.Prepared));
        Assert.That(
            () => new Es9Client(server).GetBoundProfilePackageAsync("a", Id, prepared),
            Throws.TypeOf<MalformedResponseException>().With.Message.StartsWith("The server's answer to getBoundProfilePackage cannot be understood"));
    }

    [Test]
    public void An_answer_that_is_no_text_is_nonsense_as_well()
    {
        ScriptedServer server = new ScriptedServer().Does("cancelSession", () => new(200, Octets.FromHex("FFFE00C3")));
        Assert.That(() => new Es9Client(server).CancelSessionAsync("a", Id, Cancelled), Throws.TypeOf<MalformedResponseException>());
    }
}

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

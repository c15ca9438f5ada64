using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Tests.Rsp;

internal sealed class RspJsonTests
{
    /// <summary>The form of the fields is that of a recorded session between lpac and osmo-smdpp; the base64 was made by coreutils.</summary>
    [Test]
    public void Initiate_authentication_is_read_and_written_as_lpac_sends_it()
    {
        const string Body = """{"euiccChallenge":"AAECAwQFBgcICQoLDA0ODw==","euiccInfo1":"vyAVggMCBQCpBgQEAQIDBKoGBAQBAgME","smdpAddress":"a.example"}""";
        InitiateAuthenticationRequest request = RspJson.ReadRequest<InitiateAuthenticationRequest>(Utf8(Body));
        Assert.That(request.EuiccChallenge, Is.EqualTo(Octets.FromHex("000102030405060708090A0B0C0D0E0F")));
        Assert.That(request.EuiccInfo1.Value.Svn, Is.EqualTo(VersionType.Parse("2.5.0")));
        Assert.That(request.SmdpAddress, Is.EqualTo("a.example"));
        Assert.That(Text(RspJson.WriteRequest(request)), Is.EqualTo(Body));
    }

    [Test]
    public void Signatures_and_key_identifiers_travel_as_whole_TLVs()
    {
        // 5F3702AABB, 0402CCDD, 3000
        const string Body = """
            {"header":{"functionExecutionStatus":{"status":"Executed-Success"}},"transactionId":"0A","serverSigned1":"MC6AAQqBEAABAgMEBQYHCAkKCwwNDg+DBXguY29thBAAAQIDBAUGBwgJCgsMDQ4P","serverSignature1":"XzcCqrs=","euiccCiPKIdToBeUsed":"BALM3Q==","serverCertificate":"MAA="}
            """;
        var result = (RspResult<InitiateAuthenticationOkEs9>.Ok)RspJson.ReadResponse<InitiateAuthenticationOkEs9>(Utf8(Body));
        Assert.That(result.Value.ServerSigned1.Value.ServerAddress, Is.EqualTo("x.com"));
        Assert.That(result.Value.ServerSignature1, Is.EqualTo(Octets.FromHex("AABB")));
        Assert.That(result.Value.EuiccCiPKIdToBeUsed, Is.EqualTo(Octets.FromHex("CCDD")));
        Assert.That(result.Value.ServerCertificate.Encoded, Is.EqualTo(Octets.FromHex("3000")));
        Assert.That(Text(RspJson.WriteResponse(result.Value)), Is.EqualTo(Body));
    }

    /// <summary>The unknown component '9F877F0100' at the end would not survive encoding again.</summary>
    [Test]
    public void What_is_relayed_keeps_its_octets()
    {
        Octets encoded = Octets.FromHex("BF380DA10B8001010201069F877F0100");
        string body = $$"""{"transactionId":"01","authenticateServerResponse":"{{Convert.ToBase64String(encoded.Span)}}"}""";
        AuthenticateClientRequest request = RspJson.ReadRequest<AuthenticateClientRequest>(Utf8(body));
        Assert.That(request.AuthenticateServerResponse.Encoded, Is.EqualTo(encoded));
        Assert.That(request.AuthenticateServerResponse.Value, Is.TypeOf<AuthenticateServerResponse.Error>());
        Assert.That(Text(RspJson.WriteRequest(request)), Is.EqualTo(body));
    }

    [Test]
    public void Fields_of_later_versions_are_passed_over() =>
        Assert.That(
            RspJson.ReadRequest<CancelSessionRequestEs9>(Utf8("""{"later":[{"a":null}],"transactionId":"01","cancelSessionResponse":"v0EDgQEF"}""")).TransactionId,
            Is.EqualTo(TransactionId.Parse("01")));

    /// <summary>As osmo-smdpp answers an unknown MatchingID.</summary>
    [Test]
    public void A_failure_is_a_value()
    {
        const string Body = """
            {"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":{"subjectCode":"8.2.6","reasonCode":"3.8","subjectIdentifier":"X","message":"Refused"}}}}
            """;
        var result = (RspResult<AuthenticateClientOk>.Failed)RspJson.ReadResponse<AuthenticateClientOk>(Utf8(Body));
        Assert.That(result.Header.StatusCodeData!.Code, Is.EqualTo(StatusCodes.MatchingIdRefused));
        Assert.That(result.Header.StatusCodeData.Code.Description, Is.EqualTo("MatchingID: refused"));
        Assert.That(result.Header, Is.EqualTo(ResponseHeader.Failure(StatusCodes.MatchingIdRefused, "Refused", "X")));
        Assert.That(Text(RspJson.WriteResponse(result.Header)), Is.EqualTo(Body));
    }

    [Test]
    public void Events_are_a_list_of_objects()
    {
        const string Body = """
            {"header":{"functionExecutionStatus":{"status":"Executed-Success"}},"transactionId":"0A","eventEntries":[{"eventId":"E1","rspServerAddress":"a.example"},{"eventId":"E2","rspServerAddress":"b.example"}]}
            """;
        var result = (RspResult<AuthenticateClientOkEs11>.Ok)RspJson.ReadResponse<AuthenticateClientOkEs11>(Utf8(Body));
        Assert.That(result.Value.EventEntries[1].EventId, Is.EqualTo("E2"));
        Assert.That(Text(RspJson.WriteResponse(result.Value)), Is.EqualTo(Body));
    }

    [Test]
    public void A_response_without_data_is_its_header()
    {
        Octets body = RspJson.WriteResponse(new CancelSessionOk());
        Assert.That(Text(body), Is.EqualTo("""{"header":{"functionExecutionStatus":{"status":"Executed-Success"}}}"""));
        Assert.That(RspJson.ReadResponse<CancelSessionOk>(body), Is.TypeOf<RspResult<CancelSessionOk>.Ok>());
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("""{"transactionId":1,"cancelSessionResponse":"vyEDgQEF"}""")]
    [TestCase("""{"transactionId":"0G","cancelSessionResponse":"v0EDgQEF"}""")]
    [TestCase("""{"transactionId":"","cancelSessionResponse":"v0EDgQEF"}""")]
    [TestCase("""{"transactionId":"\uD800","cancelSessionResponse":"v0EDgQEF"}""")]
    [TestCase("""{"transactionId":"01"}""")]
    [TestCase("""{"transactionId":"01","cancelSessionResponse":null}""")]
    [TestCase("""{"transactionId":"01","cancelSessionResponse":{}}""")]
    [TestCase("""{"transactionId":"01","cancelSessionResponse":"*"}""")]
    [TestCase("""{"transactionId":"01","cancelSessionResponse":""}""")]
    [TestCase("""{"transactionId":"01","cancelSessionResponse":"vyEDgQEF"}""")]
    [TestCase("""{"transactionId":"01","cancelSessionResponse":"v0EDgQEFAA=="}""")]
    [TestCase("""{"\uD800":"01"}""")]
    public void Any_other_request_is_one_exception(string body) =>
        Assert.Throws<RspMessageException>(() => RspJson.ReadRequest<CancelSessionRequestEs9>(Utf8(body)));

    [TestCase("{}")]
    [TestCase("""{"header":[]}""")]
    [TestCase("""{"header":{"functionExecutionStatus":{}}}""")]
    [TestCase("""{"header":{"functionExecutionStatus":{"status":"executed-success"}}}""")]
    public void Any_other_response_is_one_exception(string body) =>
        Assert.Throws<RspMessageException>(() => RspJson.ReadResponse<CancelSessionOk>(Utf8(body)));

    [Test]
    public void Octets_that_are_no_UTF8_are_the_same_exception() =>
        Assert.Throws<RspMessageException>(() => RspJson.ReadRequest<HandleNotification>(Octets.FromHex("7B22FF223A31FE7D")));

    [Test]
    public void A_fault_names_the_field()
    {
        RspMessageException fault = Assert.Throws<RspMessageException>(() => RspJson.ReadRequest<CancelSessionRequestEs9>(
            Utf8("""{"transactionId":"01","cancelSessionResponse":"v0ECgQA="}""")))!;
        Assert.That(fault.Message, Does.StartWith("cancelSessionResponse: CancelSessionResponse.cancelSessionResponseError"));
    }

    private static Octets Utf8(string text) => Octets.Wrap(Encoding.UTF8.GetBytes(text));

    private static string Text(Octets body) => Encoding.UTF8.GetString(body.Span);
}

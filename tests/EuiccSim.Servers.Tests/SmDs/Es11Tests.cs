using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDs;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDs;

/// <summary>SGP.22 v2.5 §5.8.</summary>
internal sealed class Es11Tests
{
    [Test]
    public void The_SM_DS_shows_who_it_is_with_its_certificate_for_authentication()
    {
        TestSmds smds = new();
        Answer answer = smds.Euicc().Initiate(TestSmds.RootAddress);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Fields, Is.EquivalentTo(
                new[] { "header", "transactionId", "serverSigned1", "serverSignature1", "euiccCiPKIdToBeUsed", "serverCertificate" }));
            Assert.That(answer.Der("serverCertificate"), Is.EqualTo(TestServer.Nist.DsAuth!.Encoded));
            Assert.That(answer.Der<ServerSigned1>("serverSigned1").ServerAddress, Is.EqualTo(TestSmds.RootAddress));
            Assert.That(TestServer.Nist.DsAuth.PublicKey!.Verify(answer.Der("serverSigned1").Span, answer.Der("serverSignature1").Span[3..]), Is.True);
        }
    }

    [Test]
    public void Refusals_of_InitiateAuthentication_name_the_SM_DS()
    {
        TestSmds smds = new();
        Octets unknown = Octets.FromHex("00112233445566778899AABBCCDDEEFF00112233");
        ScriptedEuicc euicc = smds.Euicc();
        Assert.That(euicc.Initiate("other.example.com").Code, Is.EqualTo("8.9.1/3.8"));
        euicc.VerificationCiIdentifiers = [unknown];
        Assert.That(euicc.Initiate(TestSmds.RootAddress).Code, Is.EqualTo("8.9.4/3.7"));
        (euicc.CiIdentifiers, euicc.VerificationCiIdentifiers) = ([unknown], [TestServer.Nist.Ci.SubjectKeyIdentifier!.Value]);
        Assert.That(euicc.Initiate(TestSmds.RootAddress).Code, Is.EqualTo("8.9.2/3.1"));
        euicc = smds.Euicc();
        euicc.Svn = "3.0.0";
        Assert.That(euicc.Initiate(TestSmds.RootAddress).Code, Is.EqualTo("8.9.3/3.1"));
    }

    [Test]
    public void The_answer_has_the_fields_of_the_standard()
    {
        TestSmds smds = new();
        smds.Register("EVENT-1");
        ScriptedEuicc euicc = smds.Euicc();
        euicc.Initiate(TestSmds.RootAddress);
        Answer answer = euicc.AuthenticateClient();
        Assert.That(answer.Body, Is.EqualTo(
            """{"header":{"functionExecutionStatus":{"status":"Executed-Success"}},"transactionId":"TID","eventEntries":[{"eventId":"EVENT-1","rspServerAddress":"testsmdpplus1.example.com"}]}"""
                .Replace("TID", euicc.TransactionId.ToString(), StringComparison.Ordinal)));
    }

    [Test]
    public void All_events_of_the_eUICC_come_in_their_order_and_no_others()
    {
        TestSmds smds = new();
        smds.Register("B");
        smds.Register("X", eid: "89049032123451234512345678901243");
        smds.Register("A", address: "second.example.com", certificate: TestSmds.OtherSmdp);
        Assert.That(smds.Discover(), Is.EqualTo(new[] { "B@testsmdpplus1.example.com", "A@second.example.com" }));
        Assert.That(smds.Discover(matchingId: null), Has.Length.EqualTo(2));
        Assert.That(smds.Discover(smds.Euicc().WithEid("89049032123451234512345678901243")), Is.EqualTo(new[] { "X@testsmdpplus1.example.com" }));
    }

    [Test]
    public void Nothing_that_waits_is_an_empty_list() => Assert.That(new TestSmds().Discover(), Is.Empty);

    [Test]
    public void One_event_can_be_asked_for()
    {
        TestSmds smds = new();
        smds.Register("A");
        smds.Register("B");
        Assert.That(smds.Discover("B"), Is.EqualTo(new[] { "B@testsmdpplus1.example.com" }));
        Assert.That(smds.Discover("C"), Is.EqualTo(new[] { "8.9.5/3.9" }));
    }

    [Test]
    public void The_event_of_another_eUICC_is_unknown()
    {
        TestSmds smds = new();
        smds.Register("X", eid: "89049032123451234512345678901243");
        Assert.That(smds.Discover("X"), Is.EqualTo(new[] { "8.9.5/3.9" }));
    }

    [Test]
    public void An_event_is_found_until_it_is_deleted()
    {
        TestSmds smds = new();
        smds.Register("A");
        smds.Discover();
        Assert.That(smds.Discover(), Has.Length.EqualTo(1));
        smds.Delete("A");
        Assert.That(smds.Discover(), Is.Empty);
    }

    [Test]
    public void A_wrong_signature_is_refused_and_ends_the_session()
    {
        TestSmds smds = new();
        smds.Register("A");
        ScriptedEuicc euicc = smds.Euicc();
        euicc.Initiate(TestSmds.RootAddress);
        Assert.That(euicc.AuthenticateClient(spoil: true).Code, Is.EqualTo("8.1/6.1"));
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void Another_challenge_is_refused()
    {
        ScriptedEuicc euicc = new TestSmds().Euicc();
        euicc.Initiate(TestSmds.RootAddress);
        Octets other = Octets.FromHex("000102030405060708090A0B0C0D0E0F");
        Assert.That(euicc.AuthenticateClient(signed => signed with { ServerChallenge = other }).Code, Is.EqualTo("8.1/6.1"));
    }

    [Test]
    public void An_answer_cannot_be_used_in_anothers_session()
    {
        TestSmds smds = new();
        ScriptedEuicc one = smds.Euicc(), two = smds.Euicc();
        one.Initiate(TestSmds.RootAddress);
        two.Initiate(TestSmds.RootAddress);
        TransactionId own = one.TransactionId;
        one.TransactionId = two.TransactionId;
        Assert.That(one.AuthenticateClient(signed => signed with { TransactionId = own }).Code, Is.EqualTo("8.10.1/3.9"), "signed for its own session");
        two.Initiate(TestSmds.RootAddress);
        one.TransactionId = two.TransactionId;
        Assert.That(one.AuthenticateClient().Code, Is.EqualTo("8.1/6.1"), "signed for the other, with its own challenge");
    }

    [Test]
    public void The_same_answer_counts_once()
    {
        TestSmds smds = new();
        smds.Register("A");
        ScriptedEuicc euicc = smds.Euicc();
        euicc.Initiate(TestSmds.RootAddress);
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void A_session_expires()
    {
        TestSmds smds = new();
        ScriptedEuicc euicc = smds.Euicc();
        euicc.Initiate(TestSmds.RootAddress);
        smds.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void Of_the_sessions_the_oldest_makes_room()
    {
        TestSmds smds = new(change: options => options with { MaxSessions = 2 });
        ScriptedEuicc[] euiccs = [smds.Euicc(), smds.Euicc(), smds.Euicc()];
        foreach (ScriptedEuicc euicc in euiccs) Assert.That(euicc.Initiate(TestSmds.RootAddress).Code, Is.Empty);
        Assert.That(euiccs.Select(euicc => euicc.AuthenticateClient().Code), Is.EqualTo(new[] { "8.10.1/3.9", "", "" }));
    }

    [Test]
    public void A_client_that_takes_ten_seconds_gets_through_a_flood_of_five_thousand_a_second() =>
        Assert.That(new TestSmds().Server.Options.MaxSessions, Is.GreaterThanOrEqualTo(50_000));

    [Test]
    public void The_eUICCs_own_refusal_is_told_as_such()
    {
        ScriptedEuicc euicc = new TestSmds().Euicc();
        euicc.Initiate(TestSmds.RootAddress);
        AuthenticateServerResponse.Error refusal = new(new()
        {
            TransactionId = euicc.TransactionId,
            AuthenticateErrorCode = AuthenticateErrorCode.InvalidCertificate,
        });
        Assert.That(euicc.AuthenticateClient(refusal).Code, Is.EqualTo("8.1/4.2"));
    }

    [Test]
    public void Malformed_bodies_and_unknown_functions_have_an_HTTP_status()
    {
        SmdsServer server = new TestSmds().Server;
        Assert.That(server.HandleAsync("initiateAuthentication", Octets.Of("{}"u8)).Now().Status, Is.EqualTo(400));
        Assert.That(server.HandleAsync("authenticateClient", Octets.Of("["u8)).Now().Status, Is.EqualTo(400));
        Assert.That(server.HandleAsync("getBoundProfilePackage", Octets.Of("{}"u8)).Now().Status, Is.EqualTo(404));
        Assert.That(server.HandleAsn1Async(Octets.FromHex("A203020100")).Now().Status, Is.EqualTo(400));
        Assert.That(server.HandleAsn1Async(Octets.Empty).Now().Status, Is.EqualTo(400));
    }

    [Test]
    public void The_ASN1_binding_finds_the_same_events()
    {
        TestSmds smds = new();
        smds.Register("A");
        ScriptedEuicc euicc = smds.Euicc();
        AuthenticateClientResponseEs11 answer = DiscoverInAsn1(smds, euicc);
        AuthenticateClientOkEs11 ok = ((AuthenticateClientResponseEs11.Ok)answer).Value;
        Assert.That(ok.TransactionId, Is.EqualTo(euicc.TransactionId));
        Assert.That(ok.EventEntries, Is.EqualTo(new[] { new EventEntries { EventId = "A", RspServerAddress = TestServer.Address } }));
        // BF40 { A0 { 80 transactionId, A1 { 30 { 80 eventId, 81 rspServerAddress } } } }: AUTOMATIC TAGS, from the module of SGP.22.
        Assert.That(Asn1Codec.Encode(answer).ToString(), Is.EqualTo(
            $"BF4036A0348010{euicc.TransactionId}A120301E80014181197465737473" + "6D6470706C7573312E6578616D706C652E636F6D"));
    }

    [TestCase("B", 6)]
    [TestCase("", 5, true)]
    public void The_ASN1_binding_has_a_number_for_each_refusal(string matchingId, int error, bool spoil = false)
    {
        TestSmds smds = new();
        smds.Register("A");
        AuthenticateClientResponseEs11 answer = DiscoverInAsn1(smds, smds.Euicc(matchingId), spoil);
        Assert.That((int)((AuthenticateClientResponseEs11.Error)answer).Value, Is.EqualTo(error));
    }

    [Test]
    public void The_ASN1_binding_refuses_another_address_with_1()
    {
        TestSmds smds = new();
        Octets request = Asn1Codec.Encode<RemoteProfileProvisioningRequest>(new RemoteProfileProvisioningRequest.InitiateAuthentication(new()
        {
            EuiccChallenge = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
            SmdpAddress = "other.example.com",
            EuiccInfo1 = Signed<EuiccInfo1>.Of(new()
            {
                Svn = VersionType.Parse("2.5.0"),
                EuiccCiPKIdListForVerification = [TestServer.Nist.Ci.SubjectKeyIdentifier!.Value],
                EuiccCiPKIdListForSigning = [TestServer.Nist.Ci.SubjectKeyIdentifier!.Value],
            }),
        }));
        // A2 { BF39 { 81 invalidDpAddress } }, as in the table of error numbers of the module.
        Assert.That(smds.Server.HandleAsn1Async(request).Now(), Is.EqualTo(new Es9HttpResponse(200, Octets.FromHex("A206BF3903810101"))));
        Assert.That(smds.Activities.Last(), Is.EqualTo(
            new SmdsActivity.Refused(TestServer.Start, "initiateAuthentication", StatusCodes.SmdsAddressRefused)
            {
                Detail = $"other.example.com was called, and this is {smds.Server.Options.Address}",
            }));
    }

    // The eUICC speaks JSON; what it says is carried in the other binding.
    private static AuthenticateClientResponseEs11 DiscoverInAsn1(TestSmds smds, ScriptedEuicc euicc, bool spoil = false)
    {
        AuthenticateClientResponseEs11? answer = null;
        euicc.Initiate(TestSmds.RootAddress);
        euicc.Tamper = (_, body) =>
        {
            AuthenticateClientRequest json = RspJson.ReadRequest<AuthenticateClientRequest>(Octets.Of(body));
            Octets request = Asn1Codec.Encode<RemoteProfileProvisioningRequest>(new RemoteProfileProvisioningRequest.AuthenticateClient(new()
            {
                TransactionId = json.TransactionId,
                AuthenticateServerResponse = json.AuthenticateServerResponse,
            }));
            Es9HttpResponse response = smds.Server.HandleAsn1Async(request).Now();
            Assert.That(response.Status, Is.EqualTo(200));
            answer = ((RemoteProfileProvisioningResponse.AuthenticateClientEs11)
                Asn1Codec.Decode<RemoteProfileProvisioningResponse>(response.Body, strict: true)).Value;
            return body;
        };
        euicc.AuthenticateClient(spoil: spoil);
        return answer!;
    }
}

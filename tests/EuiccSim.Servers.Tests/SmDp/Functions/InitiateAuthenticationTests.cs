using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.SmDp.Functions;

/// <summary>SGP.22 v2.5 §5.6.1; the cases of SGP.23 §4.3.12.</summary>
internal sealed class InitiateAuthenticationTests
{
    [Test]
    public void The_answer_has_the_fields_of_the_standard_and_a_signature_that_verifies()
    {
        Answer answer = new TestServer().Euicc().Initiate();
        ServerSigned1 signed = answer.Der<ServerSigned1>("serverSigned1");
        Octets signature = answer.Der("serverSignature1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(200));
            Assert.That(answer.Body, Does.StartWith("""{"header":{"functionExecutionStatus":{"status":"Executed-Success"}},"""));
            Assert.That(answer.Fields, Is.EquivalentTo(
                new[] { "header", "transactionId", "serverSigned1", "serverSignature1", "euiccCiPKIdToBeUsed", "serverCertificate" }));
            Assert.That(signed.TransactionId, Is.EqualTo(TransactionId.Parse(answer.Text("transactionId"))));
            Assert.That(signed.EuiccChallenge.ToString(), Is.EqualTo("000102030405060708090A0B0C0D0E0F"));
            Assert.That(signed.ServerAddress, Is.EqualTo(TestServer.Address));
            Assert.That(signature.ToString(), Does.StartWith("5F3740"));
            Assert.That(TestServer.Nist.DpAuth.PublicKey!.Verify(answer.Der("serverSigned1").Span, signature.Span[3..]), Is.True);
            Assert.That(answer.Der("euiccCiPKIdToBeUsed").ToString(), Is.EqualTo("0414" + TestServer.Nist.Ci.SubjectKeyIdentifier));
            Assert.That(answer.Der("serverCertificate"), Is.EqualTo(TestServer.Nist.DpAuth.Encoded));
        }
    }

    [Test]
    public void Two_sessions_have_different_transaction_identifiers_and_challenges()
    {
        TestServer server = new();
        ServerSigned1 one = server.Euicc().Initiate().Der<ServerSigned1>("serverSigned1");
        ServerSigned1 two = server.Euicc().Initiate().Der<ServerSigned1>("serverSigned1");
        Assert.That(two.TransactionId, Is.Not.EqualTo(one.TransactionId));
        Assert.That(two.ServerChallenge, Is.Not.EqualTo(one.ServerChallenge));
    }

    [Test]
    public void The_address_may_differ_in_letter_case_only()
    {
        Assert.That(new TestServer().Euicc().Initiate("TestSMDPplus1.example.com").Code, Is.Empty);
        Assert.That(new TestServer().Euicc().Initiate("other.example.com").Code, Is.EqualTo("8.8.1/3.8"));
    }

    /// <summary>lpac and pySim's es9p_client tell host and port as they were given, which for a server on another port than 443 have one.</summary>
    [TestCase("testsmdpplus1.example.com:8443", "testsmdpplus1.example.com:8443")]
    [TestCase("TestSMDPplus1.example.com:443", "testsmdpplus1.example.com:443")]
    [TestCase("testsmdpplus1.example.com", "testsmdpplus1.example.com")]
    public void A_port_may_be_told_and_is_signed_as_told(string told, string signed) =>
        Assert.That(new TestServer().Euicc().Initiate(told).Der<ServerSigned1>("serverSigned1").ServerAddress, Is.EqualTo(signed));

    [TestCase("testsmdpplus1.example.com:")]
    [TestCase("testsmdpplus1.example.com:x")]
    [TestCase("testsmdpplus1.example.com:65536")]
    [TestCase("other.example.com:8443")]
    [TestCase(":8443")]
    public void What_is_no_port_of_this_server_is_refused(string told) =>
        Assert.That(new TestServer().Euicc().Initiate(told).Code, Is.EqualTo("8.8.1/3.8"));

    [Test]
    public void A_refusal_has_the_header_and_nothing_else()
    {
        Answer answer = new TestServer().Euicc().Initiate("other.example.com");
        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Fields, Is.EqualTo(new[] { "header" }));
    }

    [Test]
    public void No_CI_for_signing_in_common_is_refused()
    {
        ScriptedEuicc euicc = new TestServer().Euicc();
        (euicc.CiIdentifiers, euicc.VerificationCiIdentifiers) = ([Unknown], [TestServer.Nist.Ci.SubjectKeyIdentifier!.Value]);
        Assert.That(euicc.Initiate().Code, Is.EqualTo("8.8.2/3.1"));
    }

    [Test]
    public void No_CI_for_verification_in_common_is_refused()
    {
        ScriptedEuicc euicc = new TestServer().Euicc();
        euicc.VerificationCiIdentifiers = [Unknown];
        Assert.That(euicc.Initiate().Code, Is.EqualTo("8.8.4/3.7"));
    }

    [TestCase("1.0.0", "8.8.3/3.1")]
    [TestCase("3.0.0", "8.8.3/3.1")]
    [TestCase("2.0.0", "")]
    [TestCase("2.2.1", "")]
    [TestCase("2.6.1", "")]
    public void Only_versions_in_the_supported_range_are_served(string svn, string code)
    {
        ScriptedEuicc euicc = new TestServer().Euicc();
        euicc.Svn = svn;
        Assert.That(euicc.Initiate().Code, Is.EqualTo(code));
    }

    [Test]
    public void The_lists_of_the_eUICC_are_in_its_order_of_preference_and_each_decides_alone()
    {
        TestServer server = new(options =>
            options with { Credentials = [.. options.Credentials, SmdpCredential.From(TestServer.Brainpool)] });
        Octets nist = TestServer.Nist.Ci.SubjectKeyIdentifier!.Value, brainpool = TestServer.Brainpool.Ci.SubjectKeyIdentifier!.Value;
        ScriptedEuicc euicc = server.Euicc();
        (euicc.CiIdentifiers, euicc.VerificationCiIdentifiers) = ([Unknown, nist, brainpool], [brainpool, nist]);
        Answer answer = euicc.Initiate();
        Assert.That(answer.Der("euiccCiPKIdToBeUsed").Slice(2), Is.EqualTo(nist));
        Assert.That(answer.Der("serverCertificate"), Is.EqualTo(TestServer.Brainpool.DpAuth.Encoded));
    }

    [Test]
    public void A_challenge_of_another_length_is_malformed() =>
        Assert.That(new TestServer().Euicc().Initiate(challenge: "0011").Status, Is.EqualTo(400));

    [Test]
    public void More_sessions_than_allowed_are_refused_until_some_expire()
    {
        TestServer server = new(options => options with { MaxSessions = 2, SessionLifetime = TimeSpan.FromMinutes(1) });
        server.Release();
        foreach (ScriptedEuicc euicc in (ScriptedEuicc[])[server.Euicc(), server.Euicc()])
        {
            Assert.That(euicc.Initiate().Code, Is.Empty);
            Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        }
        Assert.That(server.Euicc().Initiate().Code, Is.EqualTo("1.2/4.4"));
        server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(server.Euicc().Initiate().Code, Is.Empty);
    }

    private static readonly Octets Unknown = Octets.FromHex("00112233445566778899AABBCCDDEEFF00112233");
}

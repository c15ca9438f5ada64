using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.SmDp.Functions;

/// <summary>SGP.22 v2.5 §5.6.3; the cases of SGP.23 §4.3.14.</summary>
internal sealed class AuthenticateClientTests
{
    [Test]
    public void The_answer_has_the_fields_of_the_standard_and_a_signature_over_both_parts()
    {
        TestServer server = new();
        ProfileOrder order = server.Release();
        ScriptedEuicc euicc = Started(server);
        Answer answer = euicc.AuthenticateClient();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Fields, Is.EquivalentTo(
                new[] { "header", "transactionId", "profileMetadata", "smdpSigned2", "smdpSignature2", "smdpCertificate" }));
            Assert.That(answer.Text("transactionId"), Is.EqualTo(euicc.TransactionId.ToString()));
            Assert.That(answer.Der("profileMetadata"), Is.EqualTo(order.Profile.Metadata.Encoded));
            Assert.That(answer.Der("smdpCertificate"), Is.EqualTo(TestServer.Nist.DpPb.Encoded));
            // 30 { 80 transactionId, 01 ccRequiredFlag }: no key is offered to an eUICC that comes for the first time.
            Assert.That(answer.Der("smdpSigned2").ToString(), Is.EqualTo($"30158010{euicc.TransactionId}010100"));
            Octets signedOctets = Octets.Concat(answer.Der("smdpSigned2"), Octets.FromHex("5F3740"), euicc.Signature1);
            Assert.That(TestServer.Nist.DpPb.PublicKey!.Verify(signedOctets.Span, answer.Der("smdpSignature2").Span[3..]), Is.True);
            Assert.That(server.Order().State, Is.EqualTo(OrderState.Released));
            Assert.That(server.Order().DownloadAttempts, Is.EqualTo(1));
        }
    }

    [Test]
    public void The_metadata_has_the_ICCID_as_in_EF_ICCID_where_the_package_has_it_in_reading_order()
    {
        TestServer server = new();
        server.Release();
        Answer answer = Started(server, euicc => euicc.AuthenticateClient());
        // saip.md: PE-Header of TS.48 89000123456789012341, its EF.ICCID 98001032547698103214; here with 19 digits.
        Assert.That(answer.Der<StoreMetadataRequest>("profileMetadata").Iccid.Ef.ToString(), Is.EqualTo("980010325476981032F4"));
    }

    [Test]
    public void An_unknown_transaction_is_refused()
    {
        TestServer server = new();
        server.Release();
        ScriptedEuicc euicc = Started(server);
        euicc.TransactionId = TransactionId.Parse("00");
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void An_expired_transaction_is_unknown()
    {
        TestServer server = new(options => options with { UnauthenticatedSessionLifetime = TimeSpan.FromSeconds(10) });
        server.Release();
        ScriptedEuicc euicc = Started(server);
        server.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void A_signed_transaction_identifier_of_another_session_is_refused() =>
        Assert.That(Started(Ready(), euicc =>
            euicc.AuthenticateClient(signed => signed with { TransactionId = TransactionId.Parse("AA") })).Code,
            Is.EqualTo("8.10.1/3.9"));

    [Test]
    public void A_wrong_signature_is_refused() =>
        Assert.That(Started(Ready(), euicc => euicc.AuthenticateClient(spoil: true)).Code, Is.EqualTo("8.1/6.1"));

    [Test]
    public void A_wrong_server_challenge_is_refused() =>
        Assert.That(Started(Ready(), euicc =>
            euicc.AuthenticateClient(signed => signed with { ServerChallenge = Octets.Of(new byte[16]) })).Code, Is.EqualTo("8.1/6.1"));

    [Test]
    public void A_refusal_ends_the_session_and_leaves_the_order()
    {
        TestServer server = Ready();
        ScriptedEuicc euicc = Started(server);
        euicc.AuthenticateClient(spoil: true);
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Released));
        Assert.That(server.Order().DownloadAttempts, Is.Zero);
    }

    [Test]
    public void A_function_out_of_turn_is_an_unknown_transaction()
    {
        TestServer server = Ready();
        ScriptedEuicc euicc = Started(server);
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.EqualTo("8.10.1/3.9"));
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty, "the session goes on");
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void An_error_of_the_eUICC_ends_the_session()
    {
        ScriptedEuicc euicc = Started(Ready());
        AuthenticateServerResponse error = new AuthenticateServerResponse.Error(
            new() { TransactionId = euicc.TransactionId, AuthenticateErrorCode = AuthenticateErrorCode.InvalidCertificate });
        Assert.That(euicc.AuthenticateClient(error).Code, Is.EqualTo("8.1/4.2"));
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void An_unknown_CI_is_refused()
    {
        ScriptedEuicc euicc = Started(Ready());
        RspPki other = TestPki.Create(EcCurve.NistP256, new SeededRandom("another CI"), TestServer.Start.AddYears(-1));
        (euicc.EumCertificate, euicc.Certificate, euicc.Key) = (other.Eum, other.Euicc, other.EuiccKey);
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.11.1/3.9"));
    }

    [Test]
    public void An_expired_EUM_certificate_is_refused() =>
        Assert.That(WithEum(eum => eum with { NotAfter = TestServer.Start.AddDays(-1) }), Is.EqualTo("8.1.2/6.3"));

    [Test]
    public void An_EUM_certificate_that_is_not_of_an_EUM_is_refused() =>
        Assert.That(WithEum(eum => eum with { BasicConstraints = null }), Is.EqualTo("8.1.2/6.1"));

    // What SGP.22 v2.5 §4.5.2.1 has in each certificate (certificate by certificate in SGP.26): without it the certificate is invalid, and
    // its CI is not unknown.
    [TestCaseSource(nameof(WithoutOneExtension))]
    public void A_certificate_that_lacks_an_extension_is_invalid(string name, Func<CertificateTemplate, CertificateTemplate> without)
    {
        string[] ofEum = ["basicConstraints", "nameConstraints", "subjectAltName"];
        Assert.That(WithEum(without), Is.EqualTo("8.1.2/6.1"), name);
        if (!ofEum.Contains(name)) Assert.That(WithEuicc(without), Is.EqualTo("8.1.3/6.1"), name);
    }

    [TestCaseSource(nameof(WithoutOneExtension))]
    public void One_that_has_expired_too_is_told_to_have_expired(string name, Func<CertificateTemplate, CertificateTemplate> without)
    {
        Func<CertificateTemplate, CertificateTemplate> expired = template => without(template) with { NotAfter = TestServer.Start.AddDays(-1) };
        // Without the name of its issuer's key there is no signature to check.
        bool isNamed = name != "authorityKeyIdentifier";
        Assert.That(WithEum(expired), Is.EqualTo(isNamed ? "8.1.2/6.3" : "8.1.2/6.1"), name);
        Assert.That(WithEuicc(expired), Is.EqualTo(isNamed ? "8.1.3/6.3" : "8.1.3/6.1"), name);
    }

    private static IEnumerable<object[]> WithoutOneExtension()
    {
        static object[] Case(string name, Func<CertificateTemplate, CertificateTemplate> without) => [name, without];
        yield return Case("authorityKeyIdentifier", template => template with { HasAuthorityKeyIdentifier = false });
        yield return Case("subjectKeyIdentifier", template => template with { HasSubjectKeyIdentifier = false });
        yield return Case("keyUsage", template => template with { KeyUsage = KeyUsage.None });
        yield return Case("certificatePolicies", template => template with { Policies = [] });
        yield return Case("subjectAltName", template => template with { RegisteredId = null });
        yield return Case("basicConstraints", template => template with { BasicConstraints = null });
        yield return Case("nameConstraints", template => template with { PermittedName = null });
    }

    [Test]
    public void An_EUM_certificate_with_a_wrong_signature_is_refused()
    {
        RspPki pki = TestServer.Nist;
        ScriptedEuicc euicc = Started(Ready());
        euicc.EumCertificate = Eum().Issue(pki.EumKey!.PublicKey, pki.Ci, pki.EumKey);
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.1.2/6.1"));
    }

    [Test]
    public void An_expired_eUICC_certificate_is_refused() =>
        Assert.That(WithEuicc(euicc => euicc with { NotAfter = TestServer.Start.AddDays(-1) }), Is.EqualTo("8.1.3/6.3"));

    [Test]
    public void An_eUICC_certificate_outside_the_range_of_its_EUM_is_refused() =>
        Assert.That(WithEuicc(_ =>
            CertificateTemplates.Euicc("89086030202200000022000023022943", Octets.FromHex("05"), TestServer.Start.AddYears(-1))),
            Is.EqualTo("8.1.3/6.1"));

    [Test]
    public void An_eUICC_certificate_of_another_EUM_is_refused()
    {
        ScriptedEuicc euicc = Started(Ready());
        euicc.Certificate = CertificateTemplates.Euicc(TestServer.Nist.EidDigits, Octets.FromHex("05"), TestServer.Start.AddYears(-1))
            .Issue(euicc.Key.PublicKey, TestServer.Nist.Eum, TestServer.Nist.CiKey!);
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.1.3/6.1"));
    }

    [Test]
    public void Certificates_are_judged_by_the_servers_clock()
    {
        TestServer server = Ready();
        server.Time.Advance(TimeSpan.FromDays(36 * 366));
        Assert.That(Started(server, euicc => euicc.AuthenticateClient()).Code, Is.EqualTo("8.1.2/6.3"));
    }

    [Test]
    public void An_unknown_MatchingID_is_refused() => Assert.That(With(Ready(), "OTHER"), Is.EqualTo("8.2.6/3.8"));

    [TestCase(null)]
    [TestCase("")]
    public void Without_a_MatchingID_the_EID_decides(string? matchingId)
    {
        TestServer server = new();
        server.Release(matchingId: "", eid: server.Euicc().Eid);
        Assert.That(With(server, matchingId), Is.Empty);
    }

    [TestCase(null)]
    [TestCase("")]
    public void Without_a_MatchingID_an_eUICC_for_which_nothing_waits_is_refused(string? matchingId) =>
        Assert.That(With(Ready(), matchingId), Is.EqualTo("8.1.1/3.8"));

    [Test]
    public void An_eUICC_for_which_something_waits_must_still_name_its_MatchingID()
    {
        TestServer server = new();
        server.Release("MINE", eid: server.Euicc().Eid);
        Assert.That(With(server, "OTHER"), Is.EqualTo("8.2.6/3.8"));
        Assert.That(With(server, "MINE"), Is.Empty);
    }

    [Test]
    public void An_order_for_another_eUICC_is_refused()
    {
        TestServer server = new();
        server.Release(eid: Other);
        Assert.That(With(server, "MATCH"), Is.EqualTo("8.1.1/3.8"));
    }

    [Test]
    public void An_order_that_is_not_released_is_refused()
    {
        TestServer server = new();
        server.Release(release: false);
        Assert.That(With(server, "MATCH"), Is.EqualTo("8.2/1.2"));
        TestServer.Done(server.Server.Es2.ReleaseProfileAsync(server.Order().Iccid).Now());
        Assert.That(With(server, "MATCH"), Is.Empty);
    }

    [Test]
    public void An_expired_order_is_refused()
    {
        TestServer server = new();
        server.Release(expiresAt: TestServer.Start.AddHours(1));
        Assert.That(With(server, "MATCH"), Is.Empty);
        server.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(With(server, "MATCH"), Is.EqualTo("8.8.5/4.10"));
    }

    [Test]
    public void One_attempt_more_than_allowed_ends_the_order()
    {
        TestServer server = new(options => options with { MaxDownloadAttempts = 2 });
        server.Release();
        Assert.That(With(server, "MATCH"), Is.Empty);
        Assert.That(With(server, "MATCH"), Is.Empty);
        Assert.That(With(server, "MATCH"), Is.EqualTo("8.8.5/6.4"));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Error));
        Assert.That(server.Events.OfType<OrderEvent.AttemptsExhausted>(), Has.One.Items);
        Assert.That(With(server, "MATCH"), Is.EqualTo("8.2.6/3.8"));
    }

    [TestCase("8101008204000009C08302FFFF", "8.1/4.8", TestName = "Too little free memory is refused")]
    [TestCase("81010082040000FFFF8302FFFF", "", TestName = "Enough free memory is not")]
    [TestCase("FFFF", "", TestName = "Resources of no known form are not")]
    [TestCase("", "", TestName = "No resources are not")]
    public void Memory(string resources, string code) =>
        Assert.That(Started(Ready(), euicc =>
        {
            euicc.ExtCardResource = Octets.FromHex(resources);
            return euicc.AuthenticateClient();
        }).Code, Is.EqualTo(code));

    [TestCase(RspCapability.AdditionalProfile, "8.2.5/4.3")]
    [TestCase(RspCapability.TestProfileSupport, "")]
    public void A_test_profile_needs_an_eUICC_that_supports_them(RspCapability capability, string code)
    {
        TestServer server = new();
        Profile profile = TestServer.Profile();
        server.Release(profile: Profile.FromPackage(profile.Package, profile.Metadata.Value with { ProfileClass = ProfileClass.Test }));
        Assert.That(Started(server, euicc =>
        {
            euicc.RspCapability = capability;
            return euicc.AuthenticateClient();
        }).Code, Is.EqualTo(code));
    }

    [Test]
    public void A_policy_rule_that_the_eUICC_forbids_is_not_eligible()
    {
        TestServer server = new();
        Profile profile = TestServer.Profile();
        server.Release(profile: Profile.FromPackage(profile.Package, profile.Metadata.Value with { ProfilePolicyRules = PprIds.Ppr1 }));
        Assert.That(Started(server, euicc =>
        {
            euicc.ForbiddenRules = PprIds.Ppr1;
            return euicc.AuthenticateClient();
        }).Code, Is.EqualTo("8.2.5/4.3"));
    }

    [Test]
    public void Brainpool_works_as_well()
    {
        TestServer server = new(options => options with { Credentials = [SmdpCredential.From(TestServer.Brainpool)] });
        server.Release();
        ScriptedEuicc euicc = new(server.Server, TestServer.Brainpool);
        Assert.That(euicc.Download().Code, Is.Empty);
    }

    private static TestServer Ready()
    {
        TestServer server = new();
        server.Release();
        return server;
    }

    private static ScriptedEuicc Started(TestServer server)
    {
        ScriptedEuicc euicc = server.Euicc();
        Assert.That(euicc.Initiate().Code, Is.Empty);
        return euicc;
    }

    private static Answer Started(TestServer server, Func<ScriptedEuicc, Answer> then) => then(Started(server));

    private static string With(TestServer server, string? matchingId)
    {
        ScriptedEuicc euicc = Started(server);
        euicc.MatchingId = matchingId;
        return euicc.AuthenticateClient().Code;
    }

    [Test]
    public void A_certificate_that_has_expired_is_told_with_its_dates_and_the_servers_clock()
    {
        RspPki pki = TestServer.Nist;
        TestServer server = Ready();
        ScriptedEuicc euicc = Started(server);
        euicc.EumCertificate = (Eum() with { NotAfter = TestServer.Start.AddDays(-1) }).Issue(pki.EumKey!.PublicKey, pki.Ci, pki.CiKey!);
        Answer answer = euicc.AuthenticateClient();
        SmdpEvent.Refused refused = (SmdpEvent.Refused)server.Events[^1];
        Assert.That((answer.Code, refused.StatusCode), Is.EqualTo(("8.1.2/6.3", new Protocol.Rsp.Json.StatusCode("8.1.2", "6.3"))));
        const string Dates = "is valid from 2025-01-01 00:00Z to 2025-12-31 00:00Z, and has expired: the clock here says 2026-01-01 00:00Z";
        Assert.That(refused.Detail, Does.Contain(Dates));
        Assert.That(answer.Body, Does.Contain(Dates), "the client is told as well");
        Assert.That(refused.Eid?.Digits, Is.EqualTo(pki.EidDigits));
        Assert.That(refused.Describe(), Does.StartWith("authenticateClient refused: 8.1.2/6.3 (certificate of the eUICC's maker: expired): ").And.EndsWith($"[EID {pki.EidDigits}]"));
    }

    private static string WithEum(Func<CertificateTemplate, CertificateTemplate> change)
    {
        RspPki pki = TestServer.Nist;
        ScriptedEuicc euicc = Started(Ready());
        euicc.EumCertificate = change(Eum()).Issue(pki.EumKey!.PublicKey, pki.Ci, pki.CiKey!);
        return euicc.AuthenticateClient().Code;
    }

    private static string WithEuicc(Func<CertificateTemplate, CertificateTemplate> change)
    {
        RspPki pki = TestServer.Nist;
        ScriptedEuicc euicc = Started(Ready());
        CertificateTemplate template = CertificateTemplates.Euicc(pki.EidDigits, Octets.FromHex("05"), TestServer.Start.AddYears(-1));
        euicc.Certificate = change(template).Issue(euicc.Key.PublicKey, pki.Eum, pki.EumKey!);
        return euicc.AuthenticateClient().Code;
    }

    private static CertificateTemplate Eum() =>
        CertificateTemplates.Eum("89049032", Octets.FromHex("12345678"), TestServer.Start.AddYears(-1));

    private static readonly Eid Other = Eid.FromDigits("89086030202200000022000023022943");
}

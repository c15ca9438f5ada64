using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Lpa.Tests.Http;

/// <summary>Which TLS servers are believed, over real sockets.</summary>
public sealed class ServerTrustTests
{
    private static readonly Func<CertificateTemplate, CertificateTemplate> s_asUsual = template => template;

    [Test]
    public async Task The_certificate_of_a_known_CI_is_trusted()
    {
        await using TlsServer server = new TlsServer(HttpScene.Tls(s_asUsual)).Answers();
        Es9HttpResponse response = await HttpScene.PostAsync(HttpScene.Options(server));
        Assert.That((response.Status, response.Text()), Is.EqualTo((200, TlsServer.Success)));
    }

    [Test]
    public async Task An_SM_DS_is_trusted_like_an_SM_DP()
    {
        using X509Certificate2 certificate = HttpScene.Tls(usual => usual with { Policies = [CertificateRole.DsTls.PolicyOid()] });
        await using TlsServer server = new TlsServer(certificate).Answers();
        Assert.That((await HttpScene.PostAsync(HttpScene.Options(server))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_certificate_on_brainpool_is_trusted_where_the_system_can_do_it()
    {
        if (!BrainpoolSetUp.IsPossible) Assert.Ignore("the system's TLS is not OpenSSL 3");
        await using TlsServer server = new TlsServer(HttpScene.Brainpool.ToTlsCertificate()).Answers();
        RspHttpOptions options = HttpScene.Options(server) with { Trust = HttpScene.Trust with { Cis = [HttpScene.Nist.Ci, HttpScene.Brainpool.Ci] } };
        Assert.That((await HttpScene.PostAsync(options)).Status, Is.EqualTo(200));
    }

    private static IEnumerable<TestCaseData> Broken()
    {
        static TestCaseData Case(string name, Es9TransportFault fault, string words, Func<CertificateTemplate, CertificateTemplate> change) =>
            new TestCaseData(fault, words, change).SetName(name);
        yield return Case("An_expired_certificate_is_refused", Es9TransportFault.CertificateNotValidNow, "is valid from 2026-06-01 00:00Z to 2026-06-01 12:00Z, and has expired: the clock here says 2026-06-02 00:00Z, which may be wrong.",
            usual => usual with { NotAfter = HttpScene.Start.AddHours(12) });
        yield return Case("A_certificate_of_the_future_is_refused", Es9TransportFault.CertificateNotValidNow, "Z, and is not valid yet: the clock here says 2026-06-02 00:00Z, which may be wrong.",
            usual => usual with { NotBefore = HttpScene.Start.AddMonths(1) });
        yield return Case("A_certificate_for_another_name_is_refused", Es9TransportFault.WrongName, "is for other.example.com, not for testsmdpplus1.example.com",
            usual => usual with { DnsNames = ["other.example.com"] });
        yield return Case("A_certificate_with_the_name_in_the_subject_only_is_refused", Es9TransportFault.WrongName, "is for no host at all",
            usual => usual with { DnsNames = [] });
        yield return Case("A_certificate_for_clients_is_refused", Es9TransportFault.WrongPurpose, "extended key usage",
            usual => usual with { ExtendedKeyUsage = [new("1.3.6.1.5.5.7.3.2")] });
        yield return Case("A_certificate_for_binding_profiles_is_refused", Es9TransportFault.WrongPurpose, "has not the role",
            usual => usual with { Policies = [CertificateRole.DpPb.PolicyOid()], PoliciesAreCritical = true });
        yield return Case("A_certificate_without_object_identifier_is_refused", Es9TransportFault.WrongPurpose, "registeredID", usual => usual with { RegisteredId = null });
        yield return Case("A_certificate_without_key_usage_is_refused", Es9TransportFault.WrongPurpose, "key usage digitalSignature",
            usual => usual with { KeyUsage = KeyUsage.None });
        yield return Case("A_certificate_with_a_critical_extension_of_unknown_meaning_is_refused", Es9TransportFault.NotTrusted, "critical extension",
            usual => usual with { UnknownCriticalExtension = new("2.999.77") });
    }

    [TestCaseSource(nameof(Broken))]
    public async Task A_broken_certificate_is_refused(Es9TransportFault fault, string words, Func<CertificateTemplate, CertificateTemplate> change)
    {
        await using TlsServer server = new TlsServer(HttpScene.Tls(change)).Answers();
        Es9TransportException refusal = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That(refusal.Fault, Is.EqualTo(fault), refusal.Message);
        Assert.That(refusal.Message, Does.StartWith($"The certificate of {HttpScene.Host} ").And.Contain(words));
        Assert.That(server.Requests, Is.Empty, "the request went out to a server that is not trusted");
    }

    [Test]
    public async Task An_unknown_CI_is_refused_and_named_with_its_key()
    {
        await using TlsServer server = new TlsServer(HttpScene.Tls(s_asUsual, HttpScene.Other)).Answers();
        Es9TransportException refusal = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That(refusal.Fault, Is.EqualTo(Es9TransportFault.NotTrusted));
        Assert.That(refusal.Message, Does.Contain($"CN=Test CI (key {HttpScene.Other.Ci.SubjectKeyIdentifier}), which is not trusted")
            .And.Contain($"(key {HttpScene.Nist.Ci.SubjectKeyIdentifier})"));
        Assert.That(server.Connections, Is.EqualTo(1), "trust does not mend by trying again");
    }

    [Test]
    public async Task A_CI_that_the_eUICC_does_not_know_is_not_trusted_if_its_list_is_given()
    {
        await using TlsServer server = new TlsServer(HttpScene.Tls(s_asUsual)).Answers().Answers();
        RspHttpOptions options = HttpScene.Options(server);
        Octets ours = HttpScene.Nist.Ci.SubjectKeyIdentifier!.Value, others = HttpScene.Other.Ci.SubjectKeyIdentifier!.Value;
        Assert.That((await HttpScene.PostAsync(options with { Trust = options.Trust with { CiPKIds = [ours] } })).Status, Is.EqualTo(200));
        Es9TransportException refusal = await HttpScene.FaultAsync(options with { Trust = options.Trust with { CiPKIds = [others] } });
        Assert.That(refusal.Fault, Is.EqualTo(Es9TransportFault.NotTrusted));
    }

    [Test]
    public async Task A_forged_signature_with_the_names_of_a_known_CI_is_refused()
    {
        // The other CI has the same name; its certificate here also claims the key identifier of the trusted one.
        RspCertificate forged = HttpScene.Nist.DpTls!;
        CertificateTemplate usual = CertificateTemplates.TlsServer(CertificateRole.DpTls, [HttpScene.Host], new("2.999.10"), Octets.FromHex("09"), HttpScene.Start);
        forged = usual.Issue(HttpScene.Other.DpTlsKey!.PublicKey, HttpScene.Nist.Ci, HttpScene.Other.CiKey!);
        await using TlsServer server = new TlsServer((HttpScene.Other with { DpTls = forged }).ToTlsCertificate()).Answers();
        Es9TransportException refusal = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That((refusal.Fault, refusal.Message), Is.EqualTo(
            (Es9TransportFault.NotTrusted, $"The certificate of {HttpScene.Host} was not signed by the certificate issuer that it names.")));
    }

    [Test]
    public async Task A_self_signed_certificate_is_refused_and_accepted_only_as_an_own_CA()
    {
        using X509Certificate2 own = SelfSigned(HttpScene.Host);
        await using TlsServer server = new TlsServer(own).Answers();
        Es9TransportException refusal = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That((refusal.Fault, refusal.Message.Contains("is signed by itself", StringComparison.Ordinal)), Is.EqualTo((Es9TransportFault.NotTrusted, true)), refusal.Message);
        using X509Certificate2 root = X509CertificateLoader.LoadCertificate(own.RawData);
        Assert.That((await HttpScene.PostAsync(HttpScene.Options(server) with { Trust = HttpScene.Trust with { Cis = [], Cas = [root] } })).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_own_CA_answers_for_names_and_times_too()
    {
        using X509Certificate2 own = SelfSigned("other.example.com");
        await using TlsServer server = new TlsServer(own).Answers();
        RspHttpOptions options = HttpScene.Options(server) with { Trust = HttpScene.Trust with { Cis = [], Cas = [own] } };
        Assert.That((await HttpScene.FaultAsync(options)).Fault, Is.EqualTo(Es9TransportFault.WrongName));
        ManualTime later = new(HttpScene.Start.AddYears(30));
        Assert.That((await HttpScene.FaultAsync(options with { Trust = options.Trust with { Time = later } })).Fault, Is.EqualTo(Es9TransportFault.CertificateNotValidNow));
    }

    [Test]
    public async Task The_system_store_does_not_know_test_CIs()
    {
        await using TlsServer server = new TlsServer(HttpScene.Tls(s_asUsual)).Answers();
        Es9TransportException refusal = await HttpScene.FaultAsync(HttpScene.Options(server) with { Trust = HttpScene.Trust with { Cis = [], UseSystemStore = true } });
        Assert.That((refusal.Fault, refusal.Message.Contains("no CI is trusted", StringComparison.Ordinal)), Is.EqualTo((Es9TransportFault.NotTrusted, true)), refusal.Message);
    }

    [Test]
    public async Task Without_trust_there_is_a_warning_for_every_connection()
    {
        await using TlsServer server = new TlsServer(HttpScene.Tls(s_asUsual, HttpScene.Other)).Answers().Answers();
        List<string> warnings = [];
        RspHttpOptions options = HttpScene.Options(server) with { AcceptUntrusted = warnings.Add };
        await HttpScene.PostAsync(options);
        await HttpScene.PostAsync(options);
        Assert.That(warnings, Has.Count.EqualTo(2).And.All.Contains("which is not trusted"));
    }

    /// <summary>The files of SGP.26 themselves. What the standard's certificates look like is not ours to say.</summary>
    [TestCase("CERT_S_SM_DP_TLS_NIST.reissued-2036.der", "SK_S_SM_DP_TLS_NIST.pem", "NIST", HttpScene.Host)]
    [TestCase("CERT_S_SM_DP_TLS_NIST.reissued-2036.der", "SK_S_SM_DP_TLS_NIST.pem", "NIST", "127.0.0.1")]
    [TestCase("CERT_S_SM_DP_VARO_TLS_BRP.der", "SK_S_SM_DP_TLS_BRP.pem", "BRP", HttpScene.Host)]
    public async Task The_certificates_of_SGP_26_are_trusted_through_their_CI(string certificate, string key, string set, string host)
    {
        string folder = SharedData.Require("sgp26");
        if (set == "BRP" && !BrainpoolSetUp.IsPossible) Assert.Ignore("the system's TLS is not OpenSSL 3");
        using ECDsa secret = ECDsa.Create();
        secret.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(folder, "DPtls", key)));
        using X509Certificate2 open = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "DPtls", certificate));
        using X509Certificate2 own = open.CopyWithPrivateKey(secret);
        RspCertificate ci = RspCertificate.Parse(Octets.Wrap(await File.ReadAllBytesAsync(Path.Combine(folder, "CertificateIssuer", $"CERT_CI_ECDSA_{set}.der"))));
        await using TlsServer server = new TlsServer(own).Answers();
        RspHttpOptions options = HttpScene.Options(server) with { Trust = new() { Cis = [ci], Time = new ManualTime(new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero)) } };
        string address = host == HttpScene.Host ? host : $"{host}:{server.EndPoint.Port}";
        Assert.That((await HttpScene.PostAsync(options, address: address)).Status, Is.EqualTo(200));
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=own", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(HttpScene.Start, HttpScene.Start.AddYears(20));
    }
}

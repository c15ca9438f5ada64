using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.Lpa.Tests.Http;

/// <summary>Who may issue a TLS server's certificate below a CI, over real sockets. The object identifiers are those of SGP.26 v3.</summary>
public sealed class ServerChainTests
{
    private static readonly RspPki s_pki = HttpScene.Nist;
    private static readonly ObjectIdentifier s_ciSubCa = new("2.23.146.1.2.1.0.0"), s_dpSubCa = new("2.23.146.1.2.1.0.0.1");
    private static readonly ObjectIdentifier s_dsSubCa = new("2.23.146.1.2.1.0.0.2"), s_eumSubCa = new("2.23.146.1.2.1.0.0.0.0");
    private static readonly ObjectIdentifier s_dpTls = new("2.23.146.1.2.1.0.0.1.0"), s_dsTls = new("2.23.146.1.2.1.0.0.2.0");

    /// <summary>A certificate and the key that goes with it.</summary>
    private sealed record Issuer(RspCertificate Certificate, EcSigningKey Key);

    private static readonly Issuer s_ci = new(s_pki.Ci, s_pki.CiKey!);
    private static readonly Func<CertificateTemplate, CertificateTemplate> s_asUsual = template => template;
    private static readonly Func<CertificateTemplate, CertificateTemplate> s_asV3 = usual => usual with { Policies = [s_dpTls] };

    private static Issuer Below(Issuer issuer, string name, ObjectIdentifier? role, Func<CertificateTemplate, CertificateTemplate>? change = null)
    {
        EcSigningKey key = Rfc6979SigningKey.Generate(EcCurve.NistP256, new SeededRandom(name));
        CertificateTemplate template = new()
        {
            Subject = [new(AttributeTypeAndValue.Organization, "ACME"), new(AttributeTypeAndValue.CommonName, name)],
            SerialNumber = Octets.FromHex("21"),
            NotBefore = HttpScene.Start,
            NotAfter = HttpScene.Start.AddYears(10),
            Policies = role is { } oid ? [oid] : [],
            KeyUsage = KeyUsage.KeyCertSign | KeyUsage.CrlSign,
            RegisteredId = new("2.999.221"),
            BasicConstraints = new(IsCa: true, PathLength: null),
        };
        return new((change ?? s_asUsual)(template).Issue(key.PublicKey, issuer.Certificate, issuer.Key), key);
    }

    private static TlsServer Server(Issuer[] issuers, Func<CertificateTemplate, CertificateTemplate> change)
    {
        CertificateTemplate usual = CertificateTemplates.TlsServer(CertificateRole.DpTls, [HttpScene.Host], new("2.999.10"), Octets.FromHex("09"), HttpScene.Start);
        RspCertificate own = change(usual).Issue(s_pki.DpTlsKey!.PublicKey, issuers[^1].Certificate, issuers[^1].Key);
        X509Certificate2Collection sent = [.. issuers.Reverse().Where(one => one != s_ci).Select(one => X509CertificateLoader.LoadCertificate(one.Certificate.Encoded.Span))];
        return new TlsServer((s_pki with { DpTls = own }).ToTlsCertificate()) { Issuers = sent }.Answers();
    }

    private static TestCaseData Case(string name, params object[] arguments) => new TestCaseData(arguments).SetName(name);

    private static IEnumerable<TestCaseData> Good()
    {
        yield return Case("The_CI_issues_a_certificate_with_the_role_of_version_3", new[] { s_ci }, s_asV3);
        yield return Case("An_issuer_below_the_CI_issues_it", new[] { s_ci, Below(s_ci, "CI Sub", s_ciSubCa) }, s_asV3);
        yield return Case("An_issuer_of_an_SM_DP_issues_it", new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa, usual => usual with { BasicConstraints = new(true, 0) }) }, s_asV3);
        yield return Case("An_issuer_of_an_SM_DS_issues_one_of_an_SM_DS", new[] { s_ci, Below(s_ci, "DS Sub", s_dsSubCa) },
            (CertificateTemplate usual) => usual with { Policies = [s_dsTls] });
        Issuer sub = Below(s_ci, "CI Sub", s_ciSubCa, usual => usual with { BasicConstraints = new(true, 1) });
        yield return Case("Both_issuers_stand_between", new[] { s_ci, sub, Below(sub, "DP Sub", s_dpSubCa, usual => usual with { BasicConstraints = new(true, 0) }) }, s_asV3);
        yield return Case("Name_constraints_are_kept",
            new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa, usual => usual with { PermittedName = [new(AttributeTypeAndValue.Organization, "ACME")] }) }, s_asV3);
    }

    [TestCaseSource(nameof(Good))]
    public async Task A_way_that_SGP_22_has_is_trusted(object issuers, Func<CertificateTemplate, CertificateTemplate> change)
    {
        await using TlsServer server = Server((Issuer[])issuers, change);
        Assert.That((await HttpScene.PostAsync(HttpScene.Options(server))).Status, Is.EqualTo(200));
    }

    private static IEnumerable<TestCaseData> Bad()
    {
        const Es9TransportFault Purpose = Es9TransportFault.WrongPurpose, NotTrusted = Es9TransportFault.NotTrusted;
        const string MayNot = "may not issue certificates of TLS servers";
        Func<CertificateTemplate, CertificateTemplate> v3 = s_asV3;
        Issuer eum = new(s_pki.Eum, s_pki.EumKey!), euicc = new(s_pki.Euicc, s_pki.EuiccKey!);
        yield return Case("A_leaf_of_an_eUICC_maker_is_refused", Purpose, MayNot, new[] { s_ci, eum }, s_asUsual);
        yield return Case("A_leaf_of_an_eUICC_is_refused", Purpose, MayNot, new[] { s_ci, eum, euicc }, s_asUsual);
        yield return Case("A_leaf_of_an_eUICC_makers_sub_CA_is_refused", Purpose, MayNot, new[] { s_ci, eum, Below(eum, "EUM Sub", s_eumSubCa) }, v3);
        yield return Case("A_leaf_of_an_eUICC_maker_below_an_SM_DPs_issuer_is_refused", Purpose, MayNot, new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa), Below(Below(s_ci, "DP Sub", s_dpSubCa), "EUM", CertificateRole.Eum.PolicyOid()) }, v3);
        yield return Case("A_leaf_of_an_SM_DP_for_authentication_is_refused", Purpose, MayNot, new[] { s_ci, new Issuer(s_pki.DpAuth, s_pki.DpAuthKey!) }, s_asUsual);
        yield return Case("A_leaf_of_an_SM_DP_for_binding_is_refused", Purpose, MayNot, new[] { s_ci, new Issuer(s_pki.DpPb, s_pki.DpPbKey!) }, s_asUsual);
        yield return Case("A_leaf_of_an_SM_DPs_TLS_certificate_is_refused", Purpose, MayNot, new[] { s_ci, new Issuer(s_pki.DpTls!, s_pki.DpTlsKey!) },
            (CertificateTemplate usual) => usual with { Subject = [new(AttributeTypeAndValue.CommonName, "forged")] });
        yield return Case("A_leaf_of_an_issuer_without_role_is_refused", Purpose, MayNot, new[] { s_ci, Below(s_ci, "Web", null) }, s_asUsual);
        yield return Case("A_leaf_of_the_wrong_role_is_refused_below_issuers_too", Purpose, "has not the role", new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa) },
            (CertificateTemplate usual) => usual with { Policies = [s_dsTls] });
        yield return Case("An_issuer_of_SM_DPs_below_another_is_refused", Purpose, MayNot,
            new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa), Below(Below(s_ci, "DP Sub", s_dpSubCa), "DP Sub 2", s_dpSubCa) }, v3);
        yield return Case("An_issuer_that_has_expired_is_refused", Es9TransportFault.CertificateNotValidNow, "is valid from 2026-06-01",
            new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa, usual => usual with { NotAfter = HttpScene.Start.AddHours(1) }) }, v3);
        yield return Case("An_issuer_that_is_no_CA_is_refused", NotTrusted, "basic constraints",
            new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa, usual => usual with { BasicConstraints = null }) }, v3);
        yield return Case("An_issuer_without_keyCertSign_is_refused", Purpose, "keyCertSign",
            new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa, usual => usual with { KeyUsage = KeyUsage.DigitalSignature }) }, v3);
        yield return Case("An_issuer_without_key_usage_is_refused", Purpose, "keyCertSign",
            new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa, usual => usual with { KeyUsage = KeyUsage.None }) }, v3);
        yield return Case("An_issuer_for_clients_is_refused", Purpose, "extended key usage",
            new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa, usual => usual with { ExtendedKeyUsage = [new("1.3.6.1.5.5.7.3.2")] }) }, v3);
        yield return Case("An_issuer_with_a_critical_extension_of_unknown_meaning_is_refused", NotTrusted, "critical extension",
            new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa, usual => usual with { UnknownCriticalExtension = new("2.999.77") }) }, v3);
        Issuer narrow = Below(s_ci, "CI Sub", s_ciSubCa, usual => usual with { BasicConstraints = new(true, 0) });
        yield return Case("A_longer_way_than_an_issuer_allows_is_refused", NotTrusted, "path length", new[] { s_ci, narrow, Below(narrow, "DP Sub", s_dpSubCa) }, v3);
        yield return Case("A_name_that_an_issuer_may_not_certify_is_refused", NotTrusted, "name constraints",
            new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa, usual => usual with { PermittedName = [new(AttributeTypeAndValue.Organization, "Another")] }) }, v3);
        yield return Case("An_issuer_whose_signature_is_anothers_is_refused", NotTrusted, "was not signed",
            new[] { s_ci, Below(s_ci with { Key = HttpScene.Other.CiKey! }, "DP Sub", s_dpSubCa) }, v3);
        Issuer unknown = new(HttpScene.Other.Ci, HttpScene.Other.CiKey!);
        yield return Case("An_issuer_of_a_CI_that_is_not_trusted_is_refused", NotTrusted, "is not trusted", new[] { unknown, Below(unknown, "DP Sub", s_dpSubCa) }, v3);
        yield return Case("A_leaf_below_issuers_answers_for_its_name", Es9TransportFault.WrongName, "is for other.example.com", new[] { s_ci, Below(s_ci, "DP Sub", s_dpSubCa) },
            (CertificateTemplate usual) => s_asV3(usual) with { DnsNames = ["other.example.com"] });
    }

    [TestCaseSource(nameof(Bad))]
    public async Task Another_way_is_refused(Es9TransportFault fault, string words, object issuers, Func<CertificateTemplate, CertificateTemplate> change)
    {
        await using TlsServer server = Server((Issuer[])issuers, change);
        Es9TransportException refusal = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That(refusal.Fault, Is.EqualTo(fault), refusal.Message);
        Assert.That(refusal.Message, Does.StartWith($"The certificate of {HttpScene.Host} ").And.Contain(words));
        Assert.That(server.Requests, Is.Empty, "the request went out to a server that is not trusted");
    }

    [Test]
    public async Task A_CI_that_allows_no_issuers_below_it_is_heeded()
    {
        CertificateTemplate template = CertificateTemplates.Ci(Octets.FromHex("01"), HttpScene.Start) with { BasicConstraints = new(true, 0) };
        Issuer ci = s_ci with { Certificate = template.Issue(s_pki.CiKey!.PublicKey, null, s_pki.CiKey) };
        await using TlsServer server = Server([s_ci, Below(s_ci, "DP Sub", s_dpSubCa)], s_asV3);
        Es9TransportException refusal = await HttpScene.FaultAsync(HttpScene.Options(server) with { Trust = HttpScene.Trust with { Cis = [ci.Certificate] } });
        Assert.That((refusal.Fault, refusal.Message.Contains("path length", StringComparison.Ordinal)), Is.EqualTo((Es9TransportFault.NotTrusted, true)), refusal.Message);
    }

    [Test]
    public async Task An_eUICC_maker_issues_for_nobody_even_where_its_CI_or_itself_is_given_as_an_own_CA()
    {
        RspCertificate[] roots = [s_pki.Ci, s_pki.Eum];
        foreach (RspCertificate root in roots)
        {
            using X509Certificate2 ca = X509CertificateLoader.LoadCertificate(root.Encoded.Span);
            await using TlsServer server = Server([s_ci, new(s_pki.Eum, s_pki.EumKey!)], usual => usual with { Subject = s_pki.Eum.Subject.Attributes });
            Es9TransportException refusal = await HttpScene.FaultAsync(HttpScene.Options(server) with { Trust = HttpScene.Trust with { Cis = [], Cas = [ca] } });
            Assert.That(refusal.Fault, Is.EqualTo(Es9TransportFault.WrongPurpose).Or.EqualTo(Es9TransportFault.NotTrusted), refusal.Message);
        }
    }

    /// <summary>An ordinary CA of one's own with an issuer below it, by the rules of RFC 5280.</summary>
    private static async Task<Es9TransportException?> OnTheWebAsync(
        Action<CertificateRequest>? changeIssuer = null, DateTimeOffset? issuersEnd = null, Action<CertificateRequest>? changeLeaf = null)
    {
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256), issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256), key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest rootRequest = new("CN=own root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 1, true));
        using X509Certificate2 root = rootRequest.CreateSelfSigned(HttpScene.Start, HttpScene.Start.AddYears(20));
        CertificateRequest issuerRequest = new("CN=own issuer", issuerKey, HashAlgorithmName.SHA256);
        if (changeIssuer is null) issuerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        else changeIssuer(issuerRequest);
        X509SignatureGenerator rootSigns = X509SignatureGenerator.CreateForECDsa(rootKey), issuerSigns = X509SignatureGenerator.CreateForECDsa(issuerKey);
        using X509Certificate2 issuer = issuerRequest.Create(root.SubjectName, rootSigns, HttpScene.Start, issuersEnd ?? HttpScene.Start.AddYears(10), [2]);
        CertificateRequest request = new("CN=leaf", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(HttpScene.Host);
        request.CertificateExtensions.Add(names.Build());
        changeLeaf?.Invoke(request);
        using X509Certificate2 open = request.Create(issuer.SubjectName, issuerSigns, HttpScene.Start, HttpScene.Start.AddYears(1), [3]);
        using X509Certificate2 own = open.CopyWithPrivateKey(key);
        using X509Certificate2 ca = X509CertificateLoader.LoadCertificate(root.RawData);
        await using TlsServer server = new TlsServer(own) { Issuers = [issuer] }.Answers();
        RspHttpOptions options = HttpScene.Options(server) with { Trust = HttpScene.Trust with { Cis = [s_pki.Ci], Cas = [ca] } };
        try
        {
            Assert.That((await HttpScene.PostAsync(options)).Status, Is.EqualTo(200));
            return null;
        }
        catch (Es9TransportException refusal)
        {
            return refusal;
        }
    }

    [Test]
    public async Task An_own_CA_with_an_ordinary_issuer_below_it_is_trusted() => Assert.That(await OnTheWebAsync(), Is.Null);

    private static IEnumerable<TestCaseData> BadOnTheWeb()
    {
        static X509Extension Ca(int? length = 0) => new X509BasicConstraintsExtension(true, length is not null, length ?? 0, true);
        static X509Extension Policy(ObjectIdentifier oid)
        {
            System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
            using (writer.PushSequence())
            using (writer.PushSequence()) writer.WriteObjectIdentifier(oid.Value);
            return new("2.5.29.32", writer.Encode(), critical: false);
        }
        static X509Extension Names(string permitted)
        {
            System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
            using (writer.PushSequence())
            using (writer.PushSequence(new(System.Formats.Asn1.TagClass.ContextSpecific, 0)))
            using (writer.PushSequence()) writer.WriteCharacterString(System.Formats.Asn1.UniversalTagNumber.IA5String, permitted, new(System.Formats.Asn1.TagClass.ContextSpecific, 2));
            return new("2.5.29.30", writer.Encode(), critical: true);
        }
        static void Nothing(CertificateRequest _)
        {
        }
        static void Usual(CertificateRequest issuer) => issuer.CertificateExtensions.Add(Ca());
        Func<X509Extension[], Action<CertificateRequest>> with = extensions => request =>
        {
            foreach (X509Extension one in extensions) request.CertificateExtensions.Add(one);
        };
        const Es9TransportFault Purpose = Es9TransportFault.WrongPurpose, NotTrusted = Es9TransportFault.NotTrusted;
        yield return Case("On_the_web_an_issuer_that_is_no_CA_is_refused", NotTrusted, (Action<CertificateRequest>)Nothing, (Action<CertificateRequest>)Nothing);
        yield return Case("On_the_web_an_issuer_without_keyCertSign_is_refused", NotTrusted,
            with([Ca(), new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true)]), (Action<CertificateRequest>)Nothing);
        yield return Case("On_the_web_an_issuer_for_clients_is_refused", Purpose,
            with([Ca(), new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.2")], false)]), (Action<CertificateRequest>)Nothing);
        yield return Case("On_the_web_an_issuer_of_other_names_is_refused", NotTrusted, with([Ca(), Names("other.example.org")]), (Action<CertificateRequest>)Nothing);
        yield return Case("On_the_web_an_eUICC_maker_is_refused", Purpose, with([Ca(), Policy(CertificateRole.Eum.PolicyOid())]), (Action<CertificateRequest>)Nothing);
        yield return Case("On_the_web_a_leaf_of_another_role_is_refused", Purpose, (Action<CertificateRequest>)Usual, with([Policy(CertificateRole.DpAuth.PolicyOid())]));
        yield return Case("On_the_web_a_leaf_for_signing_certificates_is_refused", Purpose, (Action<CertificateRequest>)Usual,
            with([new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true)]));
    }

    [TestCaseSource(nameof(BadOnTheWeb))]
    public async Task On_the_web_another_way_is_refused(Es9TransportFault fault, Action<CertificateRequest> issuer, Action<CertificateRequest> leaf)
    {
        Es9TransportException? refusal = await OnTheWebAsync(issuer, changeLeaf: leaf);
        Assert.That(refusal?.Fault, Is.EqualTo(fault), refusal?.Message);
    }

    [Test]
    public async Task On_the_web_an_issuer_that_has_expired_is_refused_with_its_own_dates()
    {
        Es9TransportException? refusal = await OnTheWebAsync(issuersEnd: HttpScene.Start.AddHours(2));
        Assert.That(refusal?.Fault, Is.EqualTo(Es9TransportFault.CertificateNotValidNow));
        Assert.That(refusal?.Message, Does.Contain("CN=own issuer").And.Contain("2026-06-01 02:00Z"));
    }
}

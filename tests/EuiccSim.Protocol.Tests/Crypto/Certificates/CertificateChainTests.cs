using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Crypto.Certificates;

[TestFixtureSource(typeof(EcSamples), nameof(EcSamples.Curves))]
internal sealed class CertificateChainTests(EcCurve curve)
{
    private static readonly Octets Number = Octets.FromHex("0200");
    private readonly RspPki _pki = EcSamples.Pki(curve);

    [Test]
    public void A_good_server_is_accepted_in_its_role_only()
    {
        (RspCertificate, CertificateRole)[] servers =
        [
            (_pki.DpAuth, CertificateRole.DpAuth), (_pki.DpPb, CertificateRole.DpPb), (_pki.DpTls!, CertificateRole.DpTls),
            (_pki.DsAuth!, CertificateRole.DsAuth), (_pki.DsTls!, CertificateRole.DsTls),
        ];
        foreach ((RspCertificate certificate, CertificateRole own) in servers)
            foreach (CertificateRole role in Enum.GetValues<CertificateRole>())
                Assert.That(Check(certificate, role), Is.EqualTo(role == own ? CertificateFault.None : CertificateFault.WrongRole), $"{own} as {role}");
    }

    [Test]
    public void Another_CI_is_unknown()
    {
        using RspPki other = TestPki.Create(curve, new SeededRandom("other"), EcSamples.Start);
        Assert.That(CertificateChain.CheckServer(_pki.DpAuth, other.TrustedCi, CertificateRole.DpAuth, null), Is.EqualTo(CertificateFault.UnknownIssuer));
        Assert.That(CertificateChain.CheckEuicc(_pki.Eum, _pki.Euicc, other.TrustedCi, null).Eum, Is.EqualTo(CertificateFault.UnknownIssuer));
        Assert.That(CertificateChain.CheckEuicc(_pki.Eum, other.Euicc, _pki.TrustedCi, null),
            Is.EqualTo(new EuiccChainOutcome(CertificateFault.None, CertificateFault.UnknownIssuer)));
        Assert.That(TrustedCi.TryFind([other.TrustedCi, _pki.TrustedCi], _pki.DpAuth, out TrustedCi? found));
        Assert.That(found, Is.EqualTo(_pki.TrustedCi));
        Assert.That(TrustedCi.TryFind([other.TrustedCi], _pki.DpAuth, out _), Is.False);
    }

    [Test]
    public void A_CI_of_the_same_name_and_key_identifier_is_found_out_by_its_key()
    {
        using RspPki other = TestPki.Create(curve, new SeededRandom("other"), EcSamples.Start);
        TrustedCi impostor = _pki.TrustedCi with { PublicKey = other.Ci.PublicKey! };
        Assert.That(CertificateChain.CheckServer(_pki.DpAuth, impostor, CertificateRole.DpAuth, null), Is.EqualTo(CertificateFault.BadSignature));
        EcCurve otherCurve = EcSamples.Curves.First(candidate => candidate != curve);
        TrustedCi onOtherCurve = _pki.TrustedCi with { PublicKey = EcSamples.Pki(otherCurve).Ci.PublicKey! };
        Assert.That(CertificateChain.CheckServer(_pki.DpAuth, onOtherCurve, CertificateRole.DpAuth, null), Is.EqualTo(CertificateFault.BadSignature));
    }

    [Test]
    public void A_CI_may_be_known_by_its_key_alone()
    {
        TrustedCi key = new(_pki.Ci.SubjectKeyIdentifier!.Value, _pki.Ci.PublicKey!);
        Assert.That(CertificateChain.CheckServer(_pki.DpAuth, key, CertificateRole.DpAuth, null), Is.EqualTo(CertificateFault.None));
    }

    [Test]
    public void An_issuer_of_another_name_is_unknown()
    {
        CertificateName name = _pki.Eum.Subject;
        TrustedCi renamed = _pki.TrustedCi with { Name = name };
        Assert.That(CertificateChain.CheckServer(_pki.DpAuth, renamed, CertificateRole.DpAuth, null), Is.EqualTo(CertificateFault.UnknownIssuer));
    }

    [Test]
    public void Each_wrong_field_of_a_server_has_its_fault()
    {
        CertificateTemplate good = CertificateTemplates.Server(CertificateRole.DpAuth, "TEST", new("2.999.10"), Number, EcSamples.Start);
        (CertificateTemplate, CertificateFault)[] cases =
        [
            (good, CertificateFault.None),
            (good with { KeyUsage = KeyUsage.KeyAgreement }, CertificateFault.WrongKeyUsage),
            (good with { KeyUsage = KeyUsage.None }, CertificateFault.WrongKeyUsage),
            (good with { PoliciesAreCritical = false }, CertificateFault.WrongRole),
            (good with { Policies = [] }, CertificateFault.WrongRole),
            (good with { Policies = [new("2.23.146.1.2.1.4"), new("2.23.146.1.2.1.5")] }, CertificateFault.WrongRole),
            (good with { Policies = [new("2.23.146.1.2.1.0.0.1.1")] }, CertificateFault.WrongRole),
            (good with { Policies = [new("1.2.3"), new("2.23.146.1.2.1.4")] }, CertificateFault.None),
            (good with { RegisteredId = null }, CertificateFault.MissingOid),
            (good with { HasSubjectKeyIdentifier = false }, CertificateFault.MissingKeyIdentifier),
            (good with { HasAuthorityKeyIdentifier = false }, CertificateFault.MissingKeyIdentifier),
            (good with { UnknownCriticalExtension = new("1.2.3.4") }, CertificateFault.UnknownCriticalExtension),
        ];
        foreach ((CertificateTemplate template, CertificateFault expected) in cases)
            Assert.That(Check(Issue(template), CertificateRole.DpAuth), Is.EqualTo(expected), template.ToString());
    }

    [Test]
    public void A_TLS_certificate_is_for_TLS_servers()
    {
        CertificateTemplate good = CertificateTemplates.TlsServer(CertificateRole.DpTls, ["dp.example.com"], new("2.999.10"), Number, EcSamples.Start);
        Assert.That(Check(Issue(good), CertificateRole.DpTls), Is.EqualTo(CertificateFault.None));
        RspCertificate clientOnly = Issue(good with { ExtendedKeyUsage = [new("1.3.6.1.5.5.7.3.2")] });
        Assert.That(Check(clientOnly, CertificateRole.DpTls), Is.EqualTo(CertificateFault.WrongExtendedKeyUsage));
        Assert.That(Check(Issue(good with { ExtendedKeyUsage = [] }), CertificateRole.DpTls), Is.EqualTo(CertificateFault.WrongExtendedKeyUsage));
        Assert.That(CertificateChain.NamesHost(clientOnly, "DP.example.com"));
        Assert.That(CertificateChain.NamesHost(clientOnly, "other.example.com"), Is.False);
    }

    [Test]
    public void Validity_counts_only_where_there_is_a_clock()
    {
        DateTimeOffset first = _pki.DpAuth.NotBefore, last = _pki.DpAuth.NotAfter;
        TimeSpan second = TimeSpan.FromSeconds(1);
        Assert.That(Check(_pki.DpAuth, CertificateRole.DpAuth, first - second), Is.EqualTo(CertificateFault.NotYetValid));
        Assert.That(Check(_pki.DpAuth, CertificateRole.DpAuth, first), Is.EqualTo(CertificateFault.None));
        Assert.That(Check(_pki.DpAuth, CertificateRole.DpAuth, last), Is.EqualTo(CertificateFault.None));
        Assert.That(Check(_pki.DpAuth, CertificateRole.DpAuth, last + second), Is.EqualTo(CertificateFault.Expired));
        Assert.That(Check(_pki.DpAuth, CertificateRole.DpAuth), Is.EqualTo(CertificateFault.None));
        Assert.That(CertificateChain.CheckEuicc(_pki.Eum, _pki.Euicc, _pki.TrustedCi, _pki.Eum.NotAfter + second).Eum, Is.EqualTo(CertificateFault.Expired));
        Assert.That(CertificateChain.CheckEuicc(_pki.Eum, _pki.Euicc, _pki.TrustedCi, _pki.Eum.NotAfter).IsGood);
    }

    [Test]
    public void What_has_expired_is_told_as_such_whatever_else_is_wrong_but_the_signature()
    {
        CertificateTemplate bad = CertificateTemplates.Server(CertificateRole.DpAuth, "TEST", new("2.999.10"), Number, EcSamples.Start) with
        {
            KeyUsage = KeyUsage.None,
            Policies = [],
            RegisteredId = null,
            HasSubjectKeyIdentifier = false,
        };
        RspCertificate certificate = Issue(bad);
        Assert.That(Check(certificate, CertificateRole.DpAuth, certificate.NotAfter.AddSeconds(1)), Is.EqualTo(CertificateFault.Expired));
        Assert.That(Check(certificate, CertificateRole.DpAuth, certificate.NotBefore.AddSeconds(-1)), Is.EqualTo(CertificateFault.NotYetValid));
        RspCertificate forged = bad.Issue(_pki.DpAuth.PublicKey!, _pki.Ci, _pki.DpAuthKey);
        Assert.That(Check(forged, CertificateRole.DpAuth, certificate.NotAfter.AddSeconds(1)), Is.EqualTo(CertificateFault.BadSignature));
    }

    [Test]
    public void A_key_on_another_curve_is_unsupported()
    {
        RspCertificate p384 = RspCertificate.Parse(ForeignKeys.OnP384(_pki.Ci, _pki.CiKey!));
        Assert.That(p384.PublicKey, Is.Null);
        Assert.That(Check(p384, CertificateRole.DpAuth), Is.EqualTo(CertificateFault.UnsupportedCurve));
        RspCertificate offCurve = RspCertificate.Parse(ForeignKeys.OffCurve(_pki.Ci, _pki.CiKey!));
        Assert.That(Check(offCurve, CertificateRole.DpAuth), Is.EqualTo(CertificateFault.InvalidPublicKey));
    }

    [Test]
    public void Each_wrong_field_of_a_maker_has_its_fault()
    {
        CertificateTemplate good = CertificateTemplates.Eum("89049032", Number, EcSamples.Start);
        (CertificateTemplate, CertificateFault)[] cases =
        [
            (good, CertificateFault.None),
            (good with { BasicConstraints = null }, CertificateFault.NotACa),
            (good with { BasicConstraints = new(IsCa: false, PathLength: null) }, CertificateFault.NotACa),
            (good with { KeyUsage = KeyUsage.DigitalSignature }, CertificateFault.WrongKeyUsage),
            (good with { Policies = [CertificateRole.Euicc.PolicyOid()] }, CertificateFault.WrongRole),
            (good with { PermittedName = null }, CertificateFault.NotWithinNameConstraints),
            (good with { RegisteredId = null }, CertificateFault.MissingOid),
            (good with { HasSubjectKeyIdentifier = false }, CertificateFault.MissingKeyIdentifier),
            (good with { HasAuthorityKeyIdentifier = false }, CertificateFault.MissingKeyIdentifier),
        ];
        foreach ((CertificateTemplate template, CertificateFault expected) in cases)
        {
            RspCertificate eum = template.Issue(_pki.EumKey!.PublicKey, _pki.Ci, _pki.CiKey!);
            EuiccChainOutcome outcome = CertificateChain.CheckEuicc(eum, _pki.Euicc, _pki.TrustedCi, null);
            Assert.That(outcome, Is.EqualTo(new EuiccChainOutcome(expected, CertificateFault.None)), template.ToString());
        }
        Assert.That(CertificateChain.CheckEuicc(_pki.Eum, _pki.Euicc, _pki.TrustedCi with { PathLength = 0 }, null).Eum,
            Is.EqualTo(CertificateFault.PathTooLong));
    }

    [TestCase("89049032999999999999999999999999", CertificateFault.None)]
    [TestCase("89049033123451234512345678901235", CertificateFault.NotWithinNameConstraints)]
    [TestCase("8904903212345123451234567890123", CertificateFault.InvalidEid)]
    [TestCase("890490321234512345123456789012350", CertificateFault.InvalidEid)]
    [TestCase("8904903212345123451234567890123A", CertificateFault.InvalidEid)]
    public void An_EID_must_be_one_that_the_maker_may_give(string eid, CertificateFault expected)
    {
        RspCertificate euicc = CertificateTemplates.Euicc(eid, Number, EcSamples.Start).Issue(_pki.EuiccKey.PublicKey, _pki.Eum, _pki.EumKey!);
        Assert.That(CertificateChain.CheckEuicc(_pki.Eum, euicc, _pki.TrustedCi, null).Euicc, Is.EqualTo(expected));
    }

    [Test]
    public void Each_wrong_field_of_an_eUICC_has_its_fault()
    {
        CertificateTemplate good = CertificateTemplates.Euicc(_pki.EidDigits, Number, EcSamples.Start);
        AttributeTypeAndValue organization = good.Subject[1], serialNumber = good.Subject[2];
        (CertificateTemplate, CertificateFault)[] cases =
        [
            (good, CertificateFault.None),
            (good with { Policies = [CertificateRole.DpAuth.PolicyOid()] }, CertificateFault.WrongRole),
            (good with { KeyUsage = KeyUsage.KeyCertSign }, CertificateFault.WrongKeyUsage),
            (good with { Subject = [organization with { Value = "Another EUM" }, serialNumber] }, CertificateFault.NotWithinNameConstraints),
            (good with { Subject = [organization, organization with { Value = "Another EUM" }, serialNumber] }, CertificateFault.NotWithinNameConstraints),
            (good with { Subject = [organization] }, CertificateFault.InvalidEid),
            (good with { Subject = [organization, serialNumber, serialNumber] }, CertificateFault.InvalidEid),
        ];
        foreach ((CertificateTemplate template, CertificateFault expected) in cases)
        {
            RspCertificate euicc = template.Issue(_pki.EuiccKey.PublicKey, _pki.Eum, _pki.EumKey!);
            Assert.That(CertificateChain.CheckEuicc(_pki.Eum, euicc, _pki.TrustedCi, null).Euicc, Is.EqualTo(expected), template.ToString());
        }
    }

    [Test]
    public void An_eUICC_certificate_cannot_stand_for_its_maker()
    {
        Assert.That(CertificateChain.CheckEuicc(_pki.Euicc, _pki.Euicc, _pki.TrustedCi, null).Eum, Is.EqualTo(CertificateFault.UnknownIssuer));
        Assert.That(CertificateChain.CheckEuicc(_pki.DpAuth, _pki.Euicc, _pki.TrustedCi, null).Eum, Is.EqualTo(CertificateFault.WrongKeyUsage));
    }

    private RspCertificate Issue(CertificateTemplate template) => template.Issue(_pki.DpAuthKey.PublicKey, _pki.Ci, _pki.CiKey!);

    private CertificateFault Check(RspCertificate certificate, CertificateRole role, DateTimeOffset? now = null) =>
        CertificateChain.CheckServer(certificate, _pki.TrustedCi, role, now);
}

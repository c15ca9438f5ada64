using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests;

/// <summary>The certificates that cases make: wrong where they are to be wrong, and good where they are only made anew.</summary>
internal sealed class InvalidCertificateTests
{
    private static readonly ManualTime s_time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly RspPki s_pki = TestPki.Create(EcCurve.NistP256, new SeededRandom("own"), s_time.GetUtcNow().AddYears(-1));
    private static readonly RunStock s_stock = new(new() { Time = s_time, Random = new SeededRandom("stock") });

    [Test]
    public void Each_kind_is_refused_in_each_role([Values(CertificateRole.DpAuth, CertificateRole.DpPb, CertificateRole.DsAuth)] CertificateRole role)
    {
        CertificateForge forge = new(s_pki, role, s_stock);
        Assert.That(Judge(forge.Good, role), Is.EqualTo(CertificateFault.None));
        Assert.That(InvalidCertificate.All.Where(kind => Judge(Of(kind.Make(forge), role), role) == CertificateFault.None).Select(kind => kind.Word), Is.Empty);
    }

    [Test]
    public void What_is_made_anew_without_a_fault_is_good()
    {
        CertificateForge forge = new(s_pki, CertificateRole.DpAuth, s_stock);
        Assert.That(Judge(forge.Issue(), CertificateRole.DpAuth), Is.EqualTo(CertificateFault.None));
        Assert.That(Judge(forge.Remake("2.5.29.17", one => one), CertificateRole.DpAuth), Is.EqualTo(CertificateFault.None));
    }

    [Test]
    public void No_two_kinds_have_one_word_or_one_title()
    {
        Assert.That(InvalidCertificate.All.Select(kind => kind.Word), Is.Unique);
        Assert.That(InvalidCertificate.All.Select(kind => kind.Title), Is.Unique);
    }

    [Test]
    public void Numbers_of_revocation_lists_grow_also_from_run_to_run()
    {
        RunStock earlier = new(new() { Time = s_time }), later = new(new() { Time = new ManualTime(s_time.GetUtcNow().AddSeconds(1)) });
        Assert.That(earlier.NextRevocationListNumber(), Is.LessThan(earlier.NextRevocationListNumber()));
        Assert.That(earlier.NextRevocationListNumber(), Is.LessThan(later.NextRevocationListNumber()));
    }

    private static RspCertificate Of(RspPki pki, CertificateRole role) => role == CertificateRole.DpPb ? pki.DpPb : pki.DpAuth;

    private static CertificateFault Judge(RspCertificate certificate, CertificateRole role) =>
        CertificateChain.CheckServer(certificate, s_pki.TrustedCi, role, s_time.GetUtcNow());
}

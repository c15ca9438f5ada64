using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Lpas.Servers;

/// <summary>What is wrong with the certificate that a server shows in TLS. SGP.26 has the first of them, RFC 9525 and RFC 5280 the others.</summary>
internal enum TlsFault
{
    None,
    Expired,
    NotYetValid,
    OtherRole,
    NoServerPurpose,
    NoPurpose,
    OtherKeyUsage,
    OtherName,
    ForeignCi,
    SelfSigned,
    BadSignature,
}

/// <summary>The certificates that the servers of a run show in TLS, right ones and wrong ones. Each is made once, when it is first wanted.</summary>
/// <param name="pki">The run's, with the key of its CI.</param>
/// <param name="host">The name by which LPAs reach the servers.</param>
/// <param name="random">Where keys and numbers come from.</param>
/// <param name="time">The clock.</param>
internal sealed class TlsCertificates(RspPki pki, string host, RandomSource random, TimeProvider time) : IDisposable
{
    private readonly Dictionary<(CertificateRole, TlsFault), X509Certificate2> _made = [];
    private readonly EcSigningKey _key = Rfc6979SigningKey.Generate(pki.Curve, random);
    private readonly EcSigningKey _otherCi = Rfc6979SigningKey.Generate(pki.Curve, random);

    /// <summary>A certificate with its key; it stays this object's.</summary>
    /// <param name="role">Of an SM-DP+, or of an SM-DS.</param>
    /// <param name="fault">What is wrong with it.</param>
    internal X509Certificate2 Get(CertificateRole role, TlsFault fault = TlsFault.None)
    {
        if (!_made.TryGetValue((role, fault), out X509Certificate2? made)) _made[(role, fault)] = made = Make(role, fault);
        return made;
    }

    public void Dispose()
    {
        foreach (X509Certificate2 made in _made.Values) made.Dispose();
        _key.Dispose();
        _otherCi.Dispose();
    }

    private X509Certificate2 Make(CertificateRole role, TlsFault fault)
    {
        CertificateTemplate template = Change(CertificateTemplates.TlsServer(role, [host], pki.ServerOid, Number(), time.GetUtcNow().AddDays(-1)), fault);
        RspCertificate certificate = fault switch
        {
            TlsFault.SelfSigned => template.Issue(_key.PublicKey, issuer: null, _key),
            TlsFault.ForeignCi => template.Issue(_key.PublicKey, OtherCi(), _otherCi),
            TlsFault.BadSignature => RemadeCertificate.WithBadSignature(template.Issue(_key.PublicKey, pki.Ci, pki.CiKey!)),
            _ => template.Issue(_key.PublicKey, pki.Ci, pki.CiKey!),
        };
        return fault == TlsFault.OtherKeyUsage ? WithAgreementKey(certificate) : (pki with { DpTls = certificate, DpTlsKey = _key }).ToTlsCertificate();
    }

    /// <summary>A certificate that is not for signatures gets no key for them from the platform, but one to agree with, which is the same number.</summary>
    private X509Certificate2 WithAgreementKey(RspCertificate certificate)
    {
        using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(certificate.Encoded.Span);
        using ECDiffieHellman key = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = _key.ExportScalar(),
            Q = new() { X = _key.PublicKey.X.ToArray(), Y = _key.PublicKey.Y.ToArray() },
        });
        return bare.CopyWithPrivateKey(key);
    }

    private CertificateTemplate Change(CertificateTemplate right, TlsFault fault) => fault switch
    {
        TlsFault.Expired => right with { NotBefore = time.GetUtcNow().AddYears(-2), NotAfter = time.GetUtcNow().AddDays(-1) },
        TlsFault.NotYetValid => right with { NotBefore = time.GetUtcNow().AddYears(1), NotAfter = time.GetUtcNow().AddYears(2) },
        TlsFault.OtherRole => right with { Policies = [CertificateRole.DpAuth.PolicyOid()], PoliciesAreCritical = true },
        TlsFault.NoServerPurpose => right with { ExtendedKeyUsage = [new("1.3.6.1.5.5.7.3.2")] }, // TLS client alone
        TlsFault.NoPurpose => right with { ExtendedKeyUsage = [] },
        TlsFault.OtherKeyUsage => right with { KeyUsage = KeyUsage.KeyAgreement },
        TlsFault.OtherName => right with { DnsNames = ["elsewhere.example.com"] },
        _ => right,
    };

    /// <summary>A CI of the same name and with another key.</summary>
    private RspCertificate OtherCi() => CertificateTemplates.Ci(Number(), time.GetUtcNow().AddDays(-1)).Issue(_otherCi.PublicKey, issuer: null, _otherCi);

    private Octets Number()
    {
        byte[] number = new byte[8];
        random.Fill(number);
        number[0] = (byte)((number[0] & 0x3F) | 0x40);
        return Octets.Wrap(number);
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Testing;

/// <summary>One set of certificates and keys, from the CI down to an eUICC and an SM-DP+, all on one curve (SGP.26 v2).</summary>
/// <remarks>Made by <see cref="TestPki"/> or read by <see cref="PkiDirectory"/>. Disposing forgets all its keys.</remarks>
public sealed record RspPki : IDisposable
{
    /// <summary>The curve of all keys.</summary>
    public required EcCurve Curve { get; init; }

    /// <summary>CERT.CI.ECDSA, self-signed.</summary>
    public required RspCertificate Ci { get; init; }

    /// <summary>SK.CI.ECDSA, where it is known.</summary>
    public EcSigningKey? CiKey { get; init; }

    /// <summary>CERT.EUM.ECDSA.</summary>
    public required RspCertificate Eum { get; init; }

    /// <summary>SK.EUM.ECDSA, where it is known.</summary>
    public EcSigningKey? EumKey { get; init; }

    /// <summary>CERT.EUICC.ECDSA.</summary>
    public required RspCertificate Euicc { get; init; }

    /// <summary>SK.EUICC.ECDSA.</summary>
    public required EcSigningKey EuiccKey { get; init; }

    /// <summary>CERT.DPauth.ECDSA.</summary>
    public required RspCertificate DpAuth { get; init; }

    /// <summary>SK.DPauth.ECDSA.</summary>
    public required EcSigningKey DpAuthKey { get; init; }

    /// <summary>CERT.DPpb.ECDSA.</summary>
    public required RspCertificate DpPb { get; init; }

    /// <summary>SK.DPpb.ECDSA.</summary>
    public required EcSigningKey DpPbKey { get; init; }

    /// <summary>CERT.DP.TLS, if there is one.</summary>
    public RspCertificate? DpTls { get; init; }

    /// <summary>SK.DP.TLS, if there is one.</summary>
    public EcSigningKey? DpTlsKey { get; init; }

    /// <summary>CERT.DSauth.ECDSA, if there is one.</summary>
    public RspCertificate? DsAuth { get; init; }

    /// <summary>SK.DSauth.ECDSA, if there is one.</summary>
    public EcSigningKey? DsAuthKey { get; init; }

    /// <summary>CERT.DS.TLS, if there is one.</summary>
    public RspCertificate? DsTls { get; init; }

    /// <summary>SK.DS.TLS, if there is one.</summary>
    public EcSigningKey? DsTlsKey { get; init; }

    /// <summary>The eUICC's EID, 32 decimal digits.</summary>
    public string EidDigits => Euicc.Subject.SerialNumber ?? "";

    /// <summary>The SM-DP+'s object identifier, from its certificate for authentication.</summary>
    public ObjectIdentifier ServerOid => DpAuth.Extensions.RegisteredIds[0];

    /// <summary>The CI as an eUICC or a server trusts it.</summary>
    public TrustedCi TrustedCi => TrustedCi.From(Ci);

    /// <summary>The SM-DP+'s TLS certificate with its key, for a server of the platform. The caller disposes of it.</summary>
    /// <exception cref="InvalidOperationException">There is none, or its key cannot be exported, or its curve has no number in
    /// TLS.</exception>
    public X509Certificate2 ToTlsCertificate()
    {
        if (DpTls is null || DpTlsKey is null) throw new InvalidOperationException("this PKI has no TLS certificate with a key");
        if (Curve == EcCurve.Frp256v1) throw new InvalidOperationException($"TLS has no number for {Curve}");
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(DpTls.Encoded.Span);
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(PkiDirectory.ToPem(DpTlsKey));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Forgets all keys.</summary>
    public void Dispose()
    {
        foreach (EcSigningKey? key in (ReadOnlySpan<EcSigningKey?>)[CiKey, EumKey, EuiccKey, DpAuthKey, DpPbKey, DpTlsKey, DsAuthKey, DsTlsKey])
            key?.Dispose();
    }
}

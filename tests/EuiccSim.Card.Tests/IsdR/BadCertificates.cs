using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>Server certificates that are wrong in one respect, with the server's real keys.</summary>
internal static class BadCertificates
{
    private static readonly RspPki Pki = TestEuicc.Pki;

    /// <summary>The PKI with another CERT.DPauth.</summary>
    internal static RspPki Auth(
        Func<CertificateTemplate, CertificateTemplate> change, EcSigningKey? issuerKey = null, RspCertificate? issuer = null) =>
        Pki with
        {
            DpAuth = change(Template(CertificateRole.DpAuth)).Issue(
            Pki.DpAuthKey.PublicKey, issuer ?? Pki.Ci, issuerKey ?? Pki.CiKey!)
        };

    /// <summary>The PKI with another CERT.DPpb.</summary>
    internal static RspPki Binding(
        Func<CertificateTemplate, CertificateTemplate> change, EcSigningKey? issuerKey = null, RspCertificate? issuer = null) =>
        Pki with { DpPb = change(Template(CertificateRole.DpPb)).Issue(Pki.DpPbKey.PublicKey, issuer ?? Pki.Ci, issuerKey ?? Pki.CiKey!) };

    /// <summary>A CI that the card does not know.</summary>
    internal static RspPki Foreign { get; } = TestPki.Create(EcCurve.NistP256, new SeededRandom("foreign"), TestEuicc.Now.AddYears(-1));

    /// <summary>A certificate that is right but for its key, which is on P-384.</summary>
    internal static RspCertificate OnP384(CertificateRole role)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        CertificateRequest request = new(new X500DistinguishedName("CN=TEST"), new PublicKey(key), HashAlgorithmName.SHA256);
        using X509Certificate2 model = X509CertificateLoader.LoadCertificate(
            Template(role).Issue(Pki.DpAuthKey.PublicKey, Pki.Ci, Pki.CiKey!).Encoded.Span);
        foreach (X509Extension extension in model.Extensions) request.CertificateExtensions.Add(extension);
        using X509Certificate2 made = request.Create(
            new X500DistinguishedName(Pki.Ci.Subject.Encoded.Span), new Generator(Pki.CiKey!), TestEuicc.Now.AddDays(-1),
                TestEuicc.Now.AddYears(1), [1]);
        return RspCertificate.Parse(Octets.Of(made.RawData));
    }

    private static CertificateTemplate Template(CertificateRole role) =>
        CertificateTemplates.Server(role, "TEST SM-DP+", new("2.999.10"), Octets.FromHex("0100"), TestEuicc.Now.AddYears(-1));

    private sealed class Generator(EcSigningKey key) : X509SignatureGenerator
    {
        // ecdsa-with-SHA256.
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            Convert.FromHexString("300A06082A8648CE3D040302");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm)
        {
            Octets signature = key.Sign(data);
            AsnWriter writer = new(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                writer.WriteIntegerUnsigned(Unpadded(signature.Slice(0, 32)));
                writer.WriteIntegerUnsigned(Unpadded(signature.Slice(32)));
            }
            return writer.Encode();
        }

        protected override PublicKey BuildPublicKey() => throw new NotSupportedException("the certificate is not self-signed");

        private static ReadOnlySpan<byte> Unpadded(Octets number) => number.Span.TrimStart((byte)0);
    }
}

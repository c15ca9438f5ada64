using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Protocol.Tests.Crypto.Certificates;

/// <summary>Certificates for authentication, well signed, whose key cannot be used. Made with the platform's own writer of certificates.</summary>
internal static class ForeignKeys
{
    internal static Octets OnP384(RspCertificate ci, EcSigningKey ciKey)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return Issue(new PublicKey(key), ci, ciKey);
    }

    internal static Octets OffCurve(RspCertificate ci, EcSigningKey ciKey)
    {
        AsnWriter oid = new(AsnEncodingRules.DER);
        oid.WriteObjectIdentifier(ci.Curve!.Oid.Value);
        byte[] point = ci.PublicKey!.Point.ToArray();
        point[64] ^= 1;
        Oid ecPublicKey = new("1.2.840.10045.2.1");
        return Issue(new PublicKey(ecPublicKey, new AsnEncodedData(ecPublicKey, oid.Encode()), new AsnEncodedData(ecPublicKey, point)), ci, ciKey);
    }

    private static Octets Issue(PublicKey key, RspCertificate ci, EcSigningKey ciKey)
    {
        CertificateRequest request = new(new X500DistinguishedName("CN=TEST"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(ci.SubjectKeyIdentifier!.Value.Span));
        AsnWriter policies = new(AsnEncodingRules.DER);
        using (policies.PushSequence())
        using (policies.PushSequence())
            policies.WriteObjectIdentifier(CertificateRole.DpAuth.PolicyOid().Value);
        request.CertificateExtensions.Add(new X509Extension("2.5.29.32", policies.Encode(), critical: true));
        using X509Certificate2 certificate = request.Create(new X500DistinguishedName(ci.Subject.Encoded.Span), new Generator(ciKey),
            EcSamples.Start, EcSamples.Start.AddYears(1), [1]);
        return Octets.Wrap(certificate.RawData);
    }

    private sealed class Generator(EcSigningKey key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300A06082A8648CE3D040302");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignDer(data).ToArray();

        protected override PublicKey BuildPublicKey() => throw new NotSupportedException();
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Testing;

/// <summary>Writes X.509 certificates (RFC 5280 §4.1). The system's CertificateRequest writes no signature of a foreign kind of key without
/// more code than this.</summary>
internal static class CertificateWriter
{
    internal static Octets Write(CertificateTemplate template, EcPublicKey subjectKey, RspCertificate? issuer, EcSigningKey issuerKey)
    {
        byte[] tbs = WriteTbs(template, subjectKey, issuer);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            WriteSignatureAlgorithm(writer);
            writer.WriteBitString(issuerKey.SignDer(tbs).Span);
        }
        return Octets.Wrap(writer.Encode());
    }

    /// <summary>A Name; C and serialNumber are PrintableStrings, as RFC 5280 Annex A has them.</summary>
    internal static void WriteName(AsnWriter writer, SequenceOf<AttributeTypeAndValue> attributes)
    {
        using AsnWriter.Scope sequence = writer.PushSequence();
        foreach (AttributeTypeAndValue attribute in attributes)
        {
            bool printable = attribute.Type == AttributeTypeAndValue.Country || attribute.Type == AttributeTypeAndValue.SerialNumber;
            using (writer.PushSetOf())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(attribute.Type.Value);
                writer.WriteCharacterString(printable ? UniversalTagNumber.PrintableString : UniversalTagNumber.UTF8String, attribute.Value);
            }
        }
    }

    /// <summary>SHA-1 of the public key's point.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 5280 §4.2.1.2 names keys so; nothing is protected by it.")]
    internal static byte[] KeyIdentifier(EcPublicKey key) => SHA1.HashData(key.Point.Span);

    private static byte[] WriteTbs(CertificateTemplate template, EcPublicKey subjectKey, RspCertificate? issuer)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0))) writer.WriteInteger(2); // version 3
            writer.WriteIntegerUnsigned(template.SerialNumber.Span);
            WriteSignatureAlgorithm(writer);
            if (issuer is null) WriteName(writer, template.Subject);
            else writer.WriteEncodedValue(issuer.Subject.Encoded.Span);
            using (writer.PushSequence())
            {
                WriteTime(writer, template.NotBefore);
                WriteTime(writer, template.NotAfter);
            }
            WriteName(writer, template.Subject);
            WritePublicKey(writer, subjectKey);
            byte[] ownIdentifier = KeyIdentifier(subjectKey);
            byte[] issuerIdentifier = issuer?.SubjectKeyIdentifier?.ToArray() ?? ownIdentifier;
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
                ExtensionWriter.Write(writer, template, ownIdentifier, issuer is null ? null : issuerIdentifier);
        }
        return writer.Encode();
    }

    internal static void WriteSignatureAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier("1.2.840.10045.4.3.2"); // ecdsa-with-SHA256, no parameters
    }

    private static void WritePublicKey(AsnWriter writer, EcPublicKey key)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1"); // id-ecPublicKey
                writer.WriteObjectIdentifier(key.Curve.Oid.Value);
            }
            writer.WriteBitString(key.Point.Span);
        }
    }

    // RFC 5280 §4.1.2.5: UTCTime through 2049.
    internal static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.Year < 2050) writer.WriteUtcTime(time);
        else writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
    }
}

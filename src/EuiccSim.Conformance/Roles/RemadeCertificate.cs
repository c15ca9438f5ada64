using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Conformance.Roles;

/// <summary>One extension of a certificate.</summary>
/// <param name="Oid">Which.</param>
/// <param name="Critical">Whether who does not understand it must refuse the certificate.</param>
/// <param name="Content">The octets of its value.</param>
internal sealed record Extension(string Oid, bool Critical, Octets Content)
{
    internal const string KeyUsage = "2.5.29.15";
    internal const string Policies = "2.5.29.32";
}

/// <summary>A certificate taken apart and put together again with one thing changed, signed by the same issuer.</summary>
internal static class RemadeCertificate
{
    /// <summary>With other extensions.</summary>
    internal static RspCertificate WithExtensions(RspCertificate original, EcSigningKey issuer, Func<Extension, Extension?> change) =>
        Remake(original, issuer, extensions => extensions.Select(change).OfType<Extension>(), key: null);

    /// <summary>With a key on another curve: its object identifier, and '04', X, Y.</summary>
    internal static RspCertificate WithKey(RspCertificate original, EcSigningKey issuer, string curve, string point) =>
        Remake(original, issuer, extensions => extensions, (curve, Octets.FromHex(point)));

    /// <summary>With one bit of the signature changed.</summary>
    internal static RspCertificate WithBadSignature(RspCertificate original) => RspCertificate.Parse(BoundPackage.Damage(original.Encoded, -1));

    private static RspCertificate Remake(
        RspCertificate original, EcSigningKey issuer, Func<IEnumerable<Extension>, IEnumerable<Extension>> change, (string Curve, Octets Point)? key)
    {
        AsnReader fields = new AsnReader(original.TbsCertificate.Memory, AsnEncodingRules.DER).ReadSequence();
        AsnWriter tbs = new(AsnEncodingRules.DER);
        using (tbs.PushSequence())
        {
            // version, serialNumber, signature, issuer, validity, subject
            for (int i = 0; i < 6; i++) tbs.WriteEncodedValue(fields.ReadEncodedValue().Span);
            ReadOnlyMemory<byte> publicKey = fields.ReadEncodedValue();
            if (key is { } other) WriteKey(tbs, other.Curve, other.Point);
            else tbs.WriteEncodedValue(publicKey.Span);
            using (tbs.PushSequence(ExtensionsTag))
            using (tbs.PushSequence())
                foreach (Extension extension in change(Read(fields.ReadSequence(ExtensionsTag).ReadSequence()))) Write(tbs, extension);
        }
        byte[] signed = tbs.Encode();
        AsnWriter certificate = new(AsnEncodingRules.DER);
        using (certificate.PushSequence())
        {
            certificate.WriteEncodedValue(signed);
            using (certificate.PushSequence()) certificate.WriteObjectIdentifier("1.2.840.10045.4.3.2"); // ecdsa-with-SHA256
            certificate.WriteBitString(issuer.SignDer(signed).Span);
        }
        return RspCertificate.Parse(Octets.Wrap(certificate.Encode()));
    }

    private static List<Extension> Read(AsnReader sequence)
    {
        List<Extension> extensions = [];
        while (sequence.HasData)
        {
            AsnReader one = sequence.ReadSequence();
            string oid = one.ReadObjectIdentifier();
            bool critical = one.PeekTag() == Asn1Tag.Boolean && one.ReadBoolean();
            extensions.Add(new(oid, critical, Octets.Wrap(one.ReadOctetString())));
        }
        return extensions;
    }

    private static void Write(AsnWriter writer, Extension extension)
    {
        using AsnWriter.Scope one = writer.PushSequence();
        writer.WriteObjectIdentifier(extension.Oid);
        if (extension.Critical) writer.WriteBoolean(true);
        writer.WriteOctetString(extension.Content.Span);
    }

    private static void WriteKey(AsnWriter writer, string curve, Octets point)
    {
        using AsnWriter.Scope info = writer.PushSequence();
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.10045.2.1"); // id-ecPublicKey
            writer.WriteObjectIdentifier(curve);
        }
        writer.WriteBitString(point.Span);
    }

    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);
}

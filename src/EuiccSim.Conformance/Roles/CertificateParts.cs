using System.Formats.Asn1;
using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Conformance.Roles;

/// <summary>A certificate taken apart (RFC 5280 §4.1), so that one thing in it can be changed before it is signed anew.</summary>
internal sealed record CertificateParts
{
    /// <summary>The TLVs version, serialNumber and signature.</summary>
    internal required SequenceOf<Octets> Head { get; init; }

    /// <summary>The TLV issuer.</summary>
    internal required Octets Issuer { get; init; }

    internal required DateTimeOffset NotBefore { get; init; }

    internal required DateTimeOffset NotAfter { get; init; }

    /// <summary>The TLV subject.</summary>
    internal required Octets Subject { get; init; }

    /// <summary>The TLV subjectPublicKeyInfo.</summary>
    internal required Octets PublicKey { get; init; }

    internal required SequenceOf<Extension> Extensions { get; init; }

    internal static CertificateParts Of(RspCertificate original)
    {
        AsnReader fields = new AsnReader(original.TbsCertificate.Memory, AsnEncodingRules.DER).ReadSequence();
        SequenceOf<Octets> head = [Next(fields), Next(fields), Next(fields)];
        Octets issuer = Next(fields);
        fields.ReadEncodedValue(); // validity, which is read already
        Octets subject = Next(fields), publicKey = Next(fields);
        return new()
        {
            Head = head,
            Issuer = issuer,
            NotBefore = original.NotBefore,
            NotAfter = original.NotAfter,
            Subject = subject,
            PublicKey = publicKey,
            Extensions = SequenceOf.From(ReadExtensions(fields.ReadSequence(s_extensions).ReadSequence())),
        };
    }

    /// <summary>With an extension changed; without it where <paramref name="change"/> gives null.</summary>
    internal CertificateParts With(string oid, Func<Extension, Extension?> change) =>
        this with { Extensions = SequenceOf.From(Extensions.Select(one => one.Oid == oid ? change(one) : one).OfType<Extension>()) };

    /// <summary>Without an extension.</summary>
    internal CertificateParts Without(string oid) => With(oid, _ => null);

    /// <summary>With one more extension.</summary>
    internal CertificateParts With(Extension more) => this with { Extensions = [.. Extensions, more] };

    /// <summary>With another key, also in subjectKeyIdentifier.</summary>
    internal CertificateParts WithKey(EcPublicKey key)
    {
        AsnWriter identifier = new(AsnEncodingRules.DER);
        identifier.WriteOctetString(KeyIdentifier(key));
        Octets content = Octets.Wrap(identifier.Encode());
        return (this with { PublicKey = KeyInfo(key.Curve.Oid.Value, key.Point) }).With(Extension.SubjectKeyIdentifier, own => own with { Content = content });
    }

    /// <summary>With the name and the key of another issuer.</summary>
    internal CertificateParts WithIssuer(RspCertificate issuer) => (this with { Issuer = issuer.Subject.Encoded }).WithIssuerKey(issuer.SubjectKeyIdentifier!.Value);

    /// <summary>With another authorityKeyIdentifier.</summary>
    internal CertificateParts WithIssuerKey(Octets identifier) =>
        With(Extension.AuthorityKeyIdentifier, own => own with { Content = BoundPackage.Tlv("30", BoundPackage.Tlv("80", identifier)) });

    /// <summary>With a key that need not be one.</summary>
    internal CertificateParts WithKey(string curve, Octets point) => this with { PublicKey = KeyInfo(curve, point) };

    /// <summary>With another value of an attribute of the subject, or without it.</summary>
    internal CertificateParts WithSubject(ObjectIdentifier type, string? value)
    {
        AsnReader names = new AsnReader(Subject.Memory, AsnEncodingRules.DER).ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            while (names.HasData)
            {
                Octets whole = Octets.Wrap(names.ReadEncodedValue());
                string oid = new AsnReader(whole.Memory, AsnEncodingRules.DER).ReadSetOf().ReadSequence().ReadObjectIdentifier();
                if (oid != type.Value) writer.WriteEncodedValue(whole.Span);
                else if (value is not null) WriteAttribute(writer, oid, value);
            }
        }
        return this with { Subject = Octets.Wrap(writer.Encode()) };
    }

    /// <summary>The certificate, signed by whom it says.</summary>
    internal RspCertificate Sign(EcSigningKey issuer)
    {
        byte[] tbs = Write();
        AsnWriter certificate = new(AsnEncodingRules.DER);
        using (certificate.PushSequence())
        {
            certificate.WriteEncodedValue(tbs);
            using (certificate.PushSequence()) certificate.WriteObjectIdentifier("1.2.840.10045.4.3.2"); // ecdsa-with-SHA256
            certificate.WriteBitString(issuer.SignDer(tbs).Span);
        }
        return RspCertificate.Parse(Octets.Wrap(certificate.Encode()));
    }

    private byte[] Write()
    {
        AsnWriter tbs = new(AsnEncodingRules.DER);
        using (tbs.PushSequence())
        {
            foreach (Octets field in Head) tbs.WriteEncodedValue(field.Span);
            tbs.WriteEncodedValue(Issuer.Span);
            using (tbs.PushSequence())
            {
                WriteTime(tbs, NotBefore);
                WriteTime(tbs, NotAfter);
            }
            tbs.WriteEncodedValue(Subject.Span);
            tbs.WriteEncodedValue(PublicKey.Span);
            using (tbs.PushSequence(s_extensions))
            using (tbs.PushSequence())
                foreach (Extension extension in Extensions) Write(tbs, extension);
        }
        return tbs.Encode();
    }

    private static Octets Next(AsnReader fields) => Octets.Wrap(fields.ReadEncodedValue());

    private static List<Extension> ReadExtensions(AsnReader sequence)
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

    // serialNumber, the EID, is a PrintableString (X.520); the others of SGP.26 are UTF8Strings.
    private static void WriteAttribute(AsnWriter writer, string oid, string value)
    {
        bool isPrintable = oid == AttributeTypeAndValue.SerialNumber.Value;
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteCharacterString(isPrintable ? UniversalTagNumber.PrintableString : UniversalTagNumber.UTF8String, value);
        }
    }

    private static Octets KeyInfo(string curve, Octets point)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1"); // id-ecPublicKey
                writer.WriteObjectIdentifier(curve);
            }
            writer.WriteBitString(point.Span);
        }
        return Octets.Wrap(writer.Encode());
    }

    // RFC 5280 §4.1.2.5: UTCTime through 2049.
    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.Year < 2050) writer.WriteUtcTime(time);
        else writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 5280 §4.2.1.2 names keys so; nothing is protected by it.")]
    private static byte[] KeyIdentifier(EcPublicKey key) => SHA1.HashData(key.Point.Span);

    private static readonly Asn1Tag s_extensions = new(TagClass.ContextSpecific, 3);
}

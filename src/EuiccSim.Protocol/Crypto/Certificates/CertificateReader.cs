using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>Reads the structure of RFC 5280 §4.1. DER only, because that is what was signed.</summary>
internal static class CertificateReader
{
    internal static RspCertificate Read(Octets der, CryptoProvider provider)
    {
        try
        {
            return ReadCertificate(der, provider);
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within("Certificate", fault);
        }
    }

    /// <summary>A Name, at which the reader is positioned.</summary>
    internal static CertificateName ReadName(AsnReader reader)
    {
        Octets encoded = Octets.Wrap(reader.PeekEncodedValue());
        AsnReader sequence = reader.ReadSequence();
        List<AttributeTypeAndValue> attributes = [];
        while (sequence.HasData)
        {
            // A set in another order than DER's is somebody's mistake, but harmless: names are compared as they are.
            AsnReader set = sequence.ReadSetOf(skipSortOrderValidation: true);
            do attributes.Add(ReadAttribute(set.ReadSequence()));
            while (set.HasData);
        }
        return new CertificateName(encoded, SequenceOf.From(attributes));
    }

    private static RspCertificate ReadCertificate(Octets der, CryptoProvider provider)
    {
        AsnReader outer = new(der.Memory, AsnEncodingRules.DER);
        AsnReader certificate = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        Octets tbs = Octets.Wrap(certificate.PeekEncodedValue());
        AsnReader fields = certificate.ReadSequence();
        ReadOnlyMemory<byte> algorithm = certificate.PeekEncodedValue();
        ObjectIdentifier algorithmOid = ReadAlgorithm(certificate);
        Octets signature = ReadBits(certificate);
        certificate.ThrowIfNotEmpty();

        ReadVersion(fields);
        Octets serialNumber = Octets.Wrap(fields.ReadIntegerBytes());
        // What stands outside is not signed; it must say what the signed part says.
        if (!fields.ReadEncodedValue().Span.SequenceEqual(algorithm.Span)) throw new Asn1ContentException("two different signature algorithms");
        CertificateName issuer = ReadName(fields);
        AsnReader validity = fields.ReadSequence();
        DateTimeOffset notBefore = ReadTime(validity), notAfter = ReadTime(validity);
        validity.ThrowIfNotEmpty();
        CertificateName subject = ReadName(fields);
        SubjectPublicKey publicKey = ReadPublicKey(fields.ReadSequence(), provider);
        return new RspCertificate(publicKey)
        {
            Encoded = der,
            TbsCertificate = tbs,
            SignatureAlgorithm = algorithmOid,
            SignatureValue = signature,
            SerialNumber = serialNumber,
            Issuer = issuer,
            Subject = subject,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Extensions = ReadExtensions(fields),
        };
    }

    private static void ReadVersion(AsnReader fields)
    {
        AsnReader version = fields.ReadSequence(VersionTag);
        if (!version.TryReadInt32(out int value) || value != VersionThree) throw new Asn1ContentException("not a certificate of version 3");
        version.ThrowIfNotEmpty();
    }

    private static ObjectIdentifier ReadAlgorithm(AsnReader reader) => new(reader.ReadSequence().ReadObjectIdentifier());

    private static AttributeTypeAndValue ReadAttribute(AsnReader attribute)
    {
        ObjectIdentifier type = new(attribute.ReadObjectIdentifier());
        Asn1Tag tag = attribute.PeekTag();
        bool isText = tag.TagClass == TagClass.Universal && (UniversalTagNumber)tag.TagValue is UniversalTagNumber.UTF8String
            or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String or UniversalTagNumber.T61String
            or UniversalTagNumber.BMPString or UniversalTagNumber.NumericString or UniversalTagNumber.VisibleString;
        if (!isText) throw new Asn1ContentException($"attribute {type} is not a character string");
        string value = attribute.ReadCharacterString((UniversalTagNumber)tag.TagValue);
        attribute.ThrowIfNotEmpty();
        return new AttributeTypeAndValue(type, value);
    }

    internal static DateTimeOffset ReadTime(AsnReader validity) => validity.PeekTag() == Asn1Tag.UtcTime
        ? validity.ReadUtcTime(LastUtcTimeYear)
        : validity.ReadGeneralizedTime();

    private static SubjectPublicKey ReadPublicKey(AsnReader info, CryptoProvider provider)
    {
        AsnReader algorithm = info.ReadSequence();
        string oid = algorithm.ReadObjectIdentifier();
        bool isNamedCurve = oid == EcPublicKeyOid && algorithm.HasData && algorithm.PeekTag() == Asn1Tag.ObjectIdentifier;
        EcCurve? curve = isNamedCurve ? EcCurve.FromOid(new ObjectIdentifier(algorithm.ReadObjectIdentifier())) : null;
        Octets point = ReadBits(info);
        info.ThrowIfNotEmpty();
        return new SubjectPublicKey(curve, point, provider);
    }

    internal static Octets ReadBits(AsnReader reader)
    {
        if (!reader.TryReadPrimitiveBitString(out int unusedBits, out ReadOnlyMemory<byte> bits) || unusedBits != 0)
            throw new Asn1ContentException("a BIT STRING that is not whole octets");
        return Octets.Wrap(bits);
    }

    private static CertificateExtensions ReadExtensions(AsnReader fields)
    {
        foreach (Asn1Tag uniqueIdentifier in UniqueIdentifierTags)
            if (fields.HasData && fields.PeekTag().HasSameClassAndValue(uniqueIdentifier)) fields.ReadEncodedValue();
        if (!fields.HasData) return new CertificateExtensions();
        AsnReader wrapped = fields.ReadSequence(ExtensionsTag);
        fields.ThrowIfNotEmpty();
        CertificateExtensions extensions = ExtensionReader.Read(wrapped.ReadSequence());
        wrapped.ThrowIfNotEmpty();
        return extensions;
    }

    private const int VersionThree = 2;
    private const int LastUtcTimeYear = 2049;
    private const string EcPublicKeyOid = "1.2.840.10045.2.1";
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag[] UniqueIdentifierTags = [new(TagClass.ContextSpecific, 1), new(TagClass.ContextSpecific, 2)];
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);
}

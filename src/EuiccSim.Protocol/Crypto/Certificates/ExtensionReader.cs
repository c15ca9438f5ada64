using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>Reads the extensions of a certificate (RFC 5280 §4.2).</summary>
internal static class ExtensionReader
{
    internal static CertificateExtensions Read(AsnReader sequence)
    {
        CertificateExtensions extensions = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<ObjectIdentifier> unknownCritical = [];
        do
        {
            AsnReader extension = sequence.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            bool critical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
            if (!extension.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> content)) throw new Asn1ContentException("an extension in parts");
            extension.ThrowIfNotEmpty();
            if (!seen.Add(oid)) throw new Asn1ContentException($"extension {oid} twice");
            if (!ReadKnown(oid, critical, content, ref extensions) && critical) unknownCritical.Add(new ObjectIdentifier(oid));
        }
        while (sequence.HasData);
        return unknownCritical.Count == 0 ? extensions : extensions with { UnknownCritical = SequenceOf.From(unknownCritical) };
    }

    private static bool ReadKnown(string oid, bool critical, ReadOnlyMemory<byte> content, ref CertificateExtensions known)
    {
        AsnReader reader = new(content, AsnEncodingRules.DER);
        CertificateExtensions? read = oid switch
        {
            "2.5.29.14" => known with { SubjectKeyIdentifier = ReadOctets(reader) },
            "2.5.29.35" => known with { AuthorityKeyIdentifier = ReadAuthorityKeyIdentifier(reader.ReadSequence()) },
            "2.5.29.15" => known with { KeyUsage = new(reader.ReadNamedBitListValue<KeyUsage>(), critical) },
            "2.5.29.32" => known with { CertificatePolicies = new(ReadPolicies(reader.ReadSequence()), critical) },
            "2.5.29.17" => WithAlternativeNames(known, reader.ReadSequence()),
            "2.5.29.19" => known with { BasicConstraints = new(ReadBasicConstraints(reader.ReadSequence()), critical) },
            "2.5.29.37" => known with { ExtendedKeyUsage = new(ReadPurposes(reader.ReadSequence()), critical) },
            "2.5.29.30" => known with { NameConstraints = new(ReadNameConstraints(reader.ReadSequence()), critical) },
            "2.5.29.31" => Skip(known, reader), // cRLDistributionPoints: the eUICC gets its lists from the LPA
            _ => null,
        };
        if (read is null) return false;
        reader.ThrowIfNotEmpty();
        known = read;
        return true;
    }

    private static CertificateExtensions Skip(CertificateExtensions known, AsnReader reader)
    {
        reader.ReadSequence();
        return known;
    }

    private static Octets ReadOctets(AsnReader reader, Asn1Tag? tag = null) => reader.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> octets, tag)
        ? Octets.Wrap(octets)
        : throw new Asn1ContentException("an OCTET STRING in parts");

    internal static Octets? ReadAuthorityKeyIdentifier(AsnReader fields)
    {
        Octets? identifier = null;
        if (fields.HasData && fields.PeekTag().HasSameClassAndValue(KeyIdentifierTag)) identifier = ReadOctets(fields, KeyIdentifierTag);
        while (fields.HasData) fields.ReadEncodedValue();
        return identifier;
    }

    private static SequenceOf<ObjectIdentifier> ReadPolicies(AsnReader policies)
    {
        List<ObjectIdentifier> identifiers = new(capacity: 1);
        while (policies.HasData) identifiers.Add(new ObjectIdentifier(policies.ReadSequence().ReadObjectIdentifier()));
        return SequenceOf.From(identifiers);
    }

    private static SequenceOf<ObjectIdentifier> ReadPurposes(AsnReader purposes)
    {
        List<ObjectIdentifier> identifiers = new(capacity: 2);
        while (purposes.HasData) identifiers.Add(new ObjectIdentifier(purposes.ReadObjectIdentifier()));
        return SequenceOf.From(identifiers);
    }

    private static CertificateExtensions WithAlternativeNames(CertificateExtensions known, AsnReader names)
    {
        List<ObjectIdentifier> registeredIds = new(capacity: 1);
        List<string> dnsNames = [];
        while (names.HasData)
        {
            Asn1Tag tag = names.PeekTag();
            if (tag.HasSameClassAndValue(RegisteredIdTag)) registeredIds.Add(new ObjectIdentifier(names.ReadObjectIdentifier(RegisteredIdTag)));
            else if (tag.HasSameClassAndValue(DnsNameTag)) dnsNames.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, DnsNameTag));
            else names.ReadEncodedValue();
        }
        return known with { RegisteredIds = SequenceOf.From(registeredIds), DnsNames = SequenceOf.From(dnsNames) };
    }

    private static BasicConstraints ReadBasicConstraints(AsnReader fields)
    {
        bool isCa = fields.HasData && fields.PeekTag() == Asn1Tag.Boolean && fields.ReadBoolean();
        int? pathLength = null;
        if (fields.HasData)
        {
            if (!fields.TryReadInt32(out int length) || length < 0) throw new Asn1ContentException("a path length that is no small number");
            pathLength = length;
        }
        fields.ThrowIfNotEmpty();
        return new BasicConstraints(isCa, pathLength);
    }

    private static NameConstraints ReadNameConstraints(AsnReader fields)
    {
        List<CertificateName> permitted = [];
        bool hasOtherForms = false;
        if (fields.HasData && fields.PeekTag().HasSameClassAndValue(PermittedTag))
        {
            AsnReader subtrees = fields.ReadSequence(PermittedTag);
            while (subtrees.HasData)
            {
                AsnReader subtree = subtrees.ReadSequence();
                if (!subtree.PeekTag().HasSameClassAndValue(DirectoryNameTag))
                {
                    hasOtherForms = true;
                    continue;
                }
                AsnReader name = subtree.ReadSequence(DirectoryNameTag);
                permitted.Add(CertificateReader.ReadName(name));
                name.ThrowIfNotEmpty();
                hasOtherForms |= subtree.HasData; // minimum or maximum
            }
        }
        hasOtherForms |= fields.HasData; // excluded names
        return new NameConstraints(SequenceOf.From(permitted), hasOtherForms);
    }

    private static readonly Asn1Tag KeyIdentifierTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag PermittedTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag DnsNameTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag DirectoryNameTag = new(TagClass.ContextSpecific, 4);
    private static readonly Asn1Tag RegisteredIdTag = new(TagClass.ContextSpecific, 8);
}

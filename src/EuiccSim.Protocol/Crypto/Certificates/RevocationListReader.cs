using System.Formats.Asn1;
using System.Numerics;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>Reads the structure of RFC 5280 §5.1. DER only, because that is what was signed.</summary>
internal static class RevocationListReader
{
    internal static RevocationList Read(Octets der)
    {
        try
        {
            return ReadList(der);
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within("CertificateList", fault);
        }
    }

    private static RevocationList ReadList(Octets der)
    {
        AsnReader outer = new(der.Memory, AsnEncodingRules.DER);
        AsnReader list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        Octets tbs = Octets.Wrap(list.PeekEncodedValue());
        AsnReader fields = list.ReadSequence();
        ReadOnlyMemory<byte> algorithm = list.PeekEncodedValue();
        ObjectIdentifier algorithmOid = new(list.ReadSequence().ReadObjectIdentifier());
        Octets signature = CertificateReader.ReadBits(list);
        list.ThrowIfNotEmpty();

        if (!fields.TryReadInt32(out int version) || version != VersionTwo) throw new Asn1ContentException("not a revocation list of version 2");
        // What stands outside is not signed; it must say what the signed part says.
        if (!fields.ReadEncodedValue().Span.SequenceEqual(algorithm.Span)) throw new Asn1ContentException("two different signature algorithms");
        List<ObjectIdentifier> unknown = [];
        RevocationList read = new()
        {
            TbsCertList = tbs,
            SignatureAlgorithm = algorithmOid,
            SignatureValue = signature,
            Issuer = CertificateReader.ReadName(fields),
            ThisUpdate = CertificateReader.ReadTime(fields),
            NextUpdate = IsTime(fields) ? CertificateReader.ReadTime(fields) : null,
            Revoked = fields.HasData && fields.PeekTag() == Asn1Tag.Sequence ? ReadEntries(fields.ReadSequence(), unknown) : [],
        };
        if (fields.HasData) read = ReadExtensions(fields.ReadSequence(ExtensionsTag).ReadSequence(), read, unknown);
        fields.ThrowIfNotEmpty();
        return unknown.Count == 0 ? read : read with { UnknownCritical = SequenceOf.From(unknown) };
    }

    private static SequenceOf<RevokedCertificate> ReadEntries(AsnReader entries, List<ObjectIdentifier> unknown)
    {
        List<RevokedCertificate> revoked = [];
        while (entries.HasData)
        {
            AsnReader entry = entries.ReadSequence();
            RevokedCertificate one = new(Octets.Wrap(entry.ReadIntegerBytes()), CertificateReader.ReadTime(entry));
            if (entry.HasData) one = ReadEntryExtensions(entry.ReadSequence(), one, unknown);
            entry.ThrowIfNotEmpty();
            revoked.Add(one);
        }
        return SequenceOf.From(revoked);
    }

    private static RevokedCertificate ReadEntryExtensions(AsnReader sequence, RevokedCertificate entry, List<ObjectIdentifier> unknown)
    {
        foreach ((string oid, bool critical, AsnReader content) in Extensions(sequence))
        {
            switch (oid)
            {
                case ReasonOid:
                    entry = entry with { IsRemoved = content.ReadEnumeratedBytes().Span is [RemoveFromCrl] };
                    break;
                case ExpirationDateOid:
                    entry = entry with { ExpirationDate = CertificateReader.ReadTime(content) };
                    break;
                default:
                    if (critical) unknown.Add(new ObjectIdentifier(oid));
                    continue;
            }
            content.ThrowIfNotEmpty();
        }
        return entry;
    }

    private static RevocationList ReadExtensions(AsnReader sequence, RevocationList list, List<ObjectIdentifier> unknown)
    {
        foreach ((string oid, bool critical, AsnReader content) in Extensions(sequence))
        {
            switch (oid)
            {
                case "2.5.29.35":
                    list = list with { AuthorityKeyIdentifier = ExtensionReader.ReadAuthorityKeyIdentifier(content.ReadSequence()) };
                    break;
                case "2.5.29.20":
                    list = list with { Number = ReadNumber(content) };
                    break;
                case "2.5.29.27":
                    list = list with { BaseNumber = ReadNumber(content) };
                    break;
                case "2.5.29.28":
                    list = list with { DistributionPoint = Octets.Wrap(content.PeekEncodedValue()), IsIndirect = ReadIsIndirect(content.ReadSequence()) };
                    break;
                case "2.23.146.1.2.0.2":
                    list = list with { TotalParts = ReadSmallNumber(content) };
                    break;
                case "2.23.146.1.2.0.3":
                    list = list with { Part = ReadSmallNumber(content) };
                    break;
                default:
                    if (critical) unknown.Add(new ObjectIdentifier(oid));
                    continue;
            }
            content.ThrowIfNotEmpty();
        }
        return list;
    }

    private static List<(string Oid, bool Critical, AsnReader Content)> Extensions(AsnReader sequence)
    {
        List<(string, bool, AsnReader)> extensions = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (sequence.HasData)
        {
            AsnReader extension = sequence.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            bool critical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
            if (!extension.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> content)) throw new Asn1ContentException("an extension in parts");
            extension.ThrowIfNotEmpty();
            if (!seen.Add(oid)) throw new Asn1ContentException($"extension {oid} twice");
            extensions.Add((oid, critical, new AsnReader(content, AsnEncodingRules.DER)));
        }
        return extensions;
    }

    private static bool IsTime(AsnReader fields) =>
        fields.HasData && fields.PeekTag() is var tag && (tag == Asn1Tag.UtcTime || tag == Asn1Tag.GeneralizedTime);

    // RFC 5280 §5.2.3.
    private static BigInteger ReadNumber(AsnReader content)
    {
        ReadOnlyMemory<byte> octets = content.ReadIntegerBytes();
        if (octets.Length > MaximumNumberSize) throw new Asn1ContentException($"a number of more than {MaximumNumberSize} octets");
        BigInteger number = new(octets.Span, isBigEndian: true);
        return number.Sign >= 0 ? number : throw new Asn1ContentException("a negative number");
    }

    private static int ReadSmallNumber(AsnReader content) =>
        content.TryReadInt32(out int number) && number > 0 ? number : throw new Asn1ContentException("a number of parts that is no small number");

    private static bool ReadIsIndirect(AsnReader fields)
    {
        bool isIndirect = false;
        while (fields.HasData)
        {
            if (fields.PeekTag().HasSameClassAndValue(IndirectTag)) isIndirect = fields.ReadBoolean(IndirectTag);
            else fields.ReadEncodedValue();
        }
        return isIndirect;
    }

    private const int VersionTwo = 1;
    private const int MaximumNumberSize = 20;
    private const byte RemoveFromCrl = 8;
    private const string ReasonOid = "2.5.29.21";
    private const string ExpirationDateOid = "2.23.146.1.2.0.1";
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag IndirectTag = new(TagClass.ContextSpecific, 4);
}

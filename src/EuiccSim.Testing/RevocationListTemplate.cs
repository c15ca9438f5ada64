using System.Formats.Asn1;
using System.Numerics;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Testing;

/// <summary>What a revocation list to be issued says. Change a field with <c>with</c> to get one that is wrong in just that respect.</summary>
public sealed record RevocationListTemplate
{
    /// <summary>The list's number; null for no such extension.</summary>
    public BigInteger? Number { get; init; } = 1;

    /// <summary>When it is issued.</summary>
    public required DateTimeOffset ThisUpdate { get; init; }

    /// <summary>When the next one comes; null not to say.</summary>
    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>The revoked certificates.</summary>
    public SequenceOf<RevokedCertificate> Revoked { get; init; } = [];

    /// <summary>The number of the list that this one completes; null for a list that stands alone.</summary>
    public BigInteger? BaseNumber { get; init; }

    /// <summary>The address of the issuing distribution point; null for no such extension.</summary>
    public string? DistributionPoint { get; init; }

    /// <summary>Whether the issuing distribution point says that the list is an indirect one.</summary>
    public bool IsIndirect { get; init; }

    /// <summary>In how many parts the list comes; null not to say.</summary>
    public int? TotalParts { get; init; }

    /// <summary>Which part this is, from 1 on; null not to say.</summary>
    public int? Part { get; init; }

    /// <summary>Whether the list names the issuer's key.</summary>
    public bool NamesIssuerKey { get; init; } = true;

    /// <summary>A critical extension that nobody knows, if any.</summary>
    public ObjectIdentifier? UnknownCriticalExtension { get; init; }

    /// <summary>Issues the list.</summary>
    /// <param name="issuer">The issuer's certificate, for its name and key identifier.</param>
    /// <param name="issuerKey">The issuer's key.</param>
    public CertificateList Issue(RspCertificate issuer, EcSigningKey issuerKey)
    {
        byte[] tbs = WriteTbs(issuer);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            CertificateWriter.WriteSignatureAlgorithm(writer);
            writer.WriteBitString(issuerKey.SignDer(tbs).Span);
        }
        return new(Octets.Wrap(writer.Encode()));
    }

    private byte[] WriteTbs(RspCertificate issuer)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1); // version 2
            CertificateWriter.WriteSignatureAlgorithm(writer);
            writer.WriteEncodedValue(issuer.Subject.Encoded.Span);
            CertificateWriter.WriteTime(writer, ThisUpdate);
            if (NextUpdate is { } next) CertificateWriter.WriteTime(writer, next);
            if (Revoked.Count != 0) WriteEntries(writer);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence()) WriteExtensions(writer, issuer);
        }
        return writer.Encode();
    }

    private void WriteEntries(AsnWriter writer)
    {
        using AsnWriter.Scope sequence = writer.PushSequence();
        foreach (RevokedCertificate one in Revoked)
        {
            using AsnWriter.Scope entry = writer.PushSequence();
            writer.WriteInteger(one.SerialNumber.Span);
            CertificateWriter.WriteTime(writer, one.RevocationDate);
            if (one is { ExpirationDate: null, IsRemoved: false }) continue;
            using AsnWriter.Scope extensions = writer.PushSequence();
            if (one.IsRemoved) ExtensionWriter.Add(writer, "2.5.29.21", critical: false, content => content.WriteEnumeratedValue(CrlReason.RemoveFromCrl));
            if (one.ExpirationDate is { } date)
                ExtensionWriter.Add(writer, "2.23.146.1.2.0.1", critical: true, content => CertificateWriter.WriteTime(content, date));
        }
    }

    private void WriteExtensions(AsnWriter writer, RspCertificate issuer)
    {
        if (NamesIssuerKey)
            ExtensionWriter.WriteAuthorityKeyIdentifier(writer, issuer.SubjectKeyIdentifier!.Value.ToArray());
        if (Number is { } number) ExtensionWriter.Add(writer, "2.5.29.20", critical: false, content => content.WriteInteger(number));
        if (BaseNumber is { } baseNumber) ExtensionWriter.Add(writer, "2.5.29.27", critical: true, content => content.WriteInteger(baseNumber));
        if (DistributionPoint is { } address) ExtensionWriter.Add(writer, "2.5.29.28", critical: true, content => WriteDistributionPoint(content, address));
        if (TotalParts is { } total) ExtensionWriter.Add(writer, "2.23.146.1.2.0.2", critical: true, content => content.WriteInteger(total));
        if (Part is { } part) ExtensionWriter.Add(writer, "2.23.146.1.2.0.3", critical: true, content => content.WriteInteger(part));
        if (UnknownCriticalExtension is { } unknown) ExtensionWriter.Add(writer, unknown.Value, critical: true, content => content.WriteNull());
    }

    private void WriteDistributionPoint(AsnWriter writer, string address)
    {
        using AsnWriter.Scope sequence = writer.PushSequence();
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            writer.WriteCharacterString(UniversalTagNumber.IA5String, address, new Asn1Tag(TagClass.ContextSpecific, 6));
        if (IsIndirect) writer.WriteBoolean(true, new Asn1Tag(TagClass.ContextSpecific, 4));
    }

    private enum CrlReason
    {
        RemoveFromCrl = 8,
    }
}

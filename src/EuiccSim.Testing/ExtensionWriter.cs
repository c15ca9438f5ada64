using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Testing;

/// <summary>Writes the extensions of a certificate (RFC 5280 §4.2).</summary>
internal static class ExtensionWriter
{
    /// <param name="writer">Inside the tag [3].</param>
    /// <param name="template">What to write.</param>
    /// <param name="ownIdentifier">The subject key identifier.</param>
    /// <param name="issuerIdentifier">The authority key identifier; null on a self-signed certificate.</param>
    internal static void Write(AsnWriter writer, CertificateTemplate template, byte[] ownIdentifier, byte[]? issuerIdentifier)
    {
        using AsnWriter.Scope extensions = writer.PushSequence();
        if (issuerIdentifier is not null && template.HasAuthorityKeyIdentifier) WriteAuthorityKeyIdentifier(writer, issuerIdentifier);
        if (template.HasSubjectKeyIdentifier)
            Add(writer, "2.5.29.14", critical: false, content => content.WriteOctetString(ownIdentifier));
        if (template.KeyUsage != KeyUsage.None)
            Add(writer, "2.5.29.15", critical: true, content => content.WriteNamedBitList(template.KeyUsage));
        if (template.Policies.Count != 0)
            Add(writer, "2.5.29.32", template.PoliciesAreCritical, content => WritePolicies(content, template.Policies));
        if (template.RegisteredId is not null || template.DnsNames.Count != 0)
            Add(writer, "2.5.29.17", critical: false, content => WriteAlternativeNames(content, template));
        if (template.BasicConstraints is { } constraints)
            Add(writer, "2.5.29.19", critical: true, content => WriteBasicConstraints(content, constraints));
        if (template.PermittedName is { } permitted)
            Add(writer, "2.5.29.30", critical: true, content => WriteNameConstraints(content, permitted));
        if (template.ExtendedKeyUsage.Count != 0)
            Add(writer, "2.5.29.37", critical: true, content => WritePurposes(content, template.ExtendedKeyUsage));
        if (template.CrlAddresses.Count != 0)
            Add(writer, "2.5.29.31", critical: false, content => WriteDistributionPoints(content, template.CrlAddresses));
        if (template.UnknownCriticalExtension is { } unknown)
            Add(writer, unknown.Value, critical: true, content => content.WriteNull());
    }

    internal static void WriteAuthorityKeyIdentifier(AsnWriter writer, byte[] identifier) =>
        Add(writer, "2.5.29.35", critical: false, content => InSequence(content, () => content.WriteOctetString(identifier, Context(0))));

    internal static void Add(AsnWriter writer, string oid, bool critical, Action<AsnWriter> write)
    {
        using AsnWriter.Scope extension = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
        if (critical) writer.WriteBoolean(true);
        using AsnWriter.Scope octets = writer.PushOctetString();
        write(writer);
    }

    private static void InSequence(AsnWriter writer, Action write)
    {
        using (writer.PushSequence()) write();
    }

    private static void WritePolicies(AsnWriter writer, SequenceOf<ObjectIdentifier> policies)
    {
        using AsnWriter.Scope sequence = writer.PushSequence();
        foreach (ObjectIdentifier policy in policies)
            InSequence(writer, () => writer.WriteObjectIdentifier(policy.Value));
    }

    private static void WritePurposes(AsnWriter writer, SequenceOf<ObjectIdentifier> purposes)
    {
        using AsnWriter.Scope sequence = writer.PushSequence();
        foreach (ObjectIdentifier purpose in purposes) writer.WriteObjectIdentifier(purpose.Value);
    }

    private static void WriteAlternativeNames(AsnWriter writer, CertificateTemplate template)
    {
        using AsnWriter.Scope sequence = writer.PushSequence();
        foreach (string name in template.DnsNames) writer.WriteCharacterString(UniversalTagNumber.IA5String, name, Context(2));
        if (template.RegisteredId is { } id) writer.WriteObjectIdentifier(id.Value, Context(8));
    }

    private static void WriteBasicConstraints(AsnWriter writer, BasicConstraints constraints)
    {
        using AsnWriter.Scope sequence = writer.PushSequence();
        if (constraints.IsCa) writer.WriteBoolean(true);
        if (constraints.PathLength is { } length) writer.WriteInteger(length);
    }

    private static void WriteNameConstraints(AsnWriter writer, SequenceOf<AttributeTypeAndValue> permitted)
    {
        using AsnWriter.Scope sequence = writer.PushSequence();
        using AsnWriter.Scope subtrees = writer.PushSequence(Context(0));
        using AsnWriter.Scope subtree = writer.PushSequence();
        using AsnWriter.Scope directoryName = writer.PushSequence(Context(4));
        CertificateWriter.WriteName(writer, permitted);
    }

    private static void WriteDistributionPoints(AsnWriter writer, SequenceOf<string> addresses)
    {
        using AsnWriter.Scope sequence = writer.PushSequence();
        foreach (string address in addresses)
        {
            using AsnWriter.Scope point = writer.PushSequence();
            using AsnWriter.Scope name = writer.PushSequence(Context(0));
            using AsnWriter.Scope fullName = writer.PushSequence(Context(0));
            writer.WriteCharacterString(UniversalTagNumber.IA5String, address, Context(6));
        }
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);
}

using System.Formats.Asn1;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>An eUICC that no server may believe, for its certificate or its maker's.</summary>
/// <param name="Word">For the id: "eum-expired".</param>
/// <param name="What">What is wrong, after "An eUICC".</param>
/// <param name="Make">Makes it; the time is that of the run.</param>
internal sealed record BadCertificate(string Word, string What, Func<EuiccMaker, DateTimeOffset, PlayedEuicc> Make)
{
    /// <summary>The number in SGP.23 4.3.14.2.2; null where it has none.</summary>
    internal int? Number { get; init; }

    /// <summary>What the server may refuse it with.</summary>
    internal required Refusal[] Refusals { get; init; }

    /// <summary>The key that it takes; null for none beside the eUICC's.</summary>
    internal string? Needs { get; init; }

    /// <summary>True if it is no certificate at all, which a server may find when it reads the request.</summary>
    internal bool IsGarbage { get; init; }

    internal RspBinding Binding { get; init; }

    /// <summary>The options that the case needs.</summary>
    internal IEnumerable<string> AllNeeds
    {
        get
        {
            if (Needs is { } key) yield return key;
            if (Binding == RspBinding.Asn1) yield return ServerOption.Asn1;
        }
    }

    /// <summary>One that the EUM would have to certify so.</summary>
    internal static BadCertificate OfEuicc(string word, string what, Func<CertificateParts, DateTimeOffset, CertificateParts> change, params Refusal[] refusals) =>
        new($"euicc-{word}", $"whose certificate {what}", (maker, now) => maker.WithCertificate(parts => change(parts, now))) { Refusals = refusals, Needs = ServerOption.EumKey };

    /// <summary>One whose EUM the CI would have to certify so.</summary>
    internal static BadCertificate OfMaker(string word, string what, Func<CertificateParts, DateTimeOffset, CertificateParts> change, params Refusal[] refusals) =>
        new($"eum-{word}", $"whose EUM certificate {what}", (maker, now) => maker.WithMaker(parts => change(parts, now))) { Refusals = refusals, Needs = ServerOption.CiKey };

    /// <summary>The same in ASN.1.</summary>
    internal BadCertificate InAsn1() => this with { Word = Word + "-asn1", What = What + ", in ASN.1", Number = null, Binding = RspBinding.Asn1 };

    /// <summary>A validity period that ended yesterday.</summary>
    internal static CertificateParts Expired(CertificateParts parts, DateTimeOffset now) => parts with { NotBefore = now.AddYears(-2), NotAfter = now.AddDays(-1) };

    /// <summary>One that begins tomorrow.</summary>
    internal static CertificateParts NotYet(CertificateParts parts, DateTimeOffset now) => parts with { NotBefore = now.AddDays(1), NotAfter = now.AddYears(1) };

    /// <summary>The policies of a role.</summary>
    internal static CertificateParts WithRole(CertificateParts parts, CertificateRole role)
    {
        AsnWriter policies = new(AsnEncodingRules.DER);
        using (policies.PushSequence())
        using (policies.PushSequence())
            policies.WriteObjectIdentifier(role.PolicyOid().Value);
        Octets content = Octets.Wrap(policies.Encode());
        return parts.With(Extension.Policies, own => own with { Content = content });
    }

    /// <summary>Another key usage: a BIT STRING.</summary>
    internal static CertificateParts WithUsage(CertificateParts parts, string bits)
    {
        Octets content = Octets.FromHex(bits);
        return parts.With(Extension.KeyUsage, own => own with { Content = content });
    }

    /// <summary>A critical extension that nobody knows, under SGP.26's arc for examples.</summary>
    internal static CertificateParts WithUnknown(CertificateParts parts) => parts.With(new Extension("2.999.77", Critical: true, Octets.FromHex("0500")));

    internal const string DigitalSignature = "03020780";
    internal const string KeyCertSign = "03020204";
}

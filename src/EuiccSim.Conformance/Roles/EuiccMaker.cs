using System.Globalization;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Roles;

/// <summary>Makes eUICCs of the keys that a run was given: good ones, and ones whose certificates are wrong in one respect.</summary>
/// <param name="pki">The keys.</param>
/// <param name="trusted">The CIs that its eUICCs have, the most wanted first.</param>
/// <param name="random">Where keys and numbers come from.</param>
internal sealed class EuiccMaker(RspPki pki, SequenceOf<Octets> trusted, RandomSource random)
{
    internal RspPki Pki => pki;

    /// <summary>The eUICC of the PKI.</summary>
    internal PlayedEuicc Given() => new()
    {
        Certificate = pki.Euicc.Encoded,
        EumCertificate = pki.Eum.Encoded,
        Key = pki.EuiccKey,
        EidDigits = pki.EidDigits,
        VerifiesWith = trusted,
        SignsUnder = trusted,
        OneTimeKey = NewOneTimeKey(),
    };

    /// <summary>Another eUICC of the same maker; null for an EID that is drawn.</summary>
    internal PlayedEuicc New(string? eid = null)
    {
        string digits = eid ?? DrawEid();
        EcSigningKey key = EcdsaSigningKey.FromScalar(pki.Curve, EcKeyAgreementKey.Generate(pki.Curve, random).Scalar.Span);
        RspCertificate certificate = Chip(digits).WithKey(key.PublicKey).Sign(EumKey);
        return Given() with { Certificate = certificate.Encoded, Key = key, EidDigits = digits };
    }

    /// <summary>One whose certificate is changed before its maker signs it.</summary>
    internal PlayedEuicc WithCertificate(Func<CertificateParts, CertificateParts> change) =>
        Given() with { Certificate = change(CertificateParts.Of(pki.Euicc)).Sign(EumKey).Encoded };

    /// <summary>One whose certificate somebody else than its maker has signed.</summary>
    internal PlayedEuicc WithCertificateBy(EcSigningKey issuer, Func<CertificateParts, CertificateParts>? change = null) =>
        Given() with { Certificate = Changed(pki.Euicc, change).Sign(issuer).Encoded };

    /// <summary>One whose certificate is of another maker than the one that it shows.</summary>
    internal PlayedEuicc OfOtherMaker() => WithCertificateBy(NewSigningKey(), parts => parts.WithIssuerKey(Digits.DrawOctets(random, 20)));

    /// <summary>One whose certificate the CI has signed, and no maker.</summary>
    internal PlayedEuicc WithCertificateByCi() =>
        WithCertificateBy(CiKey, parts => parts.WithIssuer(pki.Ci));

    /// <summary>One whose maker's certificate is changed before the CI signs it.</summary>
    internal PlayedEuicc WithMaker(Func<CertificateParts, CertificateParts> change) => WithMakerBy(CiKey, change);

    /// <summary>One whose maker's certificate somebody else than the CI has signed.</summary>
    internal PlayedEuicc WithMakerBy(EcSigningKey issuer, Func<CertificateParts, CertificateParts>? change = null) =>
        Given() with { EumCertificate = Changed(pki.Eum, change).Sign(issuer).Encoded };

    /// <summary>One whose maker is under a CI that no server knows.</summary>
    internal PlayedEuicc UnderForeignCi() => WithMakerBy(NewSigningKey(), parts => parts.WithIssuerKey(Digits.DrawOctets(random, 20)));

    /// <summary>One whose maker has its certificate from another maker, and not from the CI.</summary>
    internal PlayedEuicc BelowTwoMakers()
    {
        EcSigningKey key = NewSigningKey();
        RspCertificate below = CertificateParts.Of(pki.Eum).WithKey(key.PublicKey).WithIssuer(pki.Eum).Sign(EumKey);
        RspCertificate chip = CertificateParts.Of(pki.Euicc).WithIssuerKey(below.SubjectKeyIdentifier!.Value).Sign(key);
        return Given() with { Certificate = chip.Encoded, EumCertificate = below.Encoded };
    }

    internal EcKeyAgreementKey NewOneTimeKey() => EcKeyAgreementKey.Generate(pki.Curve, random);

    internal EcSigningKey NewSigningKey() => EcdsaSigningKey.FromScalar(pki.Curve, NewOneTimeKey().Scalar.Span);

    /// <summary>True if the maker's certificate permits this EID.</summary>
    internal bool MayHave(string eid) => eid.StartsWith(pki.EidDigits[..PrefixLength], StringComparison.Ordinal);

    /// <summary>An EID that the maker's certificate permits.</summary>
    internal string DrawEid() => WithCheckDigits(pki.EidDigits[..PrefixLength]);

    /// <summary>One that it does not.</summary>
    internal string DrawForeignEid() => WithCheckDigits(pki.EidDigits.StartsWith("89086030", StringComparison.Ordinal) ? "89049032" : "89086030");

    private static CertificateParts Changed(RspCertificate original, Func<CertificateParts, CertificateParts>? change) =>
        change is null ? CertificateParts.Of(original) : change(CertificateParts.Of(original));

    private CertificateParts Chip(string eid) => CertificateParts.Of(pki.Euicc).WithSubject(AttributeTypeAndValue.SerialNumber, eid);

    private string WithCheckDigits(string prefix) => Eid.WithCheckDigits(prefix + Digits.Draw(random, 22)).Digits;

    private EcSigningKey EumKey => pki.EumKey ?? throw Bench.DoesNotApply("eumKey: the key of the EUM is not in --pki");

    private EcSigningKey CiKey => pki.CiKey ?? throw Bench.DoesNotApply("ciKey: the key of the CI is not in --pki");

    private const int PrefixLength = 8;
}

/// <summary>Numbers that nobody has used before.</summary>
internal static class Digits
{
    /// <summary>Decimal digits.</summary>
    internal static string Draw(RandomSource random, int count)
    {
        byte[] octets = new byte[count];
        random.Fill(octets);
        return string.Concat(octets.Select(octet => (octet % 10).ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Octets.</summary>
    internal static Octets DrawOctets(RandomSource random, int count)
    {
        byte[] octets = new byte[count];
        random.Fill(octets);
        return Octets.Wrap(octets);
    }

    /// <summary>A MatchingID: capital letters, digits and '-'. SGP.22 v2.5 §4.1.</summary>
    internal static string DrawMatchingId(RandomSource random) => $"TEST-{DrawOctets(random, 8)}";

    /// <summary>An ICCID of a test network (ITU-T E.118: 89, 01 and so on).</summary>
    internal static Iccid DrawIccid(RandomSource random) => Iccid.WithCheckDigit("8901999" + Draw(random, 12));
}

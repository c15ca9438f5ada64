using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using static EuiccSim.Conformance.Servers.Calls.Refusals;
using static EuiccSim.Conformance.Servers.Cases.BadCertificate;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.14.2.2, and the same of an SM-DS: certificates that no server may accept of an eUICC. SGP.22 v2.5 §4.5.2.</summary>
internal static class CertificateCases
{
    internal static IEnumerable<ConformanceCase> Of(ServerKind at) => s_all.Select(bad => at.Client(
        bad.Number, bad.Word, $"An eUICC {bad.What} is refused",
        async bench =>
        {
            PlayedEuicc euicc = bad.Make(bench.Maker(), bench.RunOptions.Time.GetUtcNow());
            ServerSession session = await bench.ApplicantAsync(euicc, bad.Binding);
            Calls.FunctionAnswer answer = await session.AskAuthenticateAsync();
            if (bad.IsGarbage) answer.ExpectRefusedOrMalformed(bad.Refusals);
            else answer.ExpectRefused(bad.Refusals);
        },
        SequenceOf.From(bad.AllNeeds)));

    private static readonly BadCertificate s_eumSignature =
        new("eum-signature", "whose EUM certificate has a wrong signature",
            (maker, _) => maker.Given() with { EumCertificate = BoundPackage.Damage(maker.Pki.Eum.Encoded, -1) })
        { Number = 1, Refusals = [EumInvalid] };

    private static readonly BadCertificate s_eumExpired = OfMaker("expired", "has expired", Expired, EumExpired) with { Number = 2 };

    private static readonly BadCertificate s_euiccSignature =
        new("euicc-signature", "whose certificate has a wrong signature",
            (maker, _) => maker.Given() with { Certificate = BoundPackage.Damage(maker.Pki.Euicc.Encoded, -1) })
        { Number = 3, Refusals = [EuiccInvalid] };

    private static readonly BadCertificate s_euiccExpired = OfEuicc("expired", "has expired", Expired, EuiccExpired) with { Number = 4 };

    private static readonly BadCertificate s_foreignCi =
        new("eum-ci", "whose EUM is under a CI that the server does not know", (maker, _) => maker.UnderForeignCi()) { Number = 7, Refusals = [CiUnknown] };

    private static readonly BadCertificate[] s_all =
    [
        s_eumSignature, s_eumExpired, s_euiccSignature, s_euiccExpired, s_foreignCi,

        new("eum-forged", "whose EUM certificate another key than the CI's has signed", (maker, _) => maker.WithMakerBy(maker.NewSigningKey())) { Refusals = [EumInvalid] },
        new("eum-below-eum", "whose EUM has its certificate from another EUM", (maker, _) => maker.BelowTwoMakers()) { Refusals = [CiUnknown, EumInvalid], Needs = ServerOption.EumKey },
        new("eum-garbage", "whose EUM certificate is none", (maker, _) => maker.Given() with { EumCertificate = Octets.FromHex("30020500") }) { Refusals = [EumInvalid],
            IsGarbage = true },
        OfMaker("not-yet", "is not valid yet", NotYet, EumInvalid, EumExpired),
        OfMaker("role", "has the role of an SM-DP+", (parts, _) => WithRole(parts, CertificateRole.DpAuth), EumInvalid),
        OfMaker("euicc-role", "has the role of an eUICC", (parts, _) => WithRole(parts, CertificateRole.Euicc), EumInvalid),
        OfMaker("no-role", "has no certificatePolicies", (parts, _) => parts.Without(Extension.Policies), EumInvalid),
        OfMaker("key-usage", "is for digitalSignature only", (parts, _) => WithUsage(parts, DigitalSignature), EumInvalid),
        OfMaker("no-key-usage", "has no keyUsage", (parts, _) => parts.Without(Extension.KeyUsage), EumInvalid),
        OfMaker("no-ca", "is none of a CA (basicConstraints)", (parts, _) => parts.With(Extension.BasicConstraints, own => own with { Content = Octets.FromHex("3000") }), EumInvalid),
        OfMaker("no-constraints", "has no basicConstraints", (parts, _) => parts.Without(Extension.BasicConstraints), EumInvalid),
        OfMaker("no-names", "has no nameConstraints", (parts, _) => parts.Without(Extension.NameConstraints), EumInvalid, EuiccInvalid, EinOutOfRange),
        OfMaker("no-oid", "has no subjectAltName", (parts, _) => parts.Without(Extension.SubjectAltName), EumInvalid),
        OfMaker("no-subject-key", "has no subjectKeyIdentifier", (parts, _) => parts.Without(Extension.SubjectKeyIdentifier), EumInvalid, EuiccInvalid),
        OfMaker("no-authority-key", "has no authorityKeyIdentifier", (parts, _) => parts.Without(Extension.AuthorityKeyIdentifier), EumInvalid, CiUnknown),
        OfMaker("unknown-critical", "has a critical extension that nobody knows", (parts, _) => WithUnknown(parts), EumInvalid),

        new("euicc-forged", "whose certificate another key than its EUM's has signed", (maker, _) => maker.WithCertificateBy(maker.NewSigningKey())) { Refusals = [EuiccInvalid] },
        new("euicc-other-maker", "whose certificate is of another EUM than the one sent with it", (maker, _) => maker.OfOtherMaker()) { Refusals = [EuiccInvalid] },
        new("euicc-by-ci", "whose certificate the CI has signed, and no EUM", (maker, _) => maker.WithCertificateByCi()) { Refusals = [EuiccInvalid], Needs = ServerOption.CiKey },
        new("euicc-garbage", "whose certificate is none", (maker, _) => maker.Given() with { Certificate = Octets.FromHex("30020500") }) { Refusals = [EuiccInvalid], IsGarbage = true },
        new("euicc-eid-range", "whose EID is out of the range of its EUM", (maker, _) => maker.New(maker.DrawForeignEid())) { Refusals = [EuiccInvalid, EinOutOfRange],
            Needs = ServerOption.EumKey },
        OfEuicc("organization", "has another organization than its EUM's nameConstraints", (parts, _) => parts.WithSubject(AttributeTypeAndValue.Organization, "Another maker"),
            EuiccInvalid),
        OfEuicc("no-eid", "has no EID (serialNumber of the subject)", (parts, _) => parts.WithSubject(AttributeTypeAndValue.SerialNumber, null), EuiccInvalid),
        OfEuicc("short-eid", "has an EID of 20 digits", (parts, _) => parts.WithSubject(AttributeTypeAndValue.SerialNumber, "89049032123451234512"), EuiccInvalid, EinOutOfRange),
        OfEuicc("not-yet", "is not valid yet", NotYet, EuiccInvalid, EuiccExpired),
        OfEuicc("role", "has the role of an SM-DP+", (parts, _) => WithRole(parts, CertificateRole.DpAuth), EuiccInvalid),
        OfEuicc("eum-role", "has the role of an EUM", (parts, _) => WithRole(parts, CertificateRole.Eum), EuiccInvalid),
        OfEuicc("no-role", "has no certificatePolicies", (parts, _) => parts.Without(Extension.Policies), EuiccInvalid),
        OfEuicc("key-usage", "is for keyCertSign only", (parts, _) => WithUsage(parts, KeyCertSign), EuiccInvalid),
        OfEuicc("no-key-usage", "has no keyUsage", (parts, _) => parts.Without(Extension.KeyUsage), EuiccInvalid),
        OfEuicc("no-subject-key", "has no subjectKeyIdentifier", (parts, _) => parts.Without(Extension.SubjectKeyIdentifier), EuiccInvalid),
        OfEuicc("no-authority-key", "has no authorityKeyIdentifier", (parts, _) => parts.Without(Extension.AuthorityKeyIdentifier), EuiccInvalid),
        OfEuicc("unknown-critical", "has a critical extension that nobody knows", (parts, _) => WithUnknown(parts), EuiccInvalid),

        s_eumSignature.InAsn1(), s_eumExpired.InAsn1(), s_euiccSignature.InAsn1(), s_euiccExpired.InAsn1(),
    ];
}

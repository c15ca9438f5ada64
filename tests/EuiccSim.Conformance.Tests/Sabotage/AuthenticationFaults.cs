using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Tests.Sabotage.Faults;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>Whom the card believes, and what it signs for them: AuthenticateServer.</summary>
internal static class AuthenticationFaults
{
    private const string Area = "server authentication";

    internal static IEnumerable<CardSabotage> All =>
    [
        Believes("an expired certificate", "certificate-expired", (_, _, one) => one.NotAfter < s_now),
        Believes("a certificate whose validity has not begun", "certificate-not-yet-valid", (_, _, one) => one.NotBefore > s_now),
        Believes("a certificate of profile binding", "role-other", (_, _, one) => one.HasRole(CertificateRole.DpPb)),
        Believes("the TLS certificate of the server", "dp-tls-certificate", (pki, der, _) => der == pki.DpTls!.Encoded),
        Believes("a certificate of another CI", "foreign", (pki, _, one) => one.AuthorityKeyIdentifier != pki.TrustedCi.SubjectKeyIdentifier),
        Believes("a certificate whose signature is wrong", "bad-signature", (pki, _, one) => one.AuthorityKeyIdentifier == pki.TrustedCi.SubjectKeyIdentifier && !pki.Ci.PublicKey!.VerifyDer(one.TbsCertificate.Span, one.SignatureValue.Span)),
        Believes("a certificate without the server's OID", "no-oid", (_, _, one) => one.Extensions.RegisteredIds.Count == 0),
        Row("serverSignature1 is not verified", "4.2.18/signature-*", (pki, request, _, card) => card(request.ServerCertificate.Encoded == pki.DpAuth.Encoded ? request.As(pki) : request)),
        Row("the challenge is not compared", "4.2.18/challenge-other", (pki, request, challenge, card) => card(request.As(pki, signed => signed with { EuiccChallenge = challenge }))),
        Row("a key identifier that is not known is taken for the card's own", "4.2.18/ci-unknown", (pki, request, _, card) =>
            card(request with { EuiccCiPKIdToBeUsed = pki.TrustedCi.SubjectKeyIdentifier })),
        Signs("euiccSignature1 is wrong", "4.2.18/nist-*", "euiccSignature1", (_, answer) => answer is AuthenticateServerResponse.Ok { Value: var ok }
            ? new AuthenticateServerResponse.Ok(ok with { EuiccSignature1 = Damaged(ok.EuiccSignature1) }) : answer),
        Signs("transactionId is not that of the server", "4.2.18/nist-*", "transactionId", (pki, answer) => answer.Signing(pki, signed => signed with { TransactionId = Protocol.Identifiers.TransactionId.Parse("0A0B0C") })),
        Signs("serverChallenge does not come back", "4.2.18/nist-*", "serverChallenge", (pki, answer) => answer.Signing(pki, signed => signed with { ServerChallenge = Octets.Of(new byte[16]) })),
        Signs("serverAddress is written in capitals", "4.2.18/*", "serverAddress", (pki, answer) => answer.Signing(pki, signed => signed with { ServerAddress = signed.ServerAddress.ToUpperInvariant() })),
        Signs("ctxParams1 lose their matchingId", "4.2.18/nist-*", "ctxParams1", (pki, answer) => answer.Signing(pki, signed => signed with { CtxParams1 = WithoutMatchingId(signed.CtxParams1) })),
        Signs("every refusal is undefinedError", "4.2.18/*", "authenticateErrorCode", (_, answer) => answer is AuthenticateServerResponse.Error { Value: var error }
            ? new AuthenticateServerResponse.Error(error with { AuthenticateErrorCode = AuthenticateErrorCode.UndefinedError }) : answer),
    ];

    private static readonly DateTimeOffset s_now = SabotageTests.Now;

    /// <summary>A certificate is taken for the good one, and everything is signed again by it.</summary>
    private static CardSabotage Believes(string what, string cases, Func<RspPki, Octets, RspCertificate, bool> isMeant) =>
        Row($"{what} is believed", $"4.2.18/*{cases}*", (pki, request, _, card) => card(IsMeant(pki, request.ServerCertificate.Encoded, isMeant) ? request.As(pki) : request));

    private static bool IsMeant(RspPki pki, Octets der, Func<RspPki, Octets, RspCertificate, bool> isMeant)
    {
        try
        {
            return isMeant(pki, der, RspCertificate.Parse(der));
        }
        catch (Exception fault) when (fault is Asn1ContentException or FormatException)
        {
            return false;
        }
    }

    private static CardSabotage Row(string name, string cases, Func<RspPki, AuthenticateServerRequest, Octets, Func<AuthenticateServerRequest, ResponseApdu>, ResponseApdu> what) =>
        new(Area, name, "SGP.22 §5.7.13", cases, "authenticateResponseError", pki =>
        {
            Octets challenge = Octets.Of(new byte[16]);
            return new Es10Fault((command, card) =>
            {
                if (Is(command, "BF2E")) return card(command).With(answer => (challenge = answer.Slice(5), answer).answer);
                return Is(command, "BF38") && Try<AuthenticateServerRequest>(command) is { } request ? what(pki, request, challenge, one => card(Asn1Codec.Encode(one))) : card(command);
            });
        });

    private static CardSabotage Signs(string name, string cases, string words, Func<RspPki, AuthenticateServerResponse, AuthenticateServerResponse> change) =>
        new(Area, name, "SGP.22 §5.7.13", cases, words, pki => Changes<AuthenticateServerResponse>("BF38", answer => change(pki, answer)));

    private static Signed<CtxParams1> WithoutMatchingId(Signed<CtxParams1> given) => given.Value is CtxParams1.CommonAuthentication { Value: var common }
        ? Signed<CtxParams1>.Of(new CtxParams1.CommonAuthentication(common with { MatchingId = null })) : given;
}

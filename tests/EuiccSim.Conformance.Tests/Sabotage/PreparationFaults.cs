using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Tests.Sabotage.Faults;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>For whom the card makes a one-time key, and what it signs for them: PrepareDownload.</summary>
internal static class PreparationFaults
{
    private const string Area = "preparation of downloads";

    internal static IEnumerable<CardSabotage> All =>
    [
        Mends("smdpSignature2 is not verified", "4.2.10/signature-*", (pki, request) => request.SmdpCertificate.Encoded == pki.DpPb.Encoded),
        Mends("a certificate of authentication binds", "4.2.10/*", (pki, request) => Certificate(request) is { } one && one.HasRole(CertificateRole.DpAuth)),
        Mends("an expired certificate binds", "4.2.10/certificate-expired", (_, request) => Certificate(request) is { } one && one.NotAfter < SabotageTests.Now),
        Mends("a certificate with a wrong signature binds", "4.2.10/certificate-*", (pki, request) => Certificate(request) is { } one && one.AuthorityKeyIdentifier == pki.TrustedCi.SubjectKeyIdentifier
            && !pki.Ci.PublicKey!.VerifyDer(one.TbsCertificate.Span, one.SignatureValue.Span)),
        Mends("a certificate of another server binds", "4.2.10/certificate-other-server", (pki, request) => Certificate(request) is { Extensions.RegisteredIds: { Count: > 0 } ids } && ids[0] != pki.ServerOid),
        Mends("a certificate without an OID binds", "4.2.10/certificate-no-oid", (_, request) => Certificate(request) is { Extensions.RegisteredIds.Count: 0 }),
        Signs("the hash of the Confirmation Code is dropped", "hashCc", signed => signed with { HashCc = null }),
        Signs("the hash of the Confirmation Code is another", "hashCc", signed => signed.HashCc is { } hash ? signed with { HashCc = Damaged(hash) } : signed),
        Signs("the transactionId is not the session's", "transactionId", signed => signed with { TransactionId = TransactionId.Parse("0A0B0C0D") }),
        Signs("the one-time key is no point of the curve", "euiccOtpk", signed => signed with { EuiccOtpk = Damaged(signed.EuiccOtpk) }),
        Signs("the one-time key is always the same", "a euiccOtpk that did not come before", pki =>
        {
            Octets? first = null;
            return signed => signed with { EuiccOtpk = first ??= signed.EuiccOtpk };
        }),
        new(Area, "euiccSignature2 is wrong", Section, "4.2.10", "euiccSignature2", _ => Changes<PrepareDownloadResponse>("BF21", answer => answer is PrepareDownloadResponse.Ok { Value: var ok }
            ? new PrepareDownloadResponse.Ok(ok with { EuiccSignature2 = Damaged(ok.EuiccSignature2) }) : answer)),
        new(Area, "every refusal is undefinedError", Section, "4.2.10", "downloadErrorCode", _ => Changes<PrepareDownloadResponse>("BF21", answer => answer is PrepareDownloadResponse.Error { Value: var error }
            ? new PrepareDownloadResponse.Error(error with { DownloadErrorCode = DownloadErrorCode.UndefinedError }) : answer)),
    ];

    private static RspCertificate? Certificate(PrepareDownloadRequest request)
    {
        try
        {
            return RspCertificate.Parse(request.SmdpCertificate.Encoded);
        }
        catch (Exception fault) when (fault is Asn1ContentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What is meant is signed again by the good certificate.</summary>
    private static CardSabotage Mends(string name, string cases, Func<RspPki, PrepareDownloadRequest, bool> isMeant) => new(Area, name, Section, cases, "downloadResponseError", pki =>
        Sessions((command, signature1, card) => Try<PrepareDownloadRequest>(command) is { } request && isMeant(pki, request) ? card(Asn1Codec.Encode(request.As(pki, signature1))) : card(command)));

    private static CardSabotage Signs(string name, string words, Func<EuiccSigned2, EuiccSigned2> change) => Signs(name, words, _ => change);

    private static CardSabotage Signs(string name, string words, Func<RspPki, Func<EuiccSigned2, EuiccSigned2>> make) => new(Area, name, Section, "4.2.10", words, pki =>
    {
        Func<EuiccSigned2, EuiccSigned2> change = make(pki);
        return In("BF21", (command, card) => card(command).With(answer => Try<PrepareDownloadRequest>(command) is { } request && Try<PrepareDownloadResponse>(answer) is { } response
            ? Asn1Codec.Encode(response.Signing(pki, request.SmdpSignature2, change)) : answer));
    });

    /// <summary>PrepareDownload, and the euiccSignature1 of the session that it is in.</summary>
    private static CardFault Sessions(Func<Octets, Octets, Func<Octets, ResponseApdu>, ResponseApdu> prepare)
    {
        Octets signature = Octets.Of(new byte[64]);
        return new Es10Fault((command, card) =>
        {
            if (Is(command, "BF21")) return prepare(command, signature, card);
            ResponseApdu answer = card(command);
            if (Is(command, "BF38") && Try<AuthenticateServerResponse>(answer.Data) is AuthenticateServerResponse.Ok { Value: var ok }) signature = ok.EuiccSignature1;
            return answer;
        });
    }

    private const string Section = "SGP.22 §5.7.5";
}

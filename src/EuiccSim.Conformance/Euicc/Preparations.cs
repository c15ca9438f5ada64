using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Expectations of PrepareDownload. SGP.22 v2.5 §5.7.5.</summary>
internal static class Preparations
{
    /// <summary>Prepares a download, and looks at all that the eUICC answers.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="session">A session whose server is authenticated.</param>
    /// <param name="bound">The one-time key that the server says it has bound a package to.</param>
    /// <param name="hashCc">The hash of a Confirmation Code.</param>
    internal static async Task<PlayedSession> ExpectPreparedAsync(this EuiccBench bench, PlayedSession session, Octets? bound = null, Octets? hashCc = null)
    {
        PrepareDownloadRequest request = session.Preparation(bound, hashCc);
        bench.Step("the download is prepared");
        Signed<PrepareDownloadResponse> answer = await bench.AskAsync(request);
        bench.ExpectDer<PrepareDownloadResponse>(answer.Encoded);
        bench.Expect(answer.Value is PrepareDownloadResponse.Ok, "downloadResponseOk", Text(answer.Value));
        PrepareDownloadResponseOk ok = ((PrepareDownloadResponse.Ok)answer.Value).Value;
        EuiccSigned2 signed = ok.EuiccSigned2.Value;
        bench.ExpectEqual(signed.TransactionId, session.Server.TransactionId, "transactionId in euiccSigned2");
        bench.ExpectEqual(signed.HashCc, hashCc, "hashCc in euiccSigned2");
        EcCurve curve = session.Server.Pki.DpPb.Curve ?? session.Server.Pki.Curve;
        bench.Expect(EcPublicKey.TryFromPoint(curve, signed.EuiccOtpk, out _), $"euiccOtpk is a point of {curve}, the curve of CERT.DPpb.ECDSA", signed.EuiccOtpk.ToString());
        bench.ExpectSigned(Octets.Concat(ok.EuiccSigned2.Encoded, SignatureHeader, request.SmdpSignature2), ok.EuiccSignature2, session.Euicc, "euiccSignature2");
        return session with { Otpk = signed.EuiccOtpk };
    }

    /// <summary>Expects that a download is not prepared.</summary>
    internal static async Task ExpectRefusedAsync(this EuiccBench bench, PrepareDownloadRequest request, params DownloadErrorCode[] codes)
    {
        bench.Step("PrepareDownload is sent");
        bench.ExpectRefusal(request, await bench.AskAsync(request), codes);
    }

    /// <summary>The same for what is not even a certificate: then the command may be refused.</summary>
    internal static async Task ExpectMalformedRefusedAsync(this EuiccBench bench, PrepareDownloadRequest request)
    {
        bench.Step("PrepareDownload is sent");
        ResponseApdu response = await bench.StoreDataAsync(Asn1Codec.Encode(request));
        bench.ExpectStatus(response.Status, "9000", "6A80");
        if (!response.Status.IsOk) return;
        bench.ExpectRefusal(request, EuiccBench.Decode<PrepareDownloadResponse>(response.Data, nameof(PrepareDownloadResponse)), DownloadErrorCode.InvalidCertificate);
    }

    /// <summary>What came, for a report: "downloadResponseOk", "invalidCertificate (1)".</summary>
    internal static string Text(PrepareDownloadResponse answer) =>
        answer is PrepareDownloadResponse.Error { Value.DownloadErrorCode: var code } ? Running.Bench.CodeText(code) : "downloadResponseOk";

    private static void ExpectRefusal(this EuiccBench bench, PrepareDownloadRequest request, Signed<PrepareDownloadResponse> answer, params DownloadErrorCode[] codes)
    {
        bench.Expect(answer.Value is PrepareDownloadResponse.Error, "downloadResponseError", Text(answer.Value));
        bench.ExpectDer<PrepareDownloadResponse>(answer.Encoded);
        PrepareDownloadResponseError error = ((PrepareDownloadResponse.Error)answer.Value).Value;
        bench.ExpectOneOf(error.DownloadErrorCode, "downloadErrorCode", codes);
        bench.ExpectEqual(error.TransactionId, request.SmdpSigned2.Value.TransactionId, "transactionId");
    }

    /// <summary>Tag and length of a signature, which are signed with it.</summary>
    internal static readonly Octets SignatureHeader = Octets.FromHex("5F3740");
}

using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Conformance.Euicc;

/// <summary>A session with a played SM-DP+, as far as it has come. SGP.22 v2.5 §3.0.1, §3.1.3.</summary>
/// <param name="Server">The SM-DP+.</param>
/// <param name="Before">What was on the card before the session.</param>
/// <param name="Authenticated">How the eUICC authenticated itself.</param>
/// <param name="Euicc">CERT.EUICC.ECDSA, whose key signs in this session.</param>
internal sealed record PlayedSession(PlayedServer Server, Belongings Before, AuthenticateResponseOk Authenticated, RspCertificate Euicc)
{
    /// <summary>otPK.EUICC.ECKA, once a download is prepared.</summary>
    internal Octets Otpk { get; init; }

    /// <summary>The first of the Profiles of the run, bound to the eUICC's one-time key.</summary>
    internal BoundPackage Bind() => Bind(TestProfiles.Metadata(1), TestProfiles.Package(1));

    /// <summary>A Profile, bound to the eUICC's one-time key.</summary>
    internal BoundPackage Bind(StoreMetadataRequest metadata, Octets package) => Bind(Asn1Codec.Encode(metadata), package);

    /// <inheritdoc cref="Bind(StoreMetadataRequest, Octets)"/>
    internal BoundPackage Bind(Octets metadata, Octets package) => Server.Bind(Otpk, metadata, package);
}

/// <summary>Sessions as initial conditions.</summary>
internal static class Sessions
{
    /// <summary>A session in which AuthenticateServer has succeeded.</summary>
    internal static Task<PlayedSession> AuthenticatedAsync(this EuiccBench bench, PlayedServer? server = null) =>
        bench.ArrangeAsync("the server is authenticated", () => bench.BeginAsync(server ?? bench.Server()));

    /// <summary>A session in which PrepareDownload has succeeded.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="server">The SM-DP+; null for one with nothing special.</param>
    internal static Task<PlayedSession> PreparedAsync(this EuiccBench bench, PlayedServer? server = null) =>
        bench.ArrangeAsync("a download is prepared", async () =>
        {
            PlayedSession session = await bench.BeginAsync(server ?? bench.Server());
            PrepareDownloadResponse prepared = await bench.CallAsync(session.Preparation());
            bench.Expect(prepared is PrepareDownloadResponse.Ok, "downloadResponseOk", Preparations.Text(prepared));
            return session with { Otpk = ((PrepareDownloadResponse.Ok)prepared).Value.EuiccSigned2.Value.EuiccOtpk };
        });

    /// <summary>PrepareDownload for this session.</summary>
    internal static PrepareDownloadRequest Preparation(this PlayedSession session, Octets? bound = null, Octets? hashCc = null) =>
        session.Server.Prepare(new AuthenticateServerResponse.Ok(session.Authenticated), bound, hashCc);

    /// <summary>Expects that no session is open with this transaction.</summary>
    internal static async Task ExpectOverAsync(this EuiccBench bench, PlayedServer server)
    {
        bench.Step("is there still a session that could be cancelled?");
        CancelSessionResponse response = await bench.CallAsync(new CancelSessionRequest { TransactionId = server.TransactionId, Reason = CancelSessionReason.UndefinedReason });
        bench.Expect(response is CancelSessionResponse.Error, "cancelSessionResponseError, as the session is over", Text(response));
    }

    /// <summary>Cancels a session, and expects that the eUICC signs this. SGP.22 v2.5 §5.7.14.</summary>
    internal static async Task ExpectCancelledAsync(this EuiccBench bench, PlayedServer server, RspCertificate euicc, CancelSessionReason reason)
    {
        bench.Step("the session is cancelled");
        Signed<CancelSessionResponse> answer = await bench.AskAsync(new CancelSessionRequest { TransactionId = server.TransactionId, Reason = reason });
        bench.ExpectDer<CancelSessionResponse>(answer.Encoded);
        bench.Expect(answer.Value is CancelSessionResponse.Ok, "cancelSessionResponseOk", Text(answer.Value));
        CancelSessionResponseOk ok = ((CancelSessionResponse.Ok)answer.Value).Value;
        EuiccCancelSessionSigned signed = ok.EuiccCancelSessionSigned.Value;
        bench.ExpectEqual(signed.TransactionId, server.TransactionId, "transactionId in euiccCancelSessionSigned");
        bench.ExpectEqual(signed.SmdpOid, server.Pki.DpAuth.Extensions.RegisteredIds[0], "smdpOid in euiccCancelSessionSigned");
        bench.ExpectCode(signed.Reason, reason, "reason in euiccCancelSessionSigned");
        bench.ExpectSigned(ok.EuiccCancelSessionSigned.Encoded, ok.EuiccCancelSessionSignature, euicc, "euiccCancelSessionSignature");
    }

    /// <summary>What came, for a report: "cancelSessionResponseOk", "invalidTransactionId (5)".</summary>
    internal static string Text(CancelSessionResponse answer) =>
        answer is CancelSessionResponse.Error { Value: var code } ? Running.Bench.CodeText(code) : "cancelSessionResponseOk";

    private static async Task<PlayedSession> BeginAsync(this EuiccBench bench, PlayedServer server)
    {
        Belongings before = await Belongings.ReadAsync(bench);
        AuthenticateServerResponse response = await bench.AuthenticateAsync(server);
        bench.Expect(response is AuthenticateServerResponse.Ok, "authenticateResponseOk", Authentications.Text(response));
        AuthenticateResponseOk ok = ((AuthenticateServerResponse.Ok)response).Value;
        return new(server, before, ok, bench.ReadCertificate(ok.EuiccCertificate, "CERT.EUICC.ECDSA"));
    }
}

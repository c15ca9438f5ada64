using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Expectations of AuthenticateServer. SGP.22 v2.5 §5.7.13.</summary>
internal static class Authentications
{
    /// <summary>Asks for a challenge and authenticates a server that is good: all that the eUICC answers is looked at.</summary>
    internal static async Task<AuthenticateResponseOk> ExpectAuthenticatedAsync(this EuiccBench bench, PlayedServer server)
    {
        EuiccInfo2 info = await bench.ArrangeAsync("EUICCInfo2 is read", () => bench.CallAsync(new GetEuiccInfo2Request()));
        AuthenticateServerRequest request = await bench.ChallengedAsync(server);
        return await bench.ExpectAuthenticatedAsync(server, request, info);
    }

    /// <summary>As <see cref="ExpectAuthenticatedAsync(EuiccBench, PlayedServer)"/>, for a request that is at hand.</summary>
    internal static async Task<AuthenticateResponseOk> ExpectAuthenticatedAsync(
        this EuiccBench bench, PlayedServer server, AuthenticateServerRequest request, EuiccInfo2 info)
    {
        bench.Step("the server is authenticated");
        Signed<AuthenticateServerResponse> answer = await bench.AskAsync(request);
        bench.ExpectDer<AuthenticateServerResponse>(answer.Encoded);
        bench.Expect(answer.Value is AuthenticateServerResponse.Ok, "authenticateResponseOk", Text(answer.Value));
        AuthenticateResponseOk ok = ((AuthenticateServerResponse.Ok)answer.Value).Value;
        bench.ExpectEcho(request, ok.EuiccSigned1.Value, info);
        RspCertificate eum = bench.ReadCertificate(ok.EumCertificate, "CERT.EUM.ECDSA"), euicc = bench.ReadCertificate(ok.EuiccCertificate, "CERT.EUICC.ECDSA");
        bench.ExpectChain(server.SigningPki ?? server.Pki, eum, euicc);
        bench.ExpectSigned(ok.EuiccSigned1.Encoded, ok.EuiccSignature1, euicc, "euiccSignature1");
        return ok;
    }

    /// <summary>A request with a new challenge, as an initial condition.</summary>
    internal static Task<AuthenticateServerRequest> ChallengedAsync(this EuiccBench bench, PlayedServer server) =>
        bench.ArrangeAsync("a challenge is asked for", async () => server.Authenticate(await bench.ChallengeAsync()));

    /// <summary>Asks for a challenge, and expects that the server is refused.</summary>
    internal static async Task ExpectRefusedAsync(this EuiccBench bench, PlayedServer server, params AuthenticateErrorCode[] codes) =>
        await bench.ExpectRefusedAsync(server, await bench.ChallengedAsync(server), codes);

    /// <summary>Expects that the server is refused, and that nothing is left of the session.</summary>
    internal static async Task ExpectRefusedAsync(
        this EuiccBench bench, PlayedServer server, AuthenticateServerRequest request, params AuthenticateErrorCode[] codes)
    {
        bench.Step("AuthenticateServer is sent");
        bench.ExpectRefusal(request, await bench.AskAsync(request), codes);
        await bench.ExpectOverAsync(server);
    }

    /// <summary>The same for what is not even a certificate: then the command itself may be refused.</summary>
    internal static async Task ExpectMalformedRefusedAsync(this EuiccBench bench, PlayedServer server, AuthenticateServerRequest request)
    {
        bench.Step("AuthenticateServer is sent");
        ResponseApdu response = await bench.StoreDataAsync(Asn1Codec.Encode(request));
        bench.ExpectStatus(response.Status, "9000", "6A80");
        if (response.Status.IsOk)
            bench.ExpectRefusal(request, EuiccBench.Decode<AuthenticateServerResponse>(response.Data, nameof(AuthenticateServerResponse)), AuthenticateErrorCode.InvalidCertificate);
        await bench.ExpectOverAsync(server);
    }

    internal static void ExpectRefusal(
        this EuiccBench bench, AuthenticateServerRequest request, Signed<AuthenticateServerResponse> answer, params AuthenticateErrorCode[] codes)
    {
        bench.Expect(answer.Value is AuthenticateServerResponse.Error, "authenticateResponseError", Text(answer.Value));
        bench.ExpectDer<AuthenticateServerResponse>(answer.Encoded);
        AuthenticateResponseError error = ((AuthenticateServerResponse.Error)answer.Value).Value;
        bench.ExpectOneOf(error.AuthenticateErrorCode, "authenticateErrorCode", codes);
        bench.ExpectEqual(error.TransactionId, request.ServerSigned1.Value.TransactionId, "transactionId");
    }

    /// <summary>What came, for a report: "authenticateResponseOk", "invalidCertificate (1)".</summary>
    internal static string Text(AuthenticateServerResponse answer) =>
        answer is AuthenticateServerResponse.Error { Value.AuthenticateErrorCode: var code } ? Running.Bench.CodeText(code) : "authenticateResponseOk";

    private static void ExpectEcho(this EuiccBench bench, AuthenticateServerRequest request, EuiccSigned1 signed, EuiccInfo2 info)
    {
        ServerSigned1 asked = request.ServerSigned1.Value;
        bench.ExpectEqual(signed.TransactionId, asked.TransactionId, "transactionId in euiccSigned1");
        bench.ExpectEqual(signed.ServerAddress, asked.ServerAddress, "serverAddress in euiccSigned1");
        bench.ExpectOctets(signed.ServerChallenge, asked.ServerChallenge, "serverChallenge in euiccSigned1");
        bench.ExpectOctets(signed.CtxParams1.Encoded, request.CtxParams1.Encoded, "ctxParams1 in euiccSigned1, as they were sent");
        // How much memory is free may change from one moment to the next.
        EuiccInfo2 told = signed.EuiccInfo2 with { ExtCardResource = info.ExtCardResource };
        bench.Expect(told == info, "euiccInfo2 in euiccSigned1 is what GetEUICCInfo2 answers", told.ToString());
    }
}

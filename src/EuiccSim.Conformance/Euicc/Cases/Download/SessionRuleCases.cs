using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Conformance.Euicc.Cases.Download.AuthenticateServerCases;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.18: which session an AuthenticateServer belongs to, and what ends one. An eUICC of v2 has one session at a time.</summary>
internal static class SessionRuleCases
{
    // A challenge that is used up or replaced: to one eUICC there is no session, to another the challenge is another one.
    private static readonly AuthenticateErrorCode[] s_noLonger = [AuthenticateErrorCode.NoSessionContext, AuthenticateErrorCode.EuiccChallengeMismatch];

    internal static IEnumerable<ConformanceCase> All =>
    [
        ReadsWithKeys("no-challenge", "Without a challenge since the reset there is no session", async bench =>
        {
            PlayedServer server = bench.Server();
            await ResetAsync(bench);
            await bench.ExpectRefusedAsync(server, server.Authenticate(bench.Draw(16)), AuthenticateErrorCode.NoSessionContext);
        }, EuiccDeclaration.RawApdus),
        ReadsWithKeys("challenge-before-reset", "A reset takes the challenge away", async bench =>
        {
            PlayedServer server = bench.Server();
            AuthenticateServerRequest request = await bench.ChallengedAsync(server);
            await ResetAsync(bench);
            await bench.ExpectRefusedAsync(server, request, AuthenticateErrorCode.NoSessionContext);
        }, EuiccDeclaration.RawApdus),
        ReadsWithKeys("challenge-replaced", "A new challenge takes the place of the one before", async bench =>
        {
            PlayedServer server = bench.Server();
            AuthenticateServerRequest request = await bench.ChallengedAsync(server);
            await bench.ArrangeAsync("another challenge is asked for", bench.ChallengeAsync);
            await bench.ExpectRefusedAsync(server, request, AuthenticateErrorCode.EuiccChallengeMismatch);
        }),
        ReadsWithKeys("challenge-refused", "A refused AuthenticateServer uses its challenge up", async bench =>
        {
            PlayedServer server = bench.Server();
            AuthenticateServerRequest request = await bench.ChallengedAsync(server);
            AuthenticateServerRequest wrong = request with { ServerSignature1 = BoundPackage.Damage(request.ServerSignature1, 0) };
            await bench.ExpectRefusedAsync(server, wrong, AuthenticateErrorCode.InvalidSignature);
            await bench.ExpectRefusedAsync(server, request, s_noLonger);
        }),
        ReadsWithKeys("challenge-used", "A challenge authenticates a server once", async bench =>
        {
            PlayedServer server = bench.Server();
            AuthenticateServerRequest request = await bench.ChallengedAsync(server);
            await bench.ArrangeAsync("the server is authenticated", () => bench.CallAsync(request));
            bench.Step("the same command is sent again");
            bench.ExpectRefusal(request, await bench.AskAsync(request), s_noLonger);
        }),
        ReadsWithKeys("session-after-challenge", "A new challenge ends the session of the server that was authenticated", async bench =>
        {
            PlayedSession session = await bench.AuthenticatedAsync();
            await bench.ArrangeAsync("another challenge is asked for", bench.ChallengeAsync);
            await bench.ExpectRefusedAsync(session.Preparation(), DownloadErrorCode.NoSessionContext);
            await bench.ExpectOverAsync(session.Server);
        }),
        ReadsWithKeys("session-after-reset", "A reset ends the session of the server that was authenticated", async bench =>
        {
            PlayedSession session = await bench.AuthenticatedAsync();
            await ResetAsync(bench);
            await bench.ExpectRefusedAsync(session.Preparation(), DownloadErrorCode.NoSessionContext);
            await bench.ExpectOverAsync(session.Server);
        }, EuiccDeclaration.RawApdus),
        ReadsWithKeys("other-channel", "The answer comes on the channel that asked; the session is known there, or there is none", OtherChannelAsync),
        ReadsWithKeys("other-channel-challenge", "A challenge that another channel asked for takes the place of the one before", async bench =>
        {
            PlayedServer server = bench.Server();
            AuthenticateServerRequest request = await bench.ChallengedAsync(server);
            IApplicationChannel other = await bench.OpenAnotherAsync();
            await bench.ArrangeAsync("a challenge is asked for on another channel", () => bench.AskAsync(other, new GetEuiccChallengeRequest()));
            await bench.ExpectRefusedAsync(server, request, s_noLonger);
        }),
    ];

    private static Task<Octets> ResetAsync(EuiccBench bench) => bench.ArrangeAsync("the card is reset", bench.ResetAsync);

    /// <summary>SGP.22 does not say whether a session may go on over another channel; what is answered must be whole, and asked for.</summary>
    private static async Task OtherChannelAsync(EuiccBench bench)
    {
        PlayedServer server = bench.Server();
        AuthenticateServerRequest request = await bench.ChallengedAsync(server);
        IApplicationChannel other = await bench.OpenAnotherAsync();
        bench.Step("AuthenticateServer is sent on another channel than GetEUICCChallenge");
        Signed<AuthenticateServerResponse> answer = await bench.AskAsync(other, request);
        if (answer.Value is AuthenticateServerResponse.Ok { Value: var ok })
            await bench.ExpectCancelledAsync(server, bench.ReadCertificate(ok.EuiccCertificate, "CERT.EUICC.ECDSA"), CancelSessionReason.EndUserRejection);
        else bench.ExpectRefusal(request, answer, AuthenticateErrorCode.NoSessionContext);
        bench.Step("a function that has nothing to do with it is asked on the first channel");
        bench.ExpectEqual((await bench.CallAsync(new Protocol.Rsp.Es10c.GetEuiccDataRequest())).EidValue, bench.Target.Declaration.Eid, "eidValue");
    }
}

using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Lpa.Authentication;

/// <summary>
/// The common mutual authentication, SGP.22 v2.5 §3.0.1, up to the eUICC's agreement: what an SM-DP+ and an SM-DS are both asked first.
/// </summary>
/// <param name="es10">The eUICC.</param>
/// <param name="es9">The way to the server.</param>
/// <param name="device">What the server is told about the device.</param>
/// <param name="report">Told of each step.</param>
/// <param name="log">Where to log.</param>
internal sealed class MutualAuthentication(Es10Client es10, Es9Client es9, DeviceInfo device, Action<DownloadStep> report, ILogger log)
{
    /// <summary>What the eUICC sent to the server last, its certificates with it; null as long as it has sent nothing.</summary>
    internal AuthenticateServerResponse? Sent { get; private set; }

    /// <summary>The first half: the server's signature over the eUICC's challenge. Nothing is agreed on yet, and nothing is to be cancelled.</summary>
    internal async Task<ServerIntroduction> BeginAsync(string address, CancellationToken cancellationToken)
    {
        report(DownloadStep.GetEuiccChallenge);
        // The server judges it, not the LPA.
        Entry<EuiccInfo1> info1 = await AbandonedSession.ReplaceAsync(
            es10, () => es10.ReadAsync(new GetEuiccInfo1Request(), cancellationToken), cancellationToken).ConfigureAwait(false);
        GetEuiccChallengeResponse challenge = await es10.SendAsync(new GetEuiccChallengeRequest(), cancellationToken).ConfigureAwait(false);

        report(DownloadStep.InitiateAuthentication);
        InitiateAuthenticationOkEs9 server =
            await es9.InitiateAuthenticationAsync(address, challenge.EuiccChallenge, Signed<EuiccInfo1>.AsReceived(info1), cancellationToken).ConfigureAwait(false);
        return new(address, server, ServerCheck.Initiated(server, address, challenge.EuiccChallenge));
    }

    /// <summary>The second half: the eUICC checks the server, and signs.</summary>
    /// <param name="introduction">The first half, without a mismatch.</param>
    /// <param name="matchingId">What is wanted there; null for whatever waits.</param>
    /// <param name="cancellationToken">Gives up before the eUICC is asked.</param>
    internal async Task<EuiccAgreement> AgreeAsync(ServerIntroduction introduction, string? matchingId, CancellationToken cancellationToken)
    {
        InitiateAuthenticationOkEs9 server = introduction.Server;
        report(DownloadStep.AuthenticateServer);
        cancellationToken.ThrowIfCancellationRequested();
        AuthenticateServerRequest request = new()
        {
            ServerSigned1 = server.ServerSigned1,
            ServerSignature1 = server.ServerSignature1,
            EuiccCiPKIdToBeUsed = server.EuiccCiPKIdToBeUsed,
            ServerCertificate = server.ServerCertificate,
            CtxParams1 = ContextFor(matchingId),
        };
        Signed<AuthenticateServerResponse> client = await SendServersDataAsync(es10, request).ConfigureAwait(false);
        if (client.IsRead) Sent = client.Value;
        if (!client.IsRead || client.Value is not AuthenticateServerResponse.Error error) return new(client, null);
        await RelayAsync(() => es9.AuthenticateClientAsync(introduction.Address, server.TransactionId, client, cancellationToken)).ConfigureAwait(false);
        return new(client, EuiccFunctionException.Of("AuthenticateServer", error.Value.AuthenticateErrorCode));
    }

    /// <summary>
    /// A server's certificate or signed data can be larger than the card takes; that is the server's fault, not the caller's.
    /// </summary>
    internal static async ValueTask<Signed<TResponse>> SendServersDataAsync<TResponse>(Es10Client es10, IEs10Request<TResponse> request)
        where TResponse : IAsn1<TResponse>
    {
        Octets encoded = Asn1Codec.Encode(request);
        if (encoded.Length > StoreDataBlocks.MaximumLength)
            throw new MalformedResponseException("The server's answer is larger than STORE DATA can carry to the card.");
        // EUICCInfo2 is told to the server, and if it is odd, the server judges it.
        return await es10.ExchangeAsync<TResponse>(encoded, CancellationToken.None, fault => fault.Path.Contains("euiccInfo2", StringComparison.Ordinal)).ConfigureAwait(false);
    }

    /// <summary>Tells the server of the eUICC's refusal. Its answer can only be a refusal, too.</summary>
    internal async ValueTask RelayAsync(Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (Exception fault) when (Es9Client.IsFaultOfServer(fault) || fault is OperationCanceledException)
        {
            Log.Relayed(log, fault);
        }
    }

    private Signed<CtxParams1> ContextFor(string? matchingId) => Signed<CtxParams1>.Of(new CtxParams1.CommonAuthentication(new()
    {
        MatchingId = string.IsNullOrEmpty(matchingId) ? null : matchingId,
        DeviceInfo = device,
    }));
}

/// <summary>What a server said first.</summary>
/// <param name="Address">The address it was called by.</param>
/// <param name="Server">Its answer.</param>
/// <param name="Mismatch">What is wrong with it, before the eUICC looks at it.</param>
internal sealed record ServerIntroduction(string Address, InitiateAuthenticationOkEs9 Server, ServerMismatch? Mismatch);

/// <summary>What the eUICC said to that.</summary>
/// <param name="Response">For the server.</param>
/// <param name="Refusal">Why it does not go on with this server; null if it does.</param>
internal sealed record EuiccAgreement(Signed<AuthenticateServerResponse> Response, EuiccFunctionException? Refusal);

/// <summary>A server that is not who it should be, or mixes up sessions.</summary>
internal sealed record ServerMismatch(string What, string Expected, string Received);

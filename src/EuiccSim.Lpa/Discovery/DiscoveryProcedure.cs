using EuiccSim.Lpa.Authentication;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es9;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Lpa.Discovery;

/// <summary>
/// Asks SM-DSs what waits. SGP.22 v2.5 §3.6.1, §3.6.2: an event names a server, and only that server's certificate tells whether it is an
/// SM-DP+ or the next SM-DS.
/// </summary>
internal sealed class DiscoveryProcedure(
    Es10Client es10, Es9Client es9, DiscoveryOptions options, TimeProvider time, IProgress<DiscoveryProgress>? progress, ILogger log)
{
    private readonly List<DiscoveredEvent> _found = [];
    private readonly HashSet<(string, string)> _seen = [];
    private int _asked;

    /// <summary>Runs it. <see cref="LpaClient.DiscoverAsync"/> documents what it throws.</summary>
    internal async Task<DiscoveryOutcome> RunAsync(string address, CancellationToken cancellationToken)
    {
        Log.DiscoveryBegins(log, address);
        SmdsAnswer answer = await AskAsync(address, eventId: null, cancellationToken).ConfigureAwait(false);
        if (answer.Trouble is { } trouble) return trouble;
        if (answer.Events is not { } events) return new DiscoveryOutcome.ServerMismatch(address, "role", "SM-DS", "SM-DP+");
        foreach (DiscoveredEvent one in events) await FollowAsync(one, depth: 1, cancellationToken).ConfigureAwait(false);
        Log.DiscoveryEnds(log, _found.Count);
        return new DiscoveryOutcome.Answered(SequenceOf.From(_found));
    }

    private async Task FollowAsync(DiscoveredEvent one, int depth, CancellationToken cancellationToken)
    {
        // Two SM-DSs that name one another would lead round in circles.
        if (!_seen.Add((one.RspServerAddress.ToUpperInvariant(), one.EventId))) return;
        SmdsAnswer answer = depth >= options.MaximumDepth || _asked >= options.MaximumServers
            ? new(null, null)
            : await TryAskAsync(one, cancellationToken).ConfigureAwait(false);
        if (answer.Events is null)
        {
            _found.Add(one with { Trouble = answer.Words });
            return;
        }
        foreach (DiscoveredEvent next in answer.Events) await FollowAsync(next, depth + 1, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A server further on that is out of order does not keep back what others have.</summary>
    private async Task<SmdsAnswer> TryAskAsync(DiscoveredEvent one, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(one.RspServerAddress, one.EventId, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (Es9Client.IsFaultOfServer(fault))
        {
            Log.EventNotFollowed(log, one.RspServerAddress, fault);
            return new(null, null) { Words = fault.Message };
        }
    }

    /// <summary>The events at a server; none, and no trouble, if it is an SM-DP+.</summary>
    /// <param name="address">The server.</param>
    /// <param name="eventId">The event that led there; null for the first SM-DS, which tells all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task<SmdsAnswer> AskAsync(string address, string? eventId, CancellationToken cancellationToken)
    {
        _asked++;
        MutualAuthentication authentication = new(es10, es9, options.DeviceInfo, step => progress?.Report(new(address, step)), log);
        try
        {
            ServerIntroduction introduction = await authentication.BeginAsync(address, cancellationToken).ConfigureAwait(false);
            if (introduction.Mismatch is { } no) return Trouble(new DiscoveryOutcome.ServerMismatch(address, no.What, no.Expected, no.Received));
            if (!ServerCheck.IsSmds(introduction.Server.ServerCertificate)) return new(null, null);
            EuiccAgreement agreement = await authentication.AgreeAsync(introduction, eventId, cancellationToken).ConfigureAwait(false);
            if (agreement.Refusal is { } refusal)
            {
                return Trouble(new DiscoveryOutcome.RefusedByEuicc(address, refusal.Function, refusal.Code, refusal.Name, refusal.Meaning)
                {
                    Certificates = CertificateDates.Of(refusal, "CERT.DSauth", introduction.Server.ServerCertificate, time.GetUtcNow()),
                });
            }
            return await ListAsync(introduction, agreement, cancellationToken).ConfigureAwait(false);
        }
        catch (RspException no) when (eventId is null)
        {
            return Trouble(new DiscoveryOutcome.RefusedByServer(address, no.Function, no.Code, no.Meaning, no.ServerMessage)
            {
                Certificates = CertificateDates.Of(no.Code, authentication.Sent, time.GetUtcNow()),
            });
        }
    }

    private async Task<SmdsAnswer> ListAsync(ServerIntroduction smds, EuiccAgreement agreement, CancellationToken cancellationToken)
    {
        progress?.Report(new(smds.Address, DownloadStep.AuthenticateClient));
        AuthenticateClientOkEs11 answer = await es9
            .AuthenticateClientEs11Async(smds.Address, smds.Server.TransactionId, agreement.Response, cancellationToken).ConfigureAwait(false);
        if (ServerCheck.Transaction(smds.Server.TransactionId, answer.TransactionId) is { } no)
            return Trouble(new DiscoveryOutcome.ServerMismatch(smds.Address, no.What, no.Expected, no.Received));
        List<DiscoveredEvent> events = [];
        foreach (EventEntries entry in answer.EventEntries) events.Add(new(entry.EventId, entry.RspServerAddress, smds.Address));
        return new(events, null);
    }

    private static SmdsAnswer Trouble(DiscoveryOutcome trouble) => new(null, trouble)
    {
        Words = trouble switch
        {
            DiscoveryOutcome.RefusedByEuicc no => $"{no.Function}: {no.Name}. {no.Meaning}",
            DiscoveryOutcome.ServerMismatch no => $"{no.What} is {no.Received} instead of {no.Expected}",
            _ => trouble.ToString(),
        },
    };

    /// <summary>Events, or why there are none; neither for an SM-DP+.</summary>
    private sealed record SmdsAnswer(List<DiscoveredEvent>? Events, DiscoveryOutcome? Trouble)
    {
        internal string? Words { get; init; }
    }
}

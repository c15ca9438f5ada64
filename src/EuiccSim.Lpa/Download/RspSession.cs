using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Lpa.Download;

/// <summary>An RSP session that the eUICC has agreed to, and how to end it before its time. SGP.22 v2.5 §3.0.2.</summary>
internal sealed class RspSession(
    Es10Client es10, Es9Client es9, string serverAddress, TransactionId transactionId, LpaOptions options, ILogger log)
{
    internal string ServerAddress => serverAddress;

    internal TransactionId TransactionId => transactionId;

    /// <summary>True if there is nothing left to cancel.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>Why to cancel, should card or server answer now what ends the download.</summary>
    internal CancelSessionReason ReasonOfFault { get; set; } = CancelSessionReason.Postponed;

    /// <summary>From now on there is nothing to cancel: one of the two has ended the session itself.</summary>
    internal void Close() => IsOver = true;

    /// <summary>
    /// Tells the eUICC, and with its signature the server. Never throws what a card or server can cause: the download is over anyway.
    /// </summary>
    internal async ValueTask<SessionCancellation?> CancelAsync(CancelSessionReason reason)
    {
        if (IsOver) return null;
        IsOver = true;
        Signed<CancelSessionResponse>? confirmed = await TellEuiccAsync(reason).ConfigureAwait(false);
        bool serverTold = confirmed is not null && await TellServerAsync(confirmed).ConfigureAwait(false);
        Log.Cancelled(log, ResultCode.NameOf(reason), confirmed is not null, serverTold);
        return new(reason, confirmed is not null, serverTold);
    }

    private async ValueTask<Signed<CancelSessionResponse>?> TellEuiccAsync(CancelSessionReason reason)
    {
        try
        {
            CancelSessionRequest request = new() { TransactionId = transactionId, Reason = reason };
            Signed<CancelSessionResponse> response = await es10.ExchangeAsync(request, CancellationToken.None).ConfigureAwait(false);
            if (response.Value is not CancelSessionResponse.Error error) return response;
            Log.CancelFailed(log, "eUICC", EuiccFunctionException.Of("CancelSession", error.Value));
        }
        catch (Exception fault) when (fault is CardException or TransportException or MalformedResponseException)
        {
            Log.CancelFailed(log, "eUICC", fault);
        }
        return null;
    }

    private async ValueTask<bool> TellServerAsync(Signed<CancelSessionResponse> confirmed)
    {
        // The caller's token may be what ended the download, and a server that does not answer must not keep the caller.
        using CancellationTokenSource patience = new(options.CancelTimeout, options.Time);
        try
        {
            await es9.CancelSessionAsync(serverAddress, transactionId, confirmed, patience.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault) when (Es9Client.IsFaultOfServer(fault) || fault is OperationCanceledException)
        {
            Log.CancelFailed(log, "server", fault);
            return false;
        }
    }
}

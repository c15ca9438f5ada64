using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Lpa.Es10;

/// <summary>The functions of ES10b: download, and notifications. SGP.22 v2.5 §5.7.</summary>
/// <inheritdoc cref="LpaClient" path="/remarks"/>
/// <param name="es10">The ISD-R.</param>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class Es10bClient(Es10Client es10)
{
    /// <summary>LPAe activation: asks the eUICC to be its own LPA. SGP.22 v2.5 §5.7.1.</summary>
    /// <param name="option">How it shall talk to the user.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask LpaeActivationAsync(LpaeOption option, CancellationToken cancellationToken = default)
    {
        LpaeActivationRequest request = new() { LpaeOption = option };
        LpaeActivationResponse response = await es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        EuiccFunctionException.ThrowUnlessOk("LpaeActivation", response.LpaeActivationResult);
    }

    /// <summary>ES10b.PrepareDownload: the eUICC makes its one-time key and signs. SGP.22 v2.5 §5.7.5.</summary>
    /// <returns>The answer with its octets as received, for the server.</returns>
    public async ValueTask<Signed<PrepareDownloadResponse>> PrepareDownloadAsync(
        PrepareDownloadRequest request, CancellationToken cancellationToken = default)
    {
        Signed<PrepareDownloadResponse> response = await es10.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Value is PrepareDownloadResponse.Error error)
            throw EuiccFunctionException.Of("PrepareDownload", error.Value.DownloadErrorCode);
        return response;
    }

    /// <summary>ES10b.LoadBoundProfilePackage: installs a profile. SGP.22 v2.5 §5.7.6, §2.5.5.</summary>
    /// <param name="package">The package as received from the server, TLV 'BF36'.</param>
    /// <param name="cancellationToken">Stops between two segments; cancel the session then.</param>
    /// <returns>How it ended, success or not, with its octets as received.</returns>
    /// <exception cref="MalformedResponseException">Also if <paramref name="package"/> is no Bound Profile Package.</exception>
    public ValueTask<Signed<ProfileInstallationResult>> LoadBoundProfilePackageAsync(Octets package, CancellationToken cancellationToken = default) =>
        BppLoader.LoadAsync(es10, BppSegments.Split(package), null, cancellationToken);

    /// <summary>ES10b.GetEUICCChallenge: 16 octets; begins an RSP session and ends the one before. SGP.22 v2.5 §5.7.7.</summary>
    public async ValueTask<Octets> GetEuiccChallengeAsync(CancellationToken cancellationToken = default)
    {
        GetEuiccChallengeResponse response = await es10.SendAsync(new GetEuiccChallengeRequest(), cancellationToken).ConfigureAwait(false);
        return response.EuiccChallenge;
    }

    /// <summary>ES10b.GetEUICCInfo1: what a server must know first. SGP.22 v2.5 §5.7.8.</summary>
    /// <returns>What could be read, and the octets as received, for the server.</returns>
    public ValueTask<Entry<EuiccInfo1>> GetEuiccInfo1Async(CancellationToken cancellationToken = default) =>
        es10.ReadAsync(new GetEuiccInfo1Request(), cancellationToken);

    /// <summary>ES10b.GetEUICCInfo2: what the eUICC can do. SGP.22 v2.5 §5.7.8.</summary>
    /// <returns>What could be read: one odd member does not hide the others.</returns>
    public ValueTask<Entry<EuiccInfo2>> GetEuiccInfo2Async(CancellationToken cancellationToken = default) =>
        es10.ReadAsync(new GetEuiccInfo2Request(), cancellationToken);

    /// <summary>ES10b.ListNotification: what waits to be told to servers. SGP.22 v2.5 §5.7.9.</summary>
    /// <param name="events">Only about these events; all if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The notifications, each as far as it can be read: one that is damaged does not hide the others.</returns>
    public ValueTask<SequenceOf<Entry<NotificationMetadata>>> ListNotificationAsync(
        NotificationEvent? events = null, CancellationToken cancellationToken = default) => es10.ListAsync(
            new ListNotificationRequest { ProfileManagementOperation = events },
            EntryList.TryRead<ListNotificationResponse, NotificationMetadata>,
            response => EuiccFunctionException.Of("ListNotification", ((ListNotificationResponse.Error)response).Value),
            cancellationToken);

    /// <summary>ES10b.RetrieveNotificationsList: the signed notifications, with their octets as received. SGP.22 v2.5 §5.7.10.</summary>
    /// <param name="search">Which ones; all if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The notifications. One that cannot be read is null, and its octets can be sent all the same.</returns>
    public ValueTask<SequenceOf<Entry<PendingNotification?>>> RetrieveNotificationsListAsync(
        NotificationSearchCriteria? search = null, CancellationToken cancellationToken = default) => es10.ListAsync(
            new RetrieveNotificationsListRequest { SearchCriteria = search },
            RetrieveNotificationsListResponse.TryReadEntries,
            response => EuiccFunctionException.Of("RetrieveNotificationsList", ((RetrieveNotificationsListResponse.Error)response).Value),
            cancellationToken);

    /// <summary>
    /// ES10b.RemoveNotificationFromList. <see cref="LpaClient.ProcessNotificationsAsync"/> does it after delivery. SGP.22 v2.5 §5.7.11.
    /// </summary>
    public async ValueTask RemoveNotificationFromListAsync(long seqNumber, CancellationToken cancellationToken = default)
    {
        NotificationSentRequest request = new() { SeqNumber = seqNumber };
        NotificationSentResponse response = await es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        EuiccFunctionException.ThrowUnlessOk("RemoveNotificationFromList", response.DeleteNotificationStatus);
    }

    /// <summary>ES10b.LoadCRL. SGP.22 v2.5 §5.7.12.</summary>
    /// <returns>The numbers of the parts that are still missing; empty if none is.</returns>
    /// <exception cref="ArgumentException">The list is too long for STORE DATA.</exception>
    public async ValueTask<SequenceOf<long>> LoadCrlAsync(CertificateList crl, CancellationToken cancellationToken = default)
    {
        LoadCrlResponse response = await es10.SendAsync(new LoadCrlRequest { Crl = crl }, cancellationToken).ConfigureAwait(false);
        if (response is LoadCrlResponse.Error error) throw EuiccFunctionException.Of("LoadCRL", error.Value);
        return ((LoadCrlResponse.Ok)response).Value.MissingParts ?? [];
    }

    /// <summary>ES10b.AuthenticateServer: the eUICC checks a server and signs. SGP.22 v2.5 §5.7.13.</summary>
    /// <returns>The answer with its octets as received, for the server.</returns>
    public async ValueTask<Signed<AuthenticateServerResponse>> AuthenticateServerAsync(
        AuthenticateServerRequest request, CancellationToken cancellationToken = default)
    {
        Signed<AuthenticateServerResponse> response = await es10.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Value is AuthenticateServerResponse.Error error)
            throw EuiccFunctionException.Of("AuthenticateServer", error.Value.AuthenticateErrorCode);
        return response;
    }

    /// <summary>ES10b.CancelSession: ends a session. SGP.22 v2.5 §5.7.14.</summary>
    /// <returns>The answer with its octets as received, for the server.</returns>
    public async ValueTask<Signed<CancelSessionResponse>> CancelSessionAsync(
        TransactionId transactionId, CancelSessionReason reason, CancellationToken cancellationToken = default)
    {
        CancelSessionRequest request = new() { TransactionId = transactionId, Reason = reason };
        Signed<CancelSessionResponse> response = await es10.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Value is CancelSessionResponse.Error error) throw EuiccFunctionException.Of("CancelSession", error.Value);
        return response;
    }

    /// <summary>ES10b.GetRAT: the Rules Authorisation Table. SGP.22 v2.5 §5.7.22.</summary>
    public async ValueTask<SequenceOf<ProfilePolicyAuthorisationRule>> GetRatAsync(CancellationToken cancellationToken = default)
    {
        GetRatResponse response = await es10.SendAsync(new GetRatRequest(), cancellationToken).ConfigureAwait(false);
        return response.Rat;
    }
}

using EuiccSim.Lpa.Authentication;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es9;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Lpa;

/// <summary>A Local Profile Assistant: the functions of an eUICC (SGP.22 v2.5 §5.7), and the procedures that also need a server.</summary>
/// <remarks>
/// Every method can throw <see cref="CardException"/> (the card rejected the command), <see cref="MalformedResponseException"/> (its answer
/// cannot be understood) and <see cref="TransportException"/> (it cannot be reached); and, where the function has result codes,
/// <see cref="EuiccFunctionException"/> for each but "ok". The channel does not survive a reset of the card, such as a REFRESH after
/// enabling a profile brings about: open another <see cref="LpaClient"/> then.
/// </remarks>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class LpaClient : IAsyncDisposable
{
    private readonly IApplicationChannel _channel;
    private readonly Es10Client _es10;
    private readonly IEs9Transport? _servers;
    private readonly LpaOptions _options;
    private readonly ILogger _log;

    private LpaClient(IApplicationChannel channel, IEs9Transport? servers, LpaOptions options)
    {
        _channel = channel;
        _servers = servers;
        _options = options;
        _log = options.LoggerFactory?.CreateLogger<LpaClient>() ?? NullLogger<LpaClient>.Instance;
        _es10 = new(channel, options.BlockSize, _log);
    }

    /// <summary>Opens a channel to the ISD-R.</summary>
    /// <param name="card">The card.</param>
    /// <param name="servers">The way to servers; null if neither downloads nor notifications are wanted.</param>
    /// <param name="options">How to work; the defaults if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CardException">The card has no free channel, or no ISD-R under any of the given identifiers.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static async ValueTask<LpaClient> OpenAsync(
        IChannelOpener card, IEs9Transport? servers = null, LpaOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BlockSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.BlockSize, 255, nameof(options));
        if (options.IsdRAids.Count == 0) throw new ArgumentException("There is no application identifier to look for.", nameof(options));
        for (int i = 0; ; i++)
        {
            try
            {
                return new(await card.OpenAsync(options.IsdRAids[i], cancellationToken).ConfigureAwait(false), servers, options);
            }
            catch (CardException) when (i + 1 < options.IsdRAids.Count)
            {
                // Not under this name.
            }
        }
    }

    /// <summary>ES10c.GetEID: the eUICC's identifier. SGP.22 v2.5 §5.7.20.</summary>
    public async ValueTask<Eid> GetEidAsync(CancellationToken cancellationToken = default)
    {
        GetEuiccDataResponse response = await _es10.SendAsync(new GetEuiccDataRequest(), cancellationToken).ConfigureAwait(false);
        return response.EidValue;
    }

    /// <summary>ES10a.GetEuiccConfiguredAddresses: the default SM-DP+ and the root SM-DS. SGP.22 v2.5 §5.7.3.</summary>
    public ValueTask<EuiccConfiguredAddressesResponse> GetEuiccConfiguredAddressesAsync(CancellationToken cancellationToken = default) =>
        _es10.SendAsync(new EuiccConfiguredAddressesRequest(), cancellationToken);

    /// <summary>ES10a.SetDefaultDpAddress. SGP.22 v2.5 §5.7.4.</summary>
    /// <param name="address">The host name of the default SM-DP+; empty to have none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask SetDefaultDpAddressAsync(string address, CancellationToken cancellationToken = default)
    {
        SetDefaultDpAddressRequest request = new() { DefaultDpAddress = address };
        SetDefaultDpAddressResponse response = await _es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        ThrowUnlessOk("SetDefaultDpAddress", response.SetDefaultDpAddressResult);
    }

    /// <summary>ES10b.GetEUICCInfo1: what a server must know first. SGP.22 v2.5 §5.7.8.</summary>
    public ValueTask<EuiccInfo1> GetEuiccInfo1Async(CancellationToken cancellationToken = default) => _es10.SendAsync(new GetEuiccInfo1Request(), cancellationToken);

    /// <summary>ES10b.GetEUICCInfo2: what the eUICC can do. SGP.22 v2.5 §5.7.8.</summary>
    public ValueTask<EuiccInfo2> GetEuiccInfo2Async(CancellationToken cancellationToken = default) => _es10.SendAsync(new GetEuiccInfo2Request(), cancellationToken);

    /// <summary>ES10b.GetEUICCChallenge: 16 octets; begins an RSP session and ends the one before. SGP.22 v2.5 §5.7.7.</summary>
    public async ValueTask<Octets> GetEuiccChallengeAsync(CancellationToken cancellationToken = default)
    {
        GetEuiccChallengeResponse response = await _es10.SendAsync(new GetEuiccChallengeRequest(), cancellationToken).ConfigureAwait(false);
        return response.EuiccChallenge;
    }

    /// <summary>ES10c.GetProfilesInfo: the installed profiles. SGP.22 v2.5 §5.7.15.</summary>
    /// <param name="search">Which profiles; all if null.</param>
    /// <param name="tags">Which fields, as tags one after the other ("5A9F7091"); the eUICC's default set if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<SequenceOf<ProfileInfo>> GetProfilesInfoAsync(
        ProfileSearchCriteria? search = null, Octets? tags = null, CancellationToken cancellationToken = default)
    {
        ProfileInfoListRequest request = new() { SearchCriteria = search, TagList = tags };
        ProfileInfoListResponse response = await _es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response is ProfileInfoListResponse.Error error) throw EuiccFunctionException.Of("GetProfilesInfo", error.Value);
        return ((ProfileInfoListResponse.Ok)response).Value;
    }

    /// <summary>ES10c.EnableProfile: also disables the profile that is enabled now. SGP.22 v2.5 §5.7.16.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="refresh">True if the eUICC shall make the device start anew with the profile (REFRESH).</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask EnableProfileAsync(ProfileIdentifier profile, bool refresh = true, CancellationToken cancellationToken = default)
    {
        EnableProfileRequest request = new() { ProfileIdentifier = profile, RefreshFlag = refresh };
        EnableProfileResponse response = await _es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        ThrowUnlessOk("EnableProfile", response.EnableResult);
    }

    /// <summary>ES10c.DisableProfile. SGP.22 v2.5 §5.7.17.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="refresh">True if the eUICC shall make the device start anew without the profile (REFRESH).</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask DisableProfileAsync(ProfileIdentifier profile, bool refresh = true, CancellationToken cancellationToken = default)
    {
        DisableProfileRequest request = new() { ProfileIdentifier = profile, RefreshFlag = refresh };
        DisableProfileResponse response = await _es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        ThrowUnlessOk("DisableProfile", response.DisableResult);
    }

    /// <summary>ES10c.DeleteProfile: for good. SGP.22 v2.5 §5.7.18.</summary>
    public async ValueTask DeleteProfileAsync(ProfileIdentifier profile, CancellationToken cancellationToken = default)
    {
        DeleteProfileRequest request = profile switch
        {
            ProfileIdentifier.IsdpAid aid => new DeleteProfileRequest.IsdpAid(aid.Value),
            ProfileIdentifier.Iccid iccid => new DeleteProfileRequest.Iccid(iccid.Value),
            _ => throw new ArgumentException("A profile is named by its ICCID or its ISD-P's AID.", nameof(profile)),
        };
        DeleteProfileResponse response = await _es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        ThrowUnlessOk("DeleteProfile", response.DeleteResult);
    }

    /// <summary>ES10c.SetNickname. SGP.22 v2.5 §5.7.21.</summary>
    /// <param name="iccid">The profile.</param>
    /// <param name="nickname">Up to 64 characters; empty to have none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The nickname is too long.</exception>
    public async ValueTask SetNicknameAsync(Iccid iccid, string nickname, CancellationToken cancellationToken = default)
    {
        int length = nickname.EnumerateRunes().Count();
        if (length > 64) throw new ArgumentException($"A nickname has up to 64 characters, not {length}.", nameof(nickname));
        SetNicknameRequest request = new() { Iccid = iccid, ProfileNickname = nickname };
        SetNicknameResponse response = await _es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        ThrowUnlessOk("SetNickname", response.SetNicknameResult);
    }

    /// <summary>ES10b.ListNotification: what waits to be told to servers. SGP.22 v2.5 §5.7.9.</summary>
    /// <param name="events">Only about these events; all if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<SequenceOf<NotificationMetadata>> ListNotificationAsync(
        NotificationEvent? events = null, CancellationToken cancellationToken = default)
    {
        ListNotificationRequest request = new() { ProfileManagementOperation = events };
        ListNotificationResponse response = await _es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response is ListNotificationResponse.Error error) throw EuiccFunctionException.Of("ListNotification", error.Value);
        return ((ListNotificationResponse.Ok)response).Value;
    }

    /// <summary>ES10b.RetrieveNotificationsList: the signed notifications, with their octets as received. SGP.22 v2.5 §5.7.10.</summary>
    /// <param name="search">Which ones; all if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<SequenceOf<Signed<PendingNotification>>> RetrieveNotificationsListAsync(
        NotificationSearchCriteria? search = null, CancellationToken cancellationToken = default)
    {
        RetrieveNotificationsListRequest request = new() { SearchCriteria = search };
        RetrieveNotificationsListResponse response = await _es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response is RetrieveNotificationsListResponse.Error error)
            throw EuiccFunctionException.Of("RetrieveNotificationsList", error.Value);
        return ((RetrieveNotificationsListResponse.Ok)response).Value;
    }

    /// <summary>
    /// ES10b.RemoveNotificationFromList. <see cref="ProcessNotificationsAsync"/> does it after delivery. SGP.22 v2.5 §5.7.11.
    /// </summary>
    public async ValueTask RemoveNotificationFromListAsync(long seqNumber, CancellationToken cancellationToken = default)
    {
        NotificationSentRequest request = new() { SeqNumber = seqNumber };
        NotificationSentResponse response = await _es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        ThrowUnlessOk("RemoveNotificationFromList", response.DeleteNotificationStatus);
    }

    /// <summary>ES10c.eUICCMemoryReset: deletes profiles for good, whatever their policy rules. SGP.22 v2.5 §5.7.19.</summary>
    public async ValueTask EuiccMemoryResetAsync(ResetOptions what, CancellationToken cancellationToken = default)
    {
        EuiccMemoryResetRequest request = new() { ResetOptions = what };
        EuiccMemoryResetResponse response = await _es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        ThrowUnlessOk("eUICCMemoryReset", response.ResetResult);
    }

    /// <summary>ES10b.GetRAT: the Rules Authorisation Table. SGP.22 v2.5 §5.7.22.</summary>
    public async ValueTask<SequenceOf<ProfilePolicyAuthorisationRule>> GetRatAsync(CancellationToken cancellationToken = default)
    {
        GetRatResponse response = await _es10.SendAsync(new GetRatRequest(), cancellationToken).ConfigureAwait(false);
        return response.Rat;
    }

    /// <summary>ES10b.LoadCRL. SGP.22 v2.5 §5.7.12.</summary>
    /// <returns>The numbers of the parts that are still missing; empty if none is.</returns>
    /// <exception cref="ArgumentException">The list is too long for STORE DATA.</exception>
    public async ValueTask<SequenceOf<long>> LoadCrlAsync(CertificateList crl, CancellationToken cancellationToken = default)
    {
        LoadCrlResponse response = await _es10.SendAsync(new LoadCrlRequest { Crl = crl }, cancellationToken).ConfigureAwait(false);
        if (response is LoadCrlResponse.Error error) throw EuiccFunctionException.Of("LoadCRL", error.Value);
        return ((LoadCrlResponse.Ok)response).Value.MissingParts ?? [];
    }

    /// <summary>ES10b.AuthenticateServer: the eUICC checks a server and signs. SGP.22 v2.5 §5.7.13.</summary>
    /// <returns>The answer with its octets as received, for the server.</returns>
    public async ValueTask<Signed<AuthenticateServerResponse>> AuthenticateServerAsync(
        AuthenticateServerRequest request, CancellationToken cancellationToken = default)
    {
        Signed<AuthenticateServerResponse> response = await _es10.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Value is AuthenticateServerResponse.Error error)
            throw EuiccFunctionException.Of("AuthenticateServer", error.Value.AuthenticateErrorCode);
        return response;
    }

    /// <summary>ES10b.PrepareDownload: the eUICC makes its one-time key and signs. SGP.22 v2.5 §5.7.5.</summary>
    /// <returns>The answer with its octets as received, for the server.</returns>
    public async ValueTask<Signed<PrepareDownloadResponse>> PrepareDownloadAsync(
        PrepareDownloadRequest request, CancellationToken cancellationToken = default)
    {
        Signed<PrepareDownloadResponse> response = await _es10.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
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
        BppLoader.LoadAsync(_es10, BppSegments.Split(package), null, cancellationToken);

    /// <summary>ES10b.CancelSession: ends a session. SGP.22 v2.5 §5.7.14.</summary>
    /// <returns>The answer with its octets as received, for the server.</returns>
    public async ValueTask<Signed<CancelSessionResponse>> CancelSessionAsync(
        TransactionId transactionId, CancelSessionReason reason, CancellationToken cancellationToken = default)
    {
        CancelSessionRequest request = new() { TransactionId = transactionId, Reason = reason };
        Signed<CancelSessionResponse> response = await _es10.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Value is CancelSessionResponse.Error error) throw EuiccFunctionException.Of("CancelSession", error.Value);
        return response;
    }

    /// <summary>Downloads and installs a profile. SGP.22 v2.5 §3.1.3.</summary>
    /// <param name="code">
    /// Where the profile waits. Null: ask the eUICC's default SM-DP+ for what waits for this eUICC. For an event of an SM-DS, a code with
    /// the event's server address and its event identifier as MatchingID.
    /// </param>
    /// <param name="options">The device, and how to ask the user; the defaults if null.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">
    /// Stops the download: eUICC and server are told (<see cref="DownloadOptions.CancellationReason"/>), and then
    /// <see cref="OperationCanceledException"/> is thrown. Once the eUICC has given its result, it only stops the delivery of
    /// notifications, which then stay on the card, and nothing is thrown.
    /// </param>
    /// <returns>How it ended. A refusal by server, eUICC or user is an outcome, not an exception.</returns>
    /// <exception cref="Es9TransportException">The server cannot be reached, or did not answer 200.</exception>
    /// <exception cref="MalformedResponseException">The card or the server answered what the protocol does not allow.</exception>
    /// <exception cref="CardException">The card rejected a command.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">See <paramref name="cancellationToken"/>.</exception>
    /// <exception cref="InvalidOperationException">This object was opened without a way to servers.</exception>
    /// <remarks>Before an exception leaves, the session is cancelled on both sides as far as they can be reached.</remarks>
    public async Task<DownloadOutcome> DownloadAsync(
        ActivationCode? code, DownloadOptions? options = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Es9Client es9 = Servers();
        string? address = code is not null
            ? code.SmdpAddress
            : (await AddressesOfNewSessionAsync(cancellationToken).ConfigureAwait(false)).DefaultDpAddress;
        if (string.IsNullOrEmpty(address)) return new DownloadOutcome.NoServerAddress();
        DownloadProcedure procedure = new(_es10, es9, options ?? new(), _options, progress, _log);
        return await procedure.RunAsync(address, code, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks an SM-DS (ES11) what waits for this eUICC. SGP.22 v2.5 §3.6.1, §5.8. An event is then a download of its own.</summary>
    /// <param name="options">Which SM-DS, and how far to follow; the eUICC's root SM-DS if null.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it ended. A refusal by SM-DS or eUICC is an outcome, not an exception.</returns>
    /// <exception cref="Es9TransportException">The SM-DS cannot be reached, or did not answer 200.</exception>
    /// <exception cref="MalformedResponseException">The card or the SM-DS answered what the protocol does not allow.</exception>
    /// <exception cref="CardException">The card rejected a command.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">This object was opened without a way to servers.</exception>
    public async Task<DiscoveryOutcome> DiscoverAsync(
        DiscoveryOptions? options = null, IProgress<DiscoveryProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Es9Client es9 = Servers();
        options ??= new();
        string? address = options.SmdsAddress ?? (await AddressesOfNewSessionAsync(cancellationToken).ConfigureAwait(false)).RootDsAddress;
        if (string.IsNullOrEmpty(address)) return new DiscoveryOutcome.NoServerAddress();
        return await new DiscoveryProcedure(_es10, es9, options, progress, _log).RunAsync(address, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends pending notifications to their servers, in the order in which things happened, and removes each once it is delivered. SGP.22
    /// v2.5 §3.5.
    /// </summary>
    /// <param name="filter">Which ones; all if null.</param>
    /// <param name="cancellationToken">Stops; what is not delivered then, stays on the card.</param>
    /// <returns>What became of each. One that fails does not keep back the others.</returns>
    /// <exception cref="InvalidOperationException">This object was opened without a way to servers.</exception>
    public async Task<SequenceOf<NotificationResult>> ProcessNotificationsAsync(
        NotificationFilter? filter = null, CancellationToken cancellationToken = default)
    {
        NotificationDelivery delivery = new(_es10, Servers(), _log);
        List<NotificationResult> results = [];
        foreach (NotificationMetadata pending in await delivery.ListAsync(filter?.Events, cancellationToken).ConfigureAwait(false))
        {
            if (filter?.SeqNumbers is { } wanted && !wanted.Contains(pending.SeqNumber)) continue;
            results.Add(await delivery.DeliverAsync(pending, cancellationToken).ConfigureAwait(false));
        }
        return SequenceOf.From(results);
    }

    /// <summary>Closes the channel.</summary>
    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private Es9Client Servers() => _servers is null
        ? throw new InvalidOperationException("The LPA was opened without a way to servers.")
        : new(_servers, _log);

    private ValueTask<EuiccConfiguredAddressesResponse> AddressesOfNewSessionAsync(CancellationToken cancellationToken) =>
        AbandonedSession.ReplaceAsync(_es10, () => GetEuiccConfiguredAddressesAsync(cancellationToken), cancellationToken);

    /// <summary>In all functions with a result code, 0 is "ok".</summary>
    private static void ThrowUnlessOk<TCode>(string function, TCode code)
        where TCode : struct, Enum
    {
        if (!EqualityComparer<TCode>.Default.Equals(code, default)) throw EuiccFunctionException.Of(function, code);
    }
}

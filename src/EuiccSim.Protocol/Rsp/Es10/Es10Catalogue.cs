using System.Diagnostics.CodeAnalysis;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Protocol.Rsp.Es10;

/// <summary>
/// The functions of ES10. It is the one list of them: the card's rows, the methods of an LPA, what a trace shows and the table in the
/// documentation are made from it or checked against it.
/// </summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed class Es10Catalogue
{
    private readonly Dictionary<int, Es10Function> _byTag;

    private Es10Catalogue(IReadOnlyList<Es10Function> functions)
    {
        Functions = functions;
        _byTag = functions.ToDictionary(function => function.Tag);
    }

    /// <summary>Those of SGP.22 v2.5 §5.7, in its order.</summary>
    public static Es10Catalogue Sgp22V2 { get; } = new(
    [
        Es10Function.OfOurs<LpaeActivationRequest, LpaeActivationResponse>(Es10Interface.Es10b, "LpaeActivation", "5.7.1"),
        Es10Function.OfOurs<EuiccConfiguredAddressesRequest, EuiccConfiguredAddressesResponse>(Es10Interface.Es10a, "GetEuiccConfiguredAddresses", "5.7.3"),
        Es10Function.OfOurs<SetDefaultDpAddressRequest, SetDefaultDpAddressResponse>(Es10Interface.Es10a, "SetDefaultDpAddress", "5.7.4"),
        Es10Function.OfOurs<PrepareDownloadRequest, PrepareDownloadResponse>(Es10Interface.Es10b, "PrepareDownload", "5.7.5"),
        Es10Function.OfOurs<BoundProfilePackage, ProfileInstallationResult>(Es10Interface.Es10b, "LoadBoundProfilePackage", "5.7.6", isSegmented: true),
        Es10Function.OfOurs<GetEuiccChallengeRequest, GetEuiccChallengeResponse>(Es10Interface.Es10b, "GetEUICCChallenge", "5.7.7"),
        Es10Function.OfFields<GetEuiccInfo1Request, EuiccInfo1>(Es10Interface.Es10b, "GetEUICCInfo (EUICCInfo1)", "5.7.8"),
        Es10Function.OfFields<GetEuiccInfo2Request, EuiccInfo2>(Es10Interface.Es10b, "GetEUICCInfo (EUICCInfo2)", "5.7.8"),
        Es10Function.OfList<ListNotificationRequest, ListNotificationResponse, NotificationMetadata>(
            Es10Interface.Es10b, "ListNotification", "5.7.9", "notificationMetadataList", EntryList.TryRead<ListNotificationResponse, NotificationMetadata>),
        Es10Function.OfList<RetrieveNotificationsListRequest, RetrieveNotificationsListResponse, PendingNotification?>(
            Es10Interface.Es10b, "RetrieveNotificationsList", "5.7.10", "notificationList", RetrieveNotificationsListResponse.TryReadEntries),
        Es10Function.OfOurs<NotificationSentRequest, NotificationSentResponse>(Es10Interface.Es10b, "RemoveNotificationFromList", "5.7.11"),
        Es10Function.OfOurs<LoadCrlRequest, LoadCrlResponse>(Es10Interface.Es10b, "LoadCRL", "5.7.12"),
        Es10Function.OfOurs<AuthenticateServerRequest, AuthenticateServerResponse>(Es10Interface.Es10b, "AuthenticateServer", "5.7.13"),
        Es10Function.OfOurs<CancelSessionRequest, CancelSessionResponse>(Es10Interface.Es10b, "CancelSession", "5.7.14"),
        Es10Function.OfList<ProfileInfoListRequest, ProfileInfoListResponse, ProfileInfo>(
            Es10Interface.Es10c, "GetProfilesInfo", "5.7.15", "profileInfoListOk", EntryList.TryRead<ProfileInfoListResponse, ProfileInfo>),
        Es10Function.OfOurs<EnableProfileRequest, EnableProfileResponse>(Es10Interface.Es10c, "EnableProfile", "5.7.16"),
        Es10Function.OfOurs<DisableProfileRequest, DisableProfileResponse>(Es10Interface.Es10c, "DisableProfile", "5.7.17"),
        Es10Function.OfOurs<DeleteProfileRequest, DeleteProfileResponse>(Es10Interface.Es10c, "DeleteProfile", "5.7.18"),
        Es10Function.OfOurs<EuiccMemoryResetRequest, EuiccMemoryResetResponse>(Es10Interface.Es10c, "eUICCMemoryReset", "5.7.19"),
        Es10Function.OfOurs<GetEuiccDataRequest, GetEuiccDataResponse>(Es10Interface.Es10c, "GetEID", "5.7.20"),
        Es10Function.OfOurs<SetNicknameRequest, SetNicknameResponse>(Es10Interface.Es10c, "SetNickname", "5.7.21"),
        Es10Function.OfOurs<GetRatRequest, GetRatResponse>(Es10Interface.Es10b, "GetRAT", "5.7.22"),
    ]);

    /// <summary>All functions, in the order of the standard.</summary>
    public IReadOnlyList<Es10Function> Functions { get; }

    /// <summary>These functions and more.</summary>
    /// <exception cref="ArgumentException">Two functions have one tag.</exception>
    public Es10Catalogue With(params IEnumerable<Es10Function> more) => new([.. Functions, .. more]);

    /// <summary>Finds a function by the tag of its request.</summary>
    /// <param name="tag">The tag's octets as a number: 0xBF31.</param>
    /// <param name="function">The function.</param>
    public bool TryFind(int tag, [NotNullWhen(true)] out Es10Function? function) => _byTag.TryGetValue(tag, out function);
}

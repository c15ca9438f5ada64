using EuiccSim.Card.IsdR.Functions;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.IsdR;

/// <summary>The functions of ES10a, ES10b and ES10c. SGP.22 v2.5 §5.7.</summary>
internal static class ConsumerFunctions
{
    /// <summary>All of them. LoadBoundProfilePackage has no row: its request arrives in pieces.</summary>
    internal static Es10Functions Version2 { get; } = new(
        Es10Function.Of<EuiccConfiguredAddressesRequest, EuiccConfiguredAddressesResponse>(GetEuiccConfiguredAddresses.Handle),
        Es10Function.Of<SetDefaultDpAddressRequest, SetDefaultDpAddressResponse>(SetDefaultDpAddress.Handle),
        Es10Function.Of<GetEuiccChallengeRequest, GetEuiccChallengeResponse>(GetEuiccChallenge.Handle) with { WhileLoading = true },
        Es10Function.Of<GetEuiccInfo1Request, EuiccInfo1>(GetEuiccInfo.Handle),
        Es10Function.Of<GetEuiccInfo2Request, EuiccInfo2>(GetEuiccInfo.Handle),
        Es10Function.Of<AuthenticateServerRequest, AuthenticateServerResponse>(AuthenticateServer.Handle),
        Es10Function.Of<PrepareDownloadRequest, PrepareDownloadResponse>(PrepareDownload.Handle),
        Es10Function.Of<CancelSessionRequest, CancelSessionResponse>(CancelSession.Handle) with { WhileLoading = true },
        Es10Function.Of<ListNotificationRequest, ListNotificationResponse>(ListNotification.Handle),
        Es10Function.Of<RetrieveNotificationsListRequest, RetrieveNotificationsListResponse>(RetrieveNotificationsList.Handle),
        Es10Function.Of<NotificationSentRequest, NotificationSentResponse>(RemoveNotificationFromList.Handle),
        Es10Function.Of<LoadCrlRequest, LoadCrlResponse>(LoadCrl.Handle),
        Es10Function.Of<GetRatRequest, GetRatResponse>(GetRat.Handle),
        Es10Function.Of<ProfileInfoListRequest, ProfileInfoListResponse>(GetProfilesInfo.Handle),
        Es10Function.Of<EnableProfileRequest, EnableProfileResponse>(EnableProfile.Handle),
        Es10Function.Of<DisableProfileRequest, DisableProfileResponse>(DisableProfile.Handle),
        Es10Function.Of<DeleteProfileRequest, DeleteProfileResponse>(DeleteProfile.Handle),
        Es10Function.Of<EuiccMemoryResetRequest, EuiccMemoryResetResponse>(EuiccMemoryReset.Handle, EuiccMemoryReset.Mended),
        Es10Function.Of<GetEuiccDataRequest, GetEuiccDataResponse>(GetEid.Handle),
        Es10Function.Of<SetNicknameRequest, SetNicknameResponse>(SetNickname.Handle));
}

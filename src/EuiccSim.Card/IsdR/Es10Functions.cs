using System.Formats.Asn1;
using EuiccSim.Card.IsdR.Functions;
using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.IsdR;

/// <summary>The functions of ES10a, ES10b and ES10c, by the tag of the request. SGP.22 v2.5 §5.7.</summary>
internal sealed class Es10Functions
{
    // Requests have the tags '[n]', n below 128.
    private readonly Func<Octets, IsdRTransaction, IAsn1Encodable>?[] _functions = new Func<Octets, IsdRTransaction, IAsn1Encodable>?[128];

    /// <summary>All of them. LoadBoundProfilePackage has no row: its request arrives in pieces.</summary>
    internal static Es10Functions All { get; } = new Es10Functions()
        .Add<EuiccConfiguredAddressesRequest, EuiccConfiguredAddressesResponse>(GetEuiccConfiguredAddresses.Handle)
        .Add<SetDefaultDpAddressRequest, SetDefaultDpAddressResponse>(SetDefaultDpAddress.Handle)
        .Add<GetEuiccChallengeRequest, GetEuiccChallengeResponse>(GetEuiccChallenge.Handle)
        .Add<GetEuiccInfo1Request, EuiccInfo1>(GetEuiccInfo.Handle)
        .Add<GetEuiccInfo2Request, EuiccInfo2>(GetEuiccInfo.Handle)
        .Add<AuthenticateServerRequest, AuthenticateServerResponse>(AuthenticateServer.Handle)
        .Add<PrepareDownloadRequest, PrepareDownloadResponse>(PrepareDownload.Handle)
        .Add<CancelSessionRequest, CancelSessionResponse>(CancelSession.Handle)
        .Add<ListNotificationRequest, ListNotificationResponse>(ListNotification.Handle)
        .Add<RetrieveNotificationsListRequest, RetrieveNotificationsListResponse>(RetrieveNotificationsList.Handle)
        .Add<NotificationSentRequest, NotificationSentResponse>(RemoveNotificationFromList.Handle)
        .Add<LoadCrlRequest, LoadCrlResponse>(LoadCrl.Handle)
        .Add<GetRatRequest, GetRatResponse>(GetRat.Handle)
        .Add<ProfileInfoListRequest, ProfileInfoListResponse>(GetProfilesInfo.Handle)
        .Add<EnableProfileRequest, EnableProfileResponse>(EnableProfile.Handle)
        .Add<DisableProfileRequest, DisableProfileResponse>(DisableProfile.Handle)
        .Add<DeleteProfileRequest, DeleteProfileResponse>(DeleteProfile.Handle)
        .Add<EuiccMemoryResetRequest, EuiccMemoryResetResponse>(EuiccMemoryReset.Handle, EuiccMemoryReset.Mended)
        .Add<GetEuiccDataRequest, GetEuiccDataResponse>(GetEid.Handle)
        .Add<SetNicknameRequest, SetNicknameResponse>(SetNickname.Handle);

    /// <summary>The function for a tag such as 0xBF31; null if there is none.</summary>
    internal Func<Octets, IsdRTransaction, IAsn1Encodable>? Find(int tag) => tag >> 8 == 0xBF && (tag & 0x80) == 0 ? _functions[tag & 0x7F] : null;

    // 'mended' gives the request for octets that are not quite one, where a client in wide use sends them.
    private Es10Functions Add<TRequest, TResponse>(Func<TRequest, IsdRTransaction, TResponse> handle, Func<Octets, Octets>? mended = null)
        where TRequest : IAsn1<TRequest>, IEs10Request<TResponse>
        where TResponse : IAsn1<TResponse>
    {
        Asn1Tag tag = TRequest.OwnTag!.Value;
        _functions[tag.TagValue] = (octets, tx) =>
        {
            TRequest request = Asn1Codec.Decode<TRequest>(mended is null ? octets : mended(octets));
            TResponse response = handle(request, tx);
            IsdRLog.Performed(tx.Logger, typeof(TRequest).Name);
            tx.Performed?.Invoke(request, response);
            return response;
        };
        return this;
    }
}

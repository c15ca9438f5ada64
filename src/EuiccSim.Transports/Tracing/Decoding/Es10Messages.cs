using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>A function of ES10 with its messages.</summary>
/// <param name="Name">Interface and function, "ES10c.EnableProfile".</param>
/// <param name="Request">Reads a request.</param>
/// <param name="Response">Reads an answer.</param>
internal sealed record Es10Message(string Name, Func<Octets, Asn1Description> Request, Func<Octets, Asn1Description> Response);

/// <summary>The functions of ES10a, ES10b and ES10c, by the tag of the request. SGP.22 v2.5 §5.7.</summary>
internal sealed class Es10Messages
{
    private readonly Dictionary<int, Es10Message> _messages = [];

    /// <summary>All but LoadBoundProfilePackage, which travels in segments.</summary>
    internal static Es10Messages All { get; } = new Es10Messages()
        .Add<EuiccConfiguredAddressesRequest, EuiccConfiguredAddressesResponse>("ES10a.GetEuiccConfiguredAddresses")
        .Add<SetDefaultDpAddressRequest, SetDefaultDpAddressResponse>("ES10a.SetDefaultDpAddress")
        .Add<GetEuiccChallengeRequest, GetEuiccChallengeResponse>("ES10b.GetEUICCChallenge")
        .Add<GetEuiccInfo1Request, EuiccInfo1>("ES10b.GetEUICCInfo (EUICCInfo1)")
        .Add<GetEuiccInfo2Request, EuiccInfo2>("ES10b.GetEUICCInfo (EUICCInfo2)")
        .Add<AuthenticateServerRequest, AuthenticateServerResponse>("ES10b.AuthenticateServer")
        .Add<PrepareDownloadRequest, PrepareDownloadResponse>("ES10b.PrepareDownload")
        .Add<CancelSessionRequest, CancelSessionResponse>("ES10b.CancelSession")
        .Add<ListNotificationRequest, ListNotificationResponse>("ES10b.ListNotification")
        .Add<RetrieveNotificationsListRequest, RetrieveNotificationsListResponse>("ES10b.RetrieveNotificationsList")
        .Add<NotificationSentRequest, NotificationSentResponse>("ES10b.RemoveNotificationFromList")
        .Add<LoadCrlRequest, LoadCrlResponse>("ES10b.LoadCRL")
        .Add<LpaeActivationRequest, LpaeActivationResponse>("ES10b.LpaeActivation")
        .Add<GetRatRequest, GetRatResponse>("ES10b.GetRAT")
        .Add<ProfileInfoListRequest, ProfileInfoListResponse>("ES10c.GetProfilesInfo")
        .Add<EnableProfileRequest, EnableProfileResponse>("ES10c.EnableProfile")
        .Add<DisableProfileRequest, DisableProfileResponse>("ES10c.DisableProfile")
        .Add<DeleteProfileRequest, DeleteProfileResponse>("ES10c.DeleteProfile")
        .Add<EuiccMemoryResetRequest, EuiccMemoryResetResponse>("ES10c.eUICCMemoryReset")
        .Add<GetEuiccDataRequest, GetEuiccDataResponse>("ES10c.GetEID")
        .Add<SetNicknameRequest, SetNicknameResponse>("ES10c.SetNickname");

    internal bool TryFind(int tag, [NotNullWhen(true)] out Es10Message? message) => _messages.TryGetValue(tag, out message);

    /// <summary>A message under a name; what cannot be read is shown as it is, with the reason.</summary>
    internal static Asn1Description Describe<T>(string name, Octets encoded)
        where T : IAsn1<T>
    {
        try
        {
            return Asn1Description.Of(name, Asn1Codec.Decode<T>(encoded));
        }
        catch (Asn1ContentException fault)
        {
            Asn1Fields fields = new();
            fields.Add(Asn1Description.Of("malformed", fault.Message));
            fields.Add(Asn1Description.Of("octets", encoded));
            return fields.Under(name);
        }
    }

    private Es10Messages Add<TRequest, TResponse>(string name)
        where TRequest : IAsn1<TRequest>, IEs10Request<TResponse>
        where TResponse : IAsn1<TResponse>
    {
        Asn1Tag tag = TRequest.OwnTag!.Value;
        _messages.Add(TwoOctets | tag.TagValue, new(name, octets => Describe<TRequest>("request", octets), octets => Describe<TResponse>("response", octets)));
        return this;
    }

    // Every request has a constructed context tag from 31 to 127: 'BF' and the number.
    private const int TwoOctets = 0xBF00;
}

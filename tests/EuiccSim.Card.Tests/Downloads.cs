using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.Tests;

/// <summary>Downloads over APDUs, for tests that are about something else.</summary>
internal static class Downloads
{
    internal static Octets Challenge(this TestEuicc card) => card.Call(new GetEuiccChallengeRequest()).EuiccChallenge;

    internal static AuthenticateServerResponse Authenticate(this TestEuicc card, TestServer server) =>
        card.Call(server.Authenticate(card.Challenge()));

    internal static PrepareDownloadResponse Prepare(this TestEuicc card, TestServer server, Octets? bound = null) =>
        card.Call(server.Prepare(card.Authenticate(server), bound));

    internal static Octets Otpk(this PrepareDownloadResponse response) =>
        ((PrepareDownloadResponse.Ok)response).Value.EuiccSigned2.Value.EuiccOtpk;

    /// <summary>A package bound for the card, which waits for it now.</summary>
    internal static BoundPackage Bind(
        this TestEuicc card, TestServer? server = null, StoreMetadataRequest? metadata = null, Octets? upp = null)
    {
        server ??= new();
        return server.Bind(card.Prepare(server).Otpk(), Asn1Codec.Encode(metadata ?? TestPackages.Metadata()), upp ?? TestPackages.Built);
    }

    internal static ProfileInstallationResultData Install(this TestEuicc card, Octets upp, StoreMetadataRequest? metadata = null)
    {
        TestServer server = new();
        return card.Load(server.Bind(card.Prepare(server), metadata ?? TestPackages.MetadataOf(upp), upp));
    }

    /// <summary>Loads the small package as this server binds it.</summary>
    internal static ProfileInstallationResultData LoadSmall(this TestEuicc card, TestServer server) =>
        card.Load(card.Bind(server, upp: TestPackages.Small()).Segments());

    /// <summary>Installs a small profile with this ICCID.</summary>
    /// <returns>The AID of its ISD-P.</returns>
    internal static Octets Install(this TestEuicc card, string iccid, Func<StoreMetadataRequest, StoreMetadataRequest>? change = null)
    {
        StoreMetadataRequest metadata = TestPackages.Metadata(iccid);
        return card.Install(TestPackages.Small(iccid), change is null ? metadata : change(metadata)).Aid();
    }

    /// <summary>Sends the segments until the card answers with a result, which is checked to be the signed and kept notification.</summary>
    internal static ProfileInstallationResultData Load(this TestEuicc card, IEnumerable<Octets> segments, int blockSize = 255)
    {
        foreach (Octets segment in segments)
        {
            ResponseApdu response = card.StoreData(segment, blockSize);
            Assert.That(response.Status, Is.EqualTo(StatusWord.Ok));
            if (!response.Data.IsEmpty) return CheckedResult(card, response.Data);
        }
        throw new AssertionException("the package ended without a result");
    }

    internal static (BppCommandId Command, ErrorReason Reason) Error(this ProfileInstallationResultData data) =>
        data.FinalResult is FinalResult.Error { Value: var error }
            ? (error.BppCommandId, error.ErrorReason)
            : throw new AssertionException("installed");

    internal static Octets Aid(this ProfileInstallationResultData data) => data.FinalResult switch
    {
        FinalResult.Success success => success.Value.Aid,
        FinalResult.Error error =>
            throw new AssertionException($"{error.Value.BppCommandId} {error.Value.ErrorReason} {error.Value.SimaResponse}"),
        _ => throw new AssertionException("neither success nor error"),
    };

    internal static EnableResult Enable(this TestEuicc card, Octets aid, bool refresh = false) =>
        card.Call(new EnableProfileRequest { ProfileIdentifier = new ProfileIdentifier.IsdpAid(aid), RefreshFlag = refresh }).EnableResult;

    internal static DisableResult Disable(this TestEuicc card, Octets aid, bool refresh = false) =>
        card.Call(new DisableProfileRequest
        {
            ProfileIdentifier = new ProfileIdentifier.IsdpAid(aid),
            RefreshFlag = refresh,
        }).DisableResult;

    internal static DeleteResult Delete(this TestEuicc card, Octets aid) => card.Call(new DeleteProfileRequest.IsdpAid(aid)).DeleteResult;

    internal static SequenceOf<ProfileInfo> Profiles(this TestEuicc card) =>
        ((ProfileInfoListResponse.Ok)card.Call(new ProfileInfoListRequest())).Value;

    /// <summary>The AID of the enabled profile's ISD-P, or null.</summary>
    internal static Octets? Enabled(this TestEuicc card) =>
        card.Profiles().SingleOrDefault(profile => profile.ProfileState == ProfileState.Enabled)?.IsdpAid;

    internal static SequenceOf<NotificationMetadata> Notifications(this TestEuicc card) =>
        ((ListNotificationResponse.Ok)card.Call(new ListNotificationRequest())).Value;

    /// <summary>Delivers all notifications, so that only later ones are seen.</summary>
    internal static void RemoveNotifications(this TestEuicc card)
    {
        foreach (NotificationMetadata one in card.Notifications()) card.Call(new NotificationSentRequest { SeqNumber = one.SeqNumber });
    }

    private static ProfileInstallationResultData CheckedResult(TestEuicc card, Octets encoded)
    {
        ProfileInstallationResult result = Asn1Codec.Decode<ProfileInstallationResult>(encoded, strict: true);
        Signed<ProfileInstallationResultData> data = result.ProfileInstallationResultData;
        Assert.That(TestEuicc.IsSignedByEuicc(data.Encoded, result.EuiccSignPIR), "euiccSignPIR");
        RetrieveNotificationsListRequest request = new()
        {
            SearchCriteria = new NotificationSearchCriteria.SeqNumber(data.Value.NotificationMetadata.SeqNumber),
        };
        RetrieveNotificationsListResponse.Ok kept = (RetrieveNotificationsListResponse.Ok)card.Call(request);
        Assert.That(kept.Value.Single().Encoded, Is.EqualTo(encoded), "the kept notification");
        return data.Value;
    }
}

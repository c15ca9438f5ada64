using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.Tests;

/// <summary>Downloads over APDUs, for tests that are about something else.</summary>
internal static class Downloads
{
    internal static AuthenticateServerResponse Authenticate(this TestEuicc card, TestServer server) =>
        card.Call(server.Authenticate(card.Call(new GetEuiccChallengeRequest()).EuiccChallenge));

    internal static PrepareDownloadResponse Prepare(this TestEuicc card, TestServer server) =>
        card.Call(server.Prepare(card.Authenticate(server)));

    internal static ProfileInstallationResultData Install(this TestEuicc card, Octets upp, StoreMetadataRequest? metadata = null)
    {
        TestServer server = new();
        return card.Load(server.Bind(card.Prepare(server), metadata ?? TestPackages.MetadataOf(upp), upp));
    }

    /// <summary>Sends the segments until the card answers with a result.</summary>
    internal static ProfileInstallationResultData Load(this TestEuicc card, IEnumerable<Octets> segments, int blockSize = 255)
    {
        foreach (Octets segment in segments)
        {
            ResponseApdu response = card.StoreData(segment, blockSize);
            Assert.That(response.Status, Is.EqualTo(StatusWord.Ok));
            if (!response.Data.IsEmpty) return Asn1Codec.Decode<ProfileInstallationResult>(response.Data, strict: true).ProfileInstallationResultData.Value;
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
        FinalResult.Error error => throw new AssertionException($"{error.Value.BppCommandId} {error.Value.ErrorReason} {error.Value.SimaResponse}"),
        _ => throw new AssertionException("neither success nor error"),
    };
}

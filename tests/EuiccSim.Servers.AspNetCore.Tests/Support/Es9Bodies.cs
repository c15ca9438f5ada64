using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Servers.AspNetCore.Tests.Support;

/// <summary>Bodies written out by hand.</summary>
internal static class Es9Bodies
{
    internal static string Initiate(string address = Site.Address, RspPki? pki = null) =>
        $$"""{"euiccChallenge":"AAECAwQFBgcICQoLDA0ODw==","euiccInfo1":"{{Base64(Info1(pki ?? Site.Nist))}}","smdpAddress":"{{address}}"}""";

    /// <summary>A notification about a profile that no server here has. Its signature is 64 octets of nothing.</summary>
    internal static string UnknownNotification { get; } = $$"""{"pendingNotification":"{{Base64(Notification())}}"}""";

    // BF20 { 82 svn, A9 { 04 14 key }, AA { 04 14 key } }: rsp-flow facts, es10.md.
    internal static byte[] Info1(RspPki pki)
    {
        byte[] key = pki.Ci.SubjectKeyIdentifier!.Value.ToArray();
        return [0xBF, 0x20, 0x35, 0x82, 0x03, 0x02, 0x05, 0x00, 0xA9, 0x16, 0x04, 0x14, .. key, 0xAA, 0x16, 0x04, 0x14, .. key];
    }

    private static byte[] Notification()
    {
        Signed<ProfileInstallationResultData> data = Signed<ProfileInstallationResultData>.Of(new()
        {
            TransactionId = TransactionId.Parse("00112233445566778899AABBCCDDEEFF"),
            NotificationMetadata = new()
            {
                SeqNumber = 1,
                ProfileManagementOperation = NotificationEvent.NotificationInstall,
                NotificationAddress = Site.Address,
            },
            SmdpOid = new("2.999.10"),
            FinalResult = new FinalResult.Error(new() { BppCommandId = BppCommandId.LoadProfileElements, ErrorReason = ErrorReason.UnsupportedProfileClass }),
        });
        return Asn1Codec.Encode(new PendingNotification.ProfileInstallationResult(new()
        {
            ProfileInstallationResultData = data,
            EuiccSignPIR = Octets.Wrap(new byte[64]),
        })).ToArray();
    }

    private static string Base64(byte[] octets) => Convert.ToBase64String(octets);
}

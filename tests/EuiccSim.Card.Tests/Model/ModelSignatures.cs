using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.Tests.Model;

/// <summary>The model cannot sign; it can look at signatures.</summary>
internal static class ModelSignatures
{
    /// <summary>Every notification in an answer to RetrieveNotificationsList is signed by the eUICC.</summary>
    internal static void Check(string answer)
    {
        if (answer.Length == 0) return;
        RetrieveNotificationsListResponse.Ok all =
            (RetrieveNotificationsListResponse.Ok)Asn1Codec.Decode<RetrieveNotificationsListResponse>(Octets.FromHex(answer), strict: true);
        foreach (Signed<PendingNotification> one in all.Value)
        {
            (Octets data, Octets signature) = one.Value switch
            {
                PendingNotification.Other { Value: var other } => (other.TbsOtherNotification.Encoded, other.EuiccNotificationSignature),
                PendingNotification.ProfileInstallationResult { Value: var result } =>
                    (result.ProfileInstallationResultData.Encoded, result.EuiccSignPIR),
                _ => throw new AssertionException("a notification of no kind"),
            };
            if (!TestEuicc.IsSignedByEuicc(data, signature)) throw new AssertionException($"not signed by the eUICC: {answer}");
        }
    }
}

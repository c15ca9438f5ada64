using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Notifications as a server gets them: whole, and with what proves who they are from. SGP.22 v2.5 §5.7.10.</summary>
internal static class NoticeProof
{
    /// <summary>RetrieveNotificationsList, which must give a list.</summary>
    internal static async Task<SequenceOf<Signed<PendingNotification>>> RetrieveAsync(this EuiccBench bench, NotificationSearchCriteria? criteria = null)
    {
        RetrieveNotificationsListResponse response = await bench.CallAsync(new RetrieveNotificationsListRequest { SearchCriteria = criteria });
        bench.Expect(response is RetrieveNotificationsListResponse.Ok, "notificationList", response.ToString());
        return ((RetrieveNotificationsListResponse.Ok)response).Value;
    }

    /// <summary>The one with a sequence number, which must be there.</summary>
    internal static async Task<Signed<PendingNotification>> RetrieveAsync(this EuiccBench bench, long number)
    {
        SequenceOf<Signed<PendingNotification>> found = await bench.RetrieveAsync(new NotificationSearchCriteria.SeqNumber(number));
        bench.Expect(found is [var only] && MetadataOf(only.Value).SeqNumber == number, $"the notification {number} and no other", $"{found.Count} notifications");
        return found[0];
    }

    /// <summary>What it is about.</summary>
    internal static NotificationMetadata MetadataOf(PendingNotification notification) => notification switch
    {
        PendingNotification.ProfileInstallationResult { Value: var result } => result.ProfileInstallationResultData.Value.NotificationMetadata,
        PendingNotification.Other { Value: var other } => other.TbsOtherNotification.Value,
        _ => throw new ArgumentException($"{notification} is no notification", nameof(notification)),
    };

    /// <summary>It as an OtherSignedNotification, which it must be.</summary>
    internal static OtherSignedNotification OtherOf(EuiccBench bench, PendingNotification notification)
    {
        bench.Expect(notification is PendingNotification.Other, "an OtherSignedNotification", notification.ToString());
        return ((PendingNotification.Other)notification).Value;
    }

    /// <summary>Expects the signature of an OtherSignedNotification to be its certificate's, over the TLV 'BF2F' as it came.</summary>
    internal static void ExpectSigned(this EuiccBench bench, OtherSignedNotification notification)
    {
        RspCertificate euicc = CertificateOf(notification.EuiccCertificate, "euiccCertificate");
        bench.ExpectSignature(euicc, notification.TbsOtherNotification.Encoded, notification.EuiccNotificationSignature, "euiccNotificationSignature");
    }

    /// <summary>Expects a signature.</summary>
    internal static void ExpectSignature(this EuiccBench bench, RspCertificate certificate, Octets signed, Octets signature, string what) =>
        bench.Expect(certificate.PublicKey?.Verify(signed.Span, signature.Span) ?? false, $"{what} is made with the key in the certificate of {certificate.Subject}", signature.ToString());

    /// <summary>Expects the certificates of an OtherSignedNotification to lead to a CI of the run, and to be of this eUICC.</summary>
    internal static void ExpectChain(this EuiccBench bench, OtherSignedNotification notification)
    {
        RspCertificate euicc = CertificateOf(notification.EuiccCertificate, "euiccCertificate"), eum = CertificateOf(notification.EumCertificate, "eumCertificate");
        RspPki? pki = bench.Target.Declaration.Trusted.FirstOrDefault(one => one.TrustedCi.SubjectKeyIdentifier == eum.AuthorityKeyIdentifier);
        bench.Expect(pki is not null, "the EUM's certificate is under a CI of the run", eum.AuthorityKeyIdentifier?.ToString());
        EuiccChainOutcome outcome = CertificateChain.CheckEuicc(eum, euicc, pki!.TrustedCi, null);
        bench.Expect(outcome.IsGood, "certificates of the EUM and of the eUICC that are right", outcome.ToString());
        bench.ExpectEqual(euicc.Subject.SerialNumber, bench.Target.Declaration.Eid.Digits, "the EID in the eUICC's certificate");
    }

    internal static RspCertificate CertificateOf(Certificate certificate, string what) =>
        EuiccBench.Read(certificate.Encoded, $"a certificate as {what}", static der => RspCertificate.Parse(der));
}

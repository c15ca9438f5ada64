using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.15: RetrieveNotificationsList.</summary>
internal static class RetrieveNotificationCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Installs("4.2.15/all", Section, "Without criteria all notifications are given, those of ListNotification", async bench =>
        {
            await ListNotificationCases.LifeAsync(bench);
            SequenceOf<NotificationMetadata> listed = await Notices.ListAsync(bench);
            bench.Step("all are retrieved");
            SequenceOf<Signed<PendingNotification>> all = await bench.RetrieveAsync();
            ExpectSame(bench, all, listed);
        }),
        Installs("4.2.15/sequence-number", Section, "With a sequence number the notification with this number is given, and no other", async bench =>
        {
            Notices before = await ListNotificationCases.LifeAsync(bench);
            foreach (NotificationMetadata listed in await before.NewAsync())
            {
                bench.Step($"the notification {listed.SeqNumber} is retrieved");
                Signed<PendingNotification> retrieved = await bench.RetrieveAsync(listed.SeqNumber);
                bench.ExpectEqual(NoticeProof.MetadataOf(retrieved.Value), listed, "its metadata");
            }
        }),
        Reads("4.2.15/unknown", Section, "With a sequence number that does not exist no notification is given", async bench =>
        {
            bench.Step("a number that was never given is retrieved");
            NotificationSearchCriteria unknown = new NotificationSearchCriteria.SeqNumber(NeverGiven);
            Octets answer = (await bench.AskAsync(new RetrieveNotificationsListRequest { SearchCriteria = unknown })).Encoded;
            // An empty list; SGP.22 v2.0 had noResultAvailable (1).
            bench.Expect(answer == Octets.FromHex("BF2B02A000") || answer == Octets.FromHex("BF2B03810101"), "an empty list, or noResultAvailable (1)", answer.ToString());
        }),
        Filter("install", NotificationInstall),
        Filter("enable", NotificationEnable),
        Filter("disable", NotificationDisable),
        Filter("delete", NotificationDelete),
        Filter("install-disable", NotificationInstall | NotificationDisable),
        Installs("4.2.15/der", Section, "The answer with notifications of every kind is DER", async bench =>
        {
            await ListNotificationCases.LifeAsync(bench);
            bench.Step("all are retrieved");
            bench.ExpectDer(await bench.AskAsync(new RetrieveNotificationsListRequest()));
        }),
        Installs("4.2.15/result-identical", "SGP.22 §5.7.6, §5.7.10", "The ProfileInstallationResult is given octet for octet as at the end of the load", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            bench.Step("the result is retrieved");
            long number = profile.Result.Value.ProfileInstallationResultData.Value.NotificationMetadata.SeqNumber;
            Signed<PendingNotification> retrieved = await bench.RetrieveAsync(number);
            bench.ExpectOctets(retrieved.Encoded, profile.Result.Encoded, "the ProfileInstallationResult");
        }),
        Installs("4.2.15/result-signature", "SGP.22 §2.5.6", "The ProfileInstallationResult is signed with the key of the eUICC's certificate", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            bench.Step("the eUICC's certificate is asked for, in another session");
            AuthenticateServerResponse response = await bench.AuthenticateAsync(bench.Server());
            bench.Expect(response is AuthenticateServerResponse.Ok, "authenticateResponseOk", response.ToString());
            RspCertificate euicc = NoticeProof.CertificateOf(((AuthenticateServerResponse.Ok)response).Value.EuiccCertificate, "euiccCertificate");
            bench.ExpectSignature(euicc, profile.Result.Value.ProfileInstallationResultData.Encoded, profile.Result.Value.EuiccSignPIR, "euiccSignPIR");
        }),
        Proof("enable", NotificationEnable),
        Proof("disable", NotificationDisable),
        Proof("delete", NotificationDelete),
        Proof("install", NotificationInstall),
        Installs("4.2.15/other-identical", "SGP.22 §5.7.9, §5.7.10", "What is signed in an OtherSignedNotification is octet for octet what ListNotification gives", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            Notices before = await Notices.TakeAsync(bench);
            bench.Step("the Profile is disabled");
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.Ok, "disableResult");
            bench.Step("the list is asked for, and the notification retrieved");
            NotificationMetadata listed = await before.SingleAsync();
            Octets list = (await bench.AskAsync(new ListNotificationRequest())).Encoded;
            OtherSignedNotification retrieved = NoticeProof.OtherOf(bench, (await bench.RetrieveAsync(listed.SeqNumber)).Value);
            Octets signed = retrieved.TbsOtherNotification.Encoded;
            bench.Expect(list.ToString().Contains(signed.ToString(), StringComparison.Ordinal), "the TLV 'BF2F' in the answer of ListNotification", signed.ToString());
        }),
        Installs("4.2.15/again", Section, "Retrieving takes nothing away: the second time the same is given", async bench =>
        {
            await ListNotificationCases.LifeAsync(bench);
            bench.Step("all are retrieved twice");
            SequenceOf<Signed<PendingNotification>> first = await bench.RetrieveAsync(), second = await bench.RetrieveAsync();
            ExpectSame(bench, second, SequenceOf.From(first.Select(one => NoticeProof.MetadataOf(one.Value))));
        }),
        Installs("4.2.15/reset", "SGP.22 §3.5", "Notifications are kept over a reset", async bench =>
        {
            Notices before = await ListNotificationCases.LifeAsync(bench);
            SequenceOf<NotificationMetadata> kept = await before.NewAsync();
            bench.Step("the card is reset");
            await bench.ResetAsync();
            bench.ExpectEqual(await before.NewAsync(), kept, "the notifications");
            foreach (NotificationMetadata one in kept) await bench.RetrieveAsync(one.SeqNumber);
        }, EuiccDeclaration.RawApdus),
    ];

    private static ConformanceCase Filter(string word, NotificationEvent events) => Installs(
        $"4.2.15/filter-{word}", Section, $"With the events {string.Join(" and ", StandardName.OfBits(events))} what fits is given, and nothing else", async bench =>
        {
            await ListNotificationCases.LifeAsync(bench);
            SequenceOf<NotificationMetadata> listed = await Notices.ListAsync(bench);
            bench.Step("the notifications of the events are retrieved");
            SequenceOf<Signed<PendingNotification>> retrieved = await bench.RetrieveAsync(new NotificationSearchCriteria.ProfileManagementOperation(events));
            ExpectSame(bench, retrieved, SequenceOf.From(listed.Where(one => (one.ProfileManagementOperation & events) != 0)));
        });

    /// <summary>A notification about something else than the result of an installation, with what proves it.</summary>
    private static ConformanceCase Proof(string word, NotificationEvent happened) => Installs(
        $"4.2.15/other-{word}", "SGP.22 §5.7.10", $"An OtherSignedNotification ({StandardName.Of(happened)}) is signed with the key of the certificate in it, which is this eUICC's", async bench =>
        {
            Notices before = await LifeWithRecipientAsync(bench);
            SequenceOf<NotificationMetadata> told = SequenceOf.From((await before.NewAsync(happened)).Where(one => one.NotificationAddress == Recipient));
            bench.ExpectEqual(told.Count, 1, $"the number of notifications for {Recipient}");
            bench.Step("it is retrieved");
            OtherSignedNotification notification = NoticeProof.OtherOf(bench, (await bench.RetrieveAsync(told[0].SeqNumber)).Value);
            bench.ExpectEqual(notification.TbsOtherNotification.Value, told[0], "its metadata");
            bench.ExpectSigned(notification);
            bench.ExpectChain(notification);
        });

    /// <summary>A whole life of a Profile that tells everything to another server than the one it came from.</summary>
    private static async Task<Notices> LifeWithRecipientAsync(EuiccBench bench)
    {
        NotificationConfigurationInformation all = new()
        {
            ProfileManagementOperation = NotificationInstall | NotificationEnable | NotificationDisable | NotificationDelete,
            NotificationAddress = Recipient,
        };
        await bench.NoneEnabledAsync();
        Notices before = await Notices.TakeAsync(bench);
        TestProfile profile = await bench.EnabledAsync(change: metadata => metadata with { NotificationConfigurationInfo = [all] });
        bench.Step("the Profile is disabled and deleted");
        await bench.DisableAsync(profile.ById);
        await bench.DeleteAsync(profile.ById);
        return before;
    }

    /// <summary>Expects the notifications with these metadata, in whatever order.</summary>
    private static void ExpectSame(EuiccBench bench, SequenceOf<Signed<PendingNotification>> retrieved, SequenceOf<NotificationMetadata> expected)
    {
        NotificationMetadata[] found = [.. retrieved.Select(one => NoticeProof.MetadataOf(one.Value)).OrderBy(one => one.SeqNumber)];
        NotificationMetadata[] wanted = [.. expected.OrderBy(one => one.SeqNumber)];
        bench.Expect(found.SequenceEqual(wanted), $"the notifications {Numbers(wanted)}, with the metadata of the list", Numbers(found));
    }

    private static string Numbers(IEnumerable<NotificationMetadata> notices) => string.Join(", ", notices.Select(one => one.SeqNumber));

    private const string Section = "SGP.22 §5.7.10";
    private const string Recipient = "recipient.example.com";
    private const long NeverGiven = 0x7FFF_FFFF;
}

using System.Globalization;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.15.2.1: HandleNotification, and what becomes of the order.</summary>
internal static class NotificationCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Installs("4.3.15.2.1#1", Section, "A successful installation is acknowledged, and the order does not wait any more", bench => InstalledAsync(bench, RspBinding.Json)),
        Installs("4.3.15.2.1/asn1", Section, "A successful installation that is told in ASN.1 is acknowledged, and the order does not wait any more", bench => InstalledAsync(bench, RspBinding.Asn1), ServerOption.Asn1),
        Other("4.3.15.2.1#2", "enabled", NotificationEvent.NotificationEnable),
        Other("4.3.15.2.1/disabled", "disabled", NotificationEvent.NotificationDisable),
        Other("4.3.15.2.1/deleted", "deleted", NotificationEvent.NotificationDelete),
        .. s_failures.Select((failure, index) => Failed(index + 3, failure.Command, failure.Reason)),
        Installs("4.3.15.2.1/failed-asn1", Section, "A failure that is told in ASN.1 is acknowledged, and the order does not wait any more",
            bench => FailedAsync(bench, RspBinding.Asn1, BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToPEProcessingError), ServerOption.Asn1),
        Installs("4.3.15.2.1/repeated", Section, "A notification that comes again is acknowledged again", async bench =>
        {
            (TestOrder order, ServerSession session, _) = await bench.DeliveredAsync();
            Octets result = session.Installed(order);
            (await session.AskNotifyAsync(result)).ExpectNoContent();
            (await session.AskNotifyAsync(result)).ExpectNoContent();
            await bench.ExpectNotOfferedAsync(order, session.Euicc);
        }),
        Forged("forged-failure", "A failure", (session, order) => session.Failed(order, BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToPEProcessingError)),
        Forged("forged-success", "A success", (session, order) => session.Installed(order)),
        Installs("4.3.15.2.1/of-other-eUICC", Section, "A failure that another eUICC has signed changes nothing", async bench =>
        {
            (TestOrder order, ServerSession session, _) = await bench.DeliveredAsync();
            PlayedEuicc good = session.Euicc;
            session.Euicc = bench.Maker().New();
            (await session.AskNotifyAsync(session.Failed(order, BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToPEProcessingError))).ExpectNoContent();
            await bench.ExpectOfferedAsync(order, good);
        }, ServerOption.EumKey),
        Reads("4.3.15.2.1/unknown", Section, "A result of a transaction that the server does not know is acknowledged", async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given());
            session.TransactionId = Digits.DrawOctets(bench.Random, 16);
            TestOrder nobodys = new(Digits.DrawIccid(bench.Random), "") { Package = Octets.Empty };
            (await session.AskNotifyAsync(session.Installed(nobodys))).ExpectNoContent();
        }, ServerOption.Keys),
        Reads("4.3.15.2.1/unknown-profile", Section, "A notification of a profile that the server does not know is acknowledged", async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given());
            TestOrder nobodys = new(Digits.DrawIccid(bench.Random), "") { Package = Octets.Empty };
            (await session.AskNotifyAsync(session.Euicc.OtherNotification(session.Metadata(nobodys, NotificationEvent.NotificationDelete)))).ExpectNoContent();
        }, ServerOption.Keys),
    ];

    private static ConformanceCase Forged(string word, string what, Func<ServerSession, TestOrder, Octets> result) =>
        Installs($"4.3.15.2.1/{word}", Section, $"{what} with a wrong signature is acknowledged, and not believed: the order still waits for its eUICC", async bench =>
        {
            (TestOrder order, ServerSession session, _) = await bench.DeliveredAsync();
            PlayedEuicc good = session.Euicc;
            session.Euicc = good with { Signs = (key, octets) => BoundPackage.Damage(key.Sign(octets.Span), 40) };
            (await session.AskNotifyAsync(result(session, order))).ExpectNoContent();
            await bench.ExpectOfferedAsync(order, good);
        });

    private static async Task InstalledAsync(ServerBench bench, RspBinding binding)
    {
        (TestOrder order, ServerSession session, _) = await bench.DeliveredAsync(binding: binding);
        (await session.AskNotifyAsync(session.Installed(order))).ExpectNoContent();
        await bench.ExpectNotOfferedAsync(order, session.Euicc);
    }

    private static ConformanceCase Other(string id, string what, NotificationEvent happened) => Installs(id, Section, $"That a profile was {what} is acknowledged", async bench =>
    {
        (TestOrder order, ServerSession session, _) = await bench.DeliveredAsync();
        await bench.ArrangeAsync("the installation is told", async () => (await session.AskNotifyAsync(session.Installed(order))).ExpectNoContent());
        (await session.AskNotifyAsync(session.Euicc.OtherNotification(session.Metadata(order, happened)))).ExpectNoContent();
        await bench.ExpectNotOfferedAsync(order, session.Euicc);
    });

    private static ConformanceCase Failed(int number, BppCommandId command, ErrorReason reason) => Installs(
        string.Create(CultureInfo.InvariantCulture, $"4.3.15.2.1#{number}"), Section,
        $"{StandardName.Of(reason)} is acknowledged, and the order {(IsTemporary(reason) ? "waits again" : "does not wait any more")}",
        bench => FailedAsync(bench, RspBinding.Json, command, reason));

    private static async Task FailedAsync(ServerBench bench, RspBinding binding, BppCommandId command, ErrorReason reason)
    {
        (TestOrder order, ServerSession session, _) = await bench.DeliveredAsync(binding: binding);
        (await session.AskNotifyAsync(session.Failed(order, command, reason))).ExpectNoContent();
        if (IsTemporary(reason)) await bench.ExpectOfferedAsync(order, session.Euicc);
        else await bench.ExpectNotOfferedAsync(order, session.Euicc);
    }

    /// <summary>What may be better next time: there is memory, nobody interrupts. SGP.22 v2.5 §3.1.3.3.</summary>
    private static bool IsTemporary(ErrorReason reason) =>
        reason is ErrorReason.InstallFailedDueToInsufficientMemoryForProfile or ErrorReason.InstallFailedDueToInterruption;

    private const string Section = "SGP.22 §3.1.3.3, §5.6.4";

    // In the order of their numbers, each with the command that an eUICC finds it in.
    private static readonly (BppCommandId Command, ErrorReason Reason)[] s_failures =
    [
        (BppCommandId.ConfigureIsdp, ErrorReason.IncorrectInputValues),
        (BppCommandId.InitialiseSecureChannel, ErrorReason.InvalidSignature),
        (BppCommandId.InitialiseSecureChannel, ErrorReason.InvalidTransactionId),
        (BppCommandId.InitialiseSecureChannel, ErrorReason.UnsupportedCrtValues),
        (BppCommandId.InitialiseSecureChannel, ErrorReason.UnsupportedRemoteOperationType),
        (BppCommandId.StoreMetadata, ErrorReason.UnsupportedProfileClass),
        (BppCommandId.LoadProfileElements, ErrorReason.Scp03tStructureError),
        (BppCommandId.LoadProfileElements, ErrorReason.Scp03tSecurityError),
        (BppCommandId.StoreMetadata, ErrorReason.InstallFailedDueToIccidAlreadyExistsOnEuicc),
        (BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToInsufficientMemoryForProfile),
        (BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToInterruption),
        (BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToPEProcessingError),
        (BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToDataMismatch),
        (BppCommandId.LoadProfileElements, ErrorReason.TestProfileInstallFailedDueToInvalidNaaKey),
        (BppCommandId.StoreMetadata, ErrorReason.PprNotAllowed),
        (BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToUnknownError),
    ];
}

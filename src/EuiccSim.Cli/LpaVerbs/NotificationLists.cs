using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es9;
using Spectre.Console;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>Notifications that wait on a card, or waited.</summary>
internal sealed record NotificationList(SequenceOf<NotificationMetadata> Notifications) : VerbResult
{
    /// <summary>The member's name.</summary>
    internal string Name { get; init; } = "notifications";

    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects(Name, Notifications, one => WriteOne(json, one));

    internal override void Show(IAnsiConsole console)
    {
        Table table = Tables.Of("number", "event", "server", "ICCID").Rows(Notifications, one => [Number(one), Event(one), one.NotificationAddress, one.Iccid?.Digits]);
        if (Notifications.Count > 0) console.Write(table);
        if (Name == "removed") console.Line($"Removed {Notifications.Count}.");
        else if (Notifications.Count == 0) console.Line("Nothing waits.");
    }

    internal static void WriteOne(Utf8JsonWriter json, NotificationMetadata one)
    {
        json.WriteNumber("seqNumber", one.SeqNumber);
        json.WriteString("operation", Event(one));
        json.WriteString("address", one.NotificationAddress);
        json.WriteString("iccid", one.Iccid?.Digits);
    }

    internal static string Number(NotificationMetadata one) => one.SeqNumber.ToString(CultureInfo.InvariantCulture);

    /// <summary>"install", "enable", "disable", "delete".</summary>
    internal static string Event(NotificationMetadata one) => string.Join(
        ' ', StandardName.OfBits(one.ProfileManagementOperation).Select(name => name["notification".Length..].ToLowerInvariant()));
}

/// <summary>What became of notifications that were sent.</summary>
/// <param name="Results">Those that were on the card.</param>
/// <param name="Wanted">The numbers that were named; none for all.</param>
internal sealed record DeliveryList(SequenceOf<NotificationResult> Results, IReadOnlyList<long> Wanted) : VerbResult
{
    internal override CommandFailure? Failure
    {
        get
        {
            NotificationResult[] left = [.. Results.Where(one => one is not NotificationResult.Delivered)];
            if (left.Length == 0) return Unknown;
            bool wasAsked = Array.Exists(left, one => one is not NotificationResult.NotDelivered { Fault: Es9TransportException });
            int exitCode = wasAsked ? ExitCode.SaidNo : ExitCode.CouldNotAsk;
            return new(exitCode, "HandleNotification", "notDelivered", $"{left.Length} of {Results.Count} are still on the card.");
        }
    }

    /// <summary>What was named and is not there.</summary>
    private CommandFailure? Unknown
    {
        get
        {
            long[] unknown = [.. Wanted.Where(number => Results.All(one => one.Metadata.SeqNumber != number))];
            return unknown.Length == 0
                ? null
                : new(ExitCode.SaidNo, "ListNotification", "notificationNotFound", $"On the card there is no notification {string.Join(", ", unknown)}.");
        }
    }

    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("notifications", Results, result =>
    {
        NotificationList.WriteOne(json, result.Metadata);
        json.WriteBoolean("delivered", result is not NotificationResult.NotDelivered);
        json.WriteString("fault", Fault(result));
    });

    internal override void Show(IAnsiConsole console)
    {
        if (Results.Count > 0)
        {
            console.Write(Tables.Of("number", "event", "server", "outcome").Rows(Results, one =>
                [NotificationList.Number(one.Metadata), NotificationList.Event(one.Metadata), one.Metadata.NotificationAddress, Fault(one) ?? "delivered"]));
        }
        else if (Wanted.Count == 0) console.Line("Nothing waits.");
    }

    private static string? Fault(NotificationResult result) => result switch
    {
        NotificationResult.NotDelivered no => no.Fault.Message,
        NotificationResult.NotRemoved no => no.Fault.Message,
        _ => null,
    };
}

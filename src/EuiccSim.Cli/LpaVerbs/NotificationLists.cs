using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Summaries;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>Notifications that wait on a card, or waited.</summary>
internal sealed record NotificationList(IReadOnlyList<NotificationSummary> Notifications) : VerbResult
{
    /// <summary>The member's name.</summary>
    internal string Name { get; init; } = "notifications";

    /// <summary>How many could not be removed, as the card knows them by a number that cannot be read.</summary>
    internal int Left { get; init; }

    internal override CommandFailure? Failure => Left == 0
        ? null
        : new(ExitCode.SaidNo, "RemoveNotificationFromList", "notRemoved", $"{(Left == 1 ? "1 stays on the card: its number" : $"{Left} stay on the card: their numbers")} cannot be read, and the card knows notifications by nothing else.");

    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects(Name, Notifications, one => one.WriteMembers(json));

    internal override void Show(IAnsiConsole console)
    {
        Table table = Tables.Of("number", "event", "server", "ICCID").Rows(Notifications, one => one.ToRow());
        if (Notifications.Count > 0) console.Write(table);
        foreach (NotificationSummary one in Notifications) console.Tell(one.ToString(), one.Damage);
        if (Name == "removed") console.Line($"Removed {Notifications.Count}.");
        else if (Notifications.Count == 0) console.Line("Nothing waits.");
    }
}

/// <summary>What became of notifications that were sent.</summary>
/// <param name="Results">Those that were on the card.</param>
/// <param name="Wanted">The numbers that were named; none for all.</param>
/// <param name="Card">The options that the next verb wants, too.</param>
internal sealed record DeliveryList(SequenceOf<NotificationResult> Results, IReadOnlyList<long> Wanted, string Card) : VerbResult
{
    internal override CommandFailure? Failure
    {
        get
        {
            NotificationResult[] left = [.. Results.Where(one => one.Trouble is not null)];
            if (left.Length == 0) return Unknown;
            int exitCode = Array.Exists(left, one => one.WasServerReached) ? ExitCode.SaidNo : ExitCode.CouldNotAsk;
            return new(exitCode, "HandleNotification", "notDelivered", $"{left.Length} of {Results.Count} {(left.Length == 1 ? "is" : "are")} still on the card. {left[0].Trouble} {KeptNotifications.Advice(left, Card)}");
        }
    }

    /// <summary>What was named and is not there.</summary>
    private CommandFailure? Unknown
    {
        get
        {
            long[] unknown = [.. Wanted.Where(number => Results.All(one => one.Summary.SeqNumber != number))];
            return unknown.Length == 0
                ? null
                : new(ExitCode.SaidNo, "ListNotification", "notificationNotFound", $"On the card there is no notification {string.Join(", ", unknown)}: 'euiccsim lpa notifications' lists those that wait.");
        }
    }

    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("notifications", Results, result => result.WriteMembers(json));

    internal override void Show(IAnsiConsole console)
    {
        if (Results.Count > 0)
        {
            console.Write(Tables.Of("number", "event", "server", "outcome").Rows(Results, one =>
                [.. one.Summary.ToRow().Take(3), one.Trouble ?? "delivered"]));
            foreach (NotificationResult one in Results) console.Tell(one.Summary.ToString(), one.Summary.Damage);
        }
        else if (Wanted.Count == 0) console.Line("Nothing waits.");
    }
}

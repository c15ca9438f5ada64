using EuiccSim.Lpa.Notifications;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>Notifications that stay on the card, and that perhaps no server will ever take.</summary>
internal static class KeptNotifications
{
    /// <summary>What can be done where a server may be gone for good; empty if the card knows none of them by a number.</summary>
    /// <param name="kept">Those on the card.</param>
    /// <param name="card">The options that chose it.</param>
    internal static string Advice(IReadOnlyList<NotificationResult> kept, string card) => Numbers(kept) is not { } numbers
        ? ""
        : $"If the server is gone for good, '{Command(numbers, card)}' takes {(kept.Count == 1 ? "it" : "them")} off the card.";

    /// <summary>The same where the server has ended; null if none is on the card.</summary>
    internal static string? Orphaned(IEnumerable<NotificationResult> all, string card)
    {
        NotificationResult[] kept = [.. all.Where(one => one.Trouble is not null)];
        if (Numbers(kept) is not { } numbers) return null;
        string what = kept.Length == 1 ? $"The notification {numbers} stays" : $"The notifications {numbers} stay", them = kept.Length == 1 ? "it" : "them";
        return $"{what} on the card, and no server can ever take {them}: the one of this installation has ended. '{Command(numbers, card)}' takes {them} off the card.";
    }

    private static string Command(string numbers, string card) => $"euiccsim lpa notifications remove {numbers}{card}";

    private static string? Numbers(IEnumerable<NotificationResult> kept) =>
        string.Join(' ', kept.Select(one => one.Summary.Number).OfType<string>()) is { Length: > 0 } numbers ? numbers : null;
}

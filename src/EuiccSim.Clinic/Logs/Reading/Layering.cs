using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>Two layers of one program log the same octets: the lower one between the upper one's command and answer. They are reported once.</summary>
internal static class Layering
{
    /// <summary>The entries in their order, without those that stand within others with the same octets.</summary>
    internal static List<(LogEntry Entry, string Format)> Once(List<(LogEntry Entry, string Format)> entries)
    {
        // In the order of the commands, the wider one first.
        List<(LogEntry Entry, string Format)> all = [.. entries.OrderBy(one => one.Entry.Lines.First).ThenByDescending(one => one.Entry.Lines.Last)];
        bool[] gone = new bool[all.Count];
        for (int at = 0; at < all.Count; at++)
        {
            if (gone[at] || all[at].Entry is not (LogExchange or Unrecoverable)) continue;
            for (int inner = at + 1; inner < all.Count && inner <= at + Reach && all[inner].Entry.Lines.First <= all[at].Entry.Lines.Last; inner++)
            {
                if (gone[inner] || all[inner].Format == all[at].Format && all[at].Entry.GetType() == all[inner].Entry.GetType() && !IsTold(all[at], all[inner])) continue;
                if (Merge(all[at].Entry, all[inner].Entry) is not { } merged) continue;
                gone[inner] = true;
                all[at] = (merged, all[at].Format);
            }
        }
        return [.. all.Where((_, at) => !gone[at])];
    }

    // qmicli is one program with both layers.
    private static bool IsTold((LogEntry Entry, string Format) outer, (LogEntry Entry, string Format) inner) =>
        outer.Entry.Lines.First < inner.Entry.Lines.First && outer.Entry.Lines.Last > inner.Entry.Lines.Last;

    private static LogEntry? Merge(LogEntry outer, LogEntry inner) => inner.Lines.Last > outer.Lines.Last ? null : (outer, inner) switch
    {
        (LogExchange upper, LogExchange lower) when upper.Response == lower.Response && IsSame(upper.Command, lower.Command) =>
            upper with { Channel = upper.Channel ?? lower.Channel, Note = upper.Note ?? "stands in two layers of the log" },
        (LogExchange upper, Unrecoverable { CommandData: { } data } lower) when upper.Response == lower.Response && upper.Command.Length >= data.Length
            && upper.Command.Slice(upper.Command.Length - data.Length) == data => upper,
        (Unrecoverable { Command: { } command, Response: null } upper, Unrecoverable { Command: { } again } lower) when IsSame(command, again) =>
            upper with { Reason = lower.Reason, Response = lower.Response, ResponseStart = upper.ResponseStart ?? lower.ResponseStart },
        (Unrecoverable { Command: { } command, Response: null } upper, LogExchange lower) when IsSame(command, lower.Command) => lower with { Lines = upper.Lines },
        _ => (LogEntry?)null,
    };

    /// <summary>A modem's command may have lost the channel, and a lower layer may add Le.</summary>
    private static bool IsSame(Octets one, Octets other)
    {
        int common = Math.Min(one.Length, other.Length);
        return Math.Abs(one.Length - other.Length) <= 1 && common > 3 && one.Span[1..common].SequenceEqual(other.Span[1..common]);
    }

    private const int Reach = 64;
}

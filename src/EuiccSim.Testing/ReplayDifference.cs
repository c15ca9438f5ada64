using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing;

/// <summary>Where a replay left its trace.</summary>
/// <param name="Index">The number of the record, from 0 on.</param>
/// <param name="What">"command", "answer" or "ATR".</param>
/// <param name="Command">The recorded command; null for a reset.</param>
/// <param name="Recorded">The octets in the trace; null where it has none here.</param>
/// <param name="Actual">The octets that came now; null where none came.</param>
/// <param name="Reason">What happened, if it is not the octets that differ.</param>
public sealed record ReplayDifference(int Index, string What, Octets? Command, Octets? Recorded, Octets? Actual, string? Reason = null)
{
    /// <summary>The first octet that differs, from 0 on; where one is the beginning of the other, the length of the shorter.</summary>
    public int FirstDifference => Recorded is { } left && Actual is { } right ? left.Span.CommonPrefixLength(right.Span) : 0;

    /// <summary>In words, with both strings of octets from a little before the first difference on.</summary>
    public override string ToString()
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"Record {Index}{(Command is { } command ? $" ({Short(command, 0)})" : "")}");
        if (Reason is not null || Recorded is not { } recorded || Actual is not { } actual) return $"{place}: {Reason}";
        int at = FirstDifference;
        int from = Math.Max(0, at - Before);
        int column = (from > 0 ? Ellipsis.Length : 0) + (2 * (at - from));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{place}: the {What} differs from octet {at} on\n  recorded {Short(recorded, from)}\n  now      {Short(actual, from)}\n           {new string(' ', column)}^^");
    }

    /// <summary>Writes it as members of the object that is open.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="title">What the record is, in words.</param>
    public void WriteMembers(Utf8JsonWriter json, string title)
    {
        json.WriteNumber("record", Index);
        json.WriteString("title", title);
        json.WriteString("what", What);
        json.WriteNumber("octet", FirstDifference);
        json.WriteString("recorded", Recorded?.ToString());
        json.WriteString("now", Actual?.ToString());
    }

    internal static ReplayDifference? Between(int index, string what, Octets? command, Octets recorded, Octets actual) =>
        recorded == actual ? null : new(index, what, command, recorded, actual);

    private static string Short(Octets octets, int from)
    {
        if (from >= octets.Length) return from > 0 ? Ellipsis : "(nothing)";
        int length = Math.Min(octets.Length - from, Before + After);
        return (from > 0 ? Ellipsis : "") + octets.Slice(from, length) + (from + length < octets.Length ? Ellipsis : "");
    }

    private const string Ellipsis = "...";
    private const int Before = 8;
    private const int After = 16;
}

/// <summary>A client did something else than the recorded one.</summary>
public sealed class ReplayException : Exception
{
    internal ReplayException(ReplayDifference difference) : base(difference.ToString()) => Difference = difference;

    /// <summary>Where, and what.</summary>
    public ReplayDifference Difference { get; }
}

using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Gsmtap;

namespace EuiccSim.Transports.Tracing.Pcapng;

/// <summary>
/// What a packet cannot say of its record: "EuiccSim case=Case4S ne=256 command=17 us=123.4". A person sees it in Wireshark as well.
/// </summary>
internal static class PacketComment
{
    internal static string Write(TraceEvent record, GsmtapMessage message) => record switch
    {
        TraceEvent.Reset => Mark,
        TraceEvent.Unanswered failure => $"{Write(message.Command!)} failure={Short(failure.Reason)}",
        TraceEvent.Apdu exchange => string.Create(
            CultureInfo.InvariantCulture,
            $"{Write(message.Command!)} us={exchange.Elapsed.TotalMicroseconds}{(message.IsTruncated ? " truncated=1" : "")}"),
        _ => "",
    };

    /// <summary>The record of a message with its comment, or, without one of ours, as far as it can be told; null if it is no whole record.</summary>
    internal static TraceEvent? Read(DateTimeOffset time, GsmtapMessage message, string comment)
    {
        if (message.Type == GsmtapSimType.Atr) return new TraceEvent.Reset(time, message.Payload);
        if (TryReadCommand(comment, message.Payload, out TpduForm? command, out Octets rest))
            return ReadOwn(time, command, rest, comment);
        if (message.Type != GsmtapSimType.Apdu) return null;
        return ForeignTpdu.Split(message.Payload) is var (sent, response) ? new TraceEvent.Apdu(time, sent, response, TimeSpan.Zero) : null;
    }

    private static string Write(TpduForm command) =>
        string.Create(CultureInfo.InvariantCulture, $"{Mark} case={command.Case?.ToString() ?? "none"} ne={command.Ne} command={command.Octets.Length}");

    private static TraceEvent ReadOwn(DateTimeOffset time, TpduForm command, Octets rest, string comment)
    {
        if (Find(comment, "failure") is not null)
            return new TraceEvent.Unanswered(time, command.ToCommand(), comment[(comment.IndexOf("failure=", StringComparison.Ordinal) + 8)..]);
        if (Find(comment, "truncated") is not null)
            return new TraceEvent.Unanswered(time, command.ToCommand(), "The answer was longer than a packet, and is not in the file.");
        double elapsed = double.TryParse(Find(comment, "us"), NumberStyles.Float, CultureInfo.InvariantCulture, out double us) && us is >= 0 and < 1e12 ? us : 0;
        return new TraceEvent.Apdu(time, command.ToCommand(), rest, TimeSpan.FromTicks((long)Math.Round(elapsed * TimeSpan.TicksPerMicrosecond)));
    }

    private static bool TryReadCommand(string comment, Octets payload, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TpduForm? command, out Octets rest)
    {
        command = null;
        rest = default;
        if (!comment.StartsWith(Mark, StringComparison.Ordinal)) return false;
        if (!TryFindNumber(comment, "command", out int length) || !TryFindNumber(comment, "ne", out int ne) || length > payload.Length) return false;
        ApduCase? shape = Enum.TryParse(Find(comment, "case"), out ApduCase known) ? known : null;
        command = new(payload.Slice(0, length), shape, ne);
        rest = payload.Slice(length);
        return true;
    }

    private static bool TryFindNumber(string comment, string name, out int number) =>
        int.TryParse(Find(comment, name), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string? Find(string comment, string name)
    {
        int at = comment.IndexOf($" {name}=", StringComparison.Ordinal);
        if (at < 0) return null;
        int start = at + name.Length + 2;
        int end = comment.IndexOf(' ', start);
        return end < 0 ? comment[start..] : comment[start..end];
    }

    /// <summary>An option has up to 65,535 octets.</summary>
    private static string Short(string reason) => reason.Length > MaximumReason ? reason[..MaximumReason] : reason;

    private const int MaximumReason = 1000;
    private const string Mark = "EuiccSim";
}

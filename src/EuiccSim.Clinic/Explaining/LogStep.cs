using EuiccSim.Clinic.Logs;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Clinic.Explaining;

/// <summary>An entry of a log, decoded.</summary>
internal sealed class LogStep
{
    private LogStep(LogEntry entry, TraceEntry? decoded) => (Entry, Decoded, Command) = (entry, decoded, CommandOf(entry));

    /// <summary>The entry.</summary>
    internal LogEntry Entry { get; }

    /// <summary>What it means; null for what never reached a card.</summary>
    internal TraceEntry? Decoded { get; }

    /// <summary>The command, where one can be read.</summary>
    internal CommandApdu? Command { get; }

    internal StatusWord? Status => Decoded?.Status;

    /// <summary>The channel that the class byte names.</summary>
    internal int Channel => Decoded?.Channel ?? 0;

    /// <summary>The data of the answer; empty where there is none.</summary>
    internal Octets Answer => Entry is LogExchange { Response: { Length: > 2 } response } ? response.Slice(0, response.Length - 2) : Octets.Empty;

    internal bool IsStoreData => Command is { Ins: 0xE2 };

    /// <summary>The value of a field of the answer, the first of that name; null if there is none.</summary>
    internal string? Field(string name) => Decoded is null ? null : Leaves(Decoded.Details).FirstOrDefault(one => one.Name == name)?.Text;

    internal static IReadOnlyList<LogStep> Of(PastedLog log)
    {
        TraceDecoder decoder = new();
        return [.. log.InOrder().Select(entry => new LogStep(entry, PastedTrace.EventOf(entry) is { } record ? decoder.Decode(record) : null))];
    }

    /// <summary>The fields that have values, in their order.</summary>
    internal static IEnumerable<Asn1Description> Leaves(IEnumerable<Asn1Description> parts) =>
        parts.SelectMany(part => part.Text is not null ? [part] : Leaves(part.Parts));

    private static CommandApdu? CommandOf(LogEntry entry) => entry switch
    {
        LogExchange exchange => CommandApdu.TryParse(exchange.Command),
        Unrecoverable { Command: { } command } => CommandApdu.TryParse(command),
        _ => null,
    };
}

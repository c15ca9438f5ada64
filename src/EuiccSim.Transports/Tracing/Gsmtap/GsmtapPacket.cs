using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>
/// A GSMTAP message of type SIM: 16 octets of header (version 2, length in words, type, then fields of the air interface that stay zero,
/// and the sub-type), then an ATR, or a command with its answer behind it. libosmocore, gsmtap.h.
/// </summary>
internal static class GsmtapPacket
{
    internal const int Port = 4729;

    internal const int HeaderLength = 16;

    /// <summary>What of a record fits into one message; null for a reset that failed, of which nothing crossed.</summary>
    internal static GsmtapMessage? Of(TraceEvent record) => record switch
    {
        TraceEvent.Reset reset => new(GsmtapSimType.Atr, reset.Atr, null),
        TraceEvent.Apdu exchange => Join(TpduForm.Of(exchange.Command), exchange.Response),
        TraceEvent.Unanswered { Command: { } command } => new(GsmtapSimType.TpduCommand, TpduForm.Of(command).Octets, TpduForm.Of(command)),
        _ => null,
    };

    internal static byte[] Encode(GsmtapMessage message)
    {
        byte[] packet = new byte[HeaderLength + message.Payload.Length];
        packet[0] = GsmtapHeader.Version2;
        packet[1] = HeaderLength / 4;
        packet[2] = GsmtapHeader.TypeSim2;
        packet[GsmtapHeader.SubTypeOffset2] = (byte)message.Type;
        message.Payload.Span.CopyTo(packet.AsSpan(HeaderLength));
        return packet;
    }

    private static GsmtapMessage Join(TpduForm command, Octets response)
    {
        Octets all = Octets.Concat(command.Octets, response);
        bool isTooLong = all.Length > MaximumPayload;
        return new(GsmtapSimType.Apdu, isTooLong ? all.Slice(0, MaximumPayload) : all, command) { IsTruncated = isTooLong };
    }

    // An IPv4 packet has up to 65,535 octets, of which 20 and 8 are headers.
    private const int MaximumPayload = 65_535 - 28 - HeaderLength;
}

/// <summary>What a GSMTAP message of type SIM holds. libosmocore, gsmtap.h: GSMTAP_SIM_*.</summary>
internal enum GsmtapSimType
{
    Apdu = 0,
    Atr = 1,
    PpsRequest = 2,
    PpsResponse = 3,
    TpduHeader = 4,
    TpduCommand = 5,
    TpduResponse = 6,
    TpduStatus = 7,
}

/// <param name="Type">What it holds.</param>
/// <param name="Payload">An ATR, a command, or a command with its answer.</param>
/// <param name="Command">The command as it stands at the head of the payload; null where that is not known.</param>
internal sealed record GsmtapMessage(GsmtapSimType Type, Octets Payload, TpduForm? Command)
{
    /// <summary>True if octets at the end are missing: an extended answer can be longer than a datagram.</summary>
    internal bool IsTruncated { get; init; }
}

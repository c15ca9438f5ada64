using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>Files that are no text: captures with GSMTAP, which <see cref="TraceFile"/> reads, and mitmproxy's, which nothing here does.</summary>
internal static class Captures
{
    /// <summary>The content of a capture; null if the octets are none. Its records count as lines.</summary>
    internal static PastedLog? Read(ReadOnlySpan<byte> octets)
    {
        if (IsMitmproxy(octets))
        {
            return new("mitmproxy")
            {
                LineCount = 1,
                Unrecoverable = [new(new(1, 1), "a file of flows of mitmproxy, which is not read: export it as HAR (mitmdump -r FILE --set hardump=FILE.har)")],
            };
        }
        if (!IsCapture(octets)) return null;
        using MemoryStream input = new(octets.ToArray());
        try
        {
            // A stream in memory never waits.
            return Of(TraceFile.ReadAsync(input).GetAwaiter().GetResult(), null);
        }
        catch (TraceFormatException fault)
        {
            return Of(fault.Records, fault.Message);
        }
    }

    private static PastedLog Of(RecordedTrace trace, string? fault)
    {
        LogCollector into = new();
        int number = 0;
        foreach (TraceEvent record in trace)
        {
            LineRange at = new(++number, number);
            DateTimeOffset? time = record.Time == default ? null : record.Time;
            switch (record)
            {
                case TraceEvent.Apdu exchange when exchange.Response.Length >= 2:
                    into.Add(Format, new LogExchange(at, exchange.Command, exchange.Response) { Time = time });
                    break;
                case TraceEvent.Reset reset:
                    into.Add(Format, new LogEvent.Reset(at, reset.Atr) { Time = time });
                    break;
                case TraceEvent.Unanswered unanswered:
                    into.Add(Format, new Unrecoverable(at, unanswered.Reason) { Command = unanswered.Command, Time = time });
                    break;
            }
        }
        LineRange end = new(number + 1, number + 1);
        foreach (LeftOut one in trace.LeftOut)
        {
            if (one.Reason is LeftOutReason.CutShort or LeftOutReason.NoExchange or LeftOutReason.NoCommand) into.Add(Format, new Unrecoverable(end, one.ToString()));
            else into.Variant(Format, one.ToString());
        }
        if (fault is not null) into.Add(Format, new Unrecoverable(end, fault));
        PastedLog log = into.Build(number);
        return log with { Format = Format };
    }

    private static bool IsCapture(ReadOnlySpan<byte> octets) => octets.Length > 3 && (octets[0], octets[1]) switch
    {
        (0x0A, 0x0D) => octets[2] == 0x0D && octets[3] == 0x0A,
        (0x1F, 0x8B) => true,
        (0xD4, 0xC3) or (0x4D, 0x3C) => octets[2] == 0xB2 && octets[3] == 0xA1,
        (0xA1, 0xB2) => octets[2] is 0xC3 or 0x3C,
        _ => false,
    };

    /// <summary>Its form is tnetstrings: a length, a colon, and first of all names as these.</summary>
    private static bool IsMitmproxy(ReadOnlySpan<byte> octets)
    {
        int colon = octets[..Math.Min(octets.Length, 10)].IndexOf((byte)':');
        return colon > 0 && !octets[..colon].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && octets[..Math.Min(octets.Length, 4096)] is var head && (head.IndexOf("8:response"u8) > 0 || head.IndexOf("7:version;"u8) > 0 || head.IndexOf("9:websocket"u8) > 0);
    }

    private const string Format = "gsmtap-capture";
}

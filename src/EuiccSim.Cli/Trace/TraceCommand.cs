using EuiccSim.Clinic.Logs;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Trace;

/// <summary><c>euiccsim trace</c>: recorded traces.</summary>
internal static class TraceCommand
{
    internal static Command Build(Surroundings at) => new("trace", "Recorded traces of what crossed between a terminal and a card.")
    {
        ShowVerb.Build(at), ExplainVerb.Build(at), ReplayVerb.Build(at),
    };
}

/// <summary>A recorded trace that a verb is given.</summary>
internal sealed class TraceInput
{
    private readonly Argument<FileInfo> _file = new("FILE")
    {
        Description = "What --trace recorded, a pcapng or pcap file with GSMTAP, or a log of another program, as it was pasted; - for the standard input.",
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "The UDP port of GSMTAP in a capture.",
        DefaultValueFactory = _ => GsmtapTraceSink.DefaultPort,
    };

    internal void AddTo(Command verb)
    {
        verb.Add(_file);
        verb.Add(_port.Between(1, 0xFFFF));
    }

    /// <summary>The trace as far as it can be read, and why there is no more of it.</summary>
    /// <exception cref="CommandFailure">The file cannot be opened or read.</exception>
    internal async Task<TraceContent> ReadAsync(VerbCall call)
    {
        FileInfo file = call.Parsed.GetRequiredValue(_file);
        byte[] octets = [];
        try
        {
            octets = PackageSource.IsInput(file)
                ? InputFile.Read(call.At.TakeInput(), "The standard input", Largest)
                : await InputFile.ReadAsync(file.FullName, call.Ct, Largest);
            RecordedTrace trace = await TraceFile.ReadAsync(new MemoryStream(octets), new() { GsmtapPort = call.Parsed.GetValue(_port) }, call.Ct);
            return new(trace, trace.LeftOut, null, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("trace", FaultWords.Sentence(e), e);
        }
        catch (TraceFormatException e)
        {
            if (e.Records.Count == 0 && PastedTrace.Find(octets) is { } log) return new(log.ToTrace(), [], log, null);
            return new(e.Records, e.Records.LeftOut, null, CommandFailure.Missing("malformed", $"{file.Name}: {FaultWords.Of(e)}", e));
        }
    }

    private const int Largest = 256 * 1024 * 1024;
}

/// <summary>What a file holds: records, what of it is none, the log if it is no trace but what somebody pasted, and why there is no more.</summary>
internal sealed record TraceContent(IReadOnlyList<TraceEvent> Records, SequenceOf<LeftOut> LeftOut, PastedLog? Log, CommandFailure? Fault);

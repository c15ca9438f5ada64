using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Trace;

/// <summary><c>euiccsim trace</c>: recorded traces.</summary>
internal static class TraceCommand
{
    internal static Command Build(Surroundings at) => new("trace", "Recorded traces of what crossed between a terminal and a card.")
    {
        ShowVerb.Build(at), ReplayVerb.Build(at),
    };
}

/// <summary>A recorded trace that a verb is given.</summary>
internal sealed class TraceInput
{
    private readonly Argument<FileInfo> _file = new("FILE")
    {
        Description = "What --trace FILE.jsonl or FILE.pcapng recorded, or a pcapng or pcap file with GSMTAP from elsewhere.",
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
    internal async Task<(RecordedTrace Trace, CommandFailure? Fault)> ReadAsync(VerbCall call)
    {
        FileInfo file = call.Parsed.GetRequiredValue(_file);
        try
        {
            return (await TraceFile.ReadFileAsync(file.FullName, new() { GsmtapPort = call.Parsed.GetValue(_port) }, call.Ct), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("trace", FaultWords.Sentence(e), e);
        }
        catch (TraceFormatException e)
        {
            return (e.Records, CommandFailure.Missing("malformed", $"{file.Name}: {FaultWords.Of(e)}", e));
        }
    }
}

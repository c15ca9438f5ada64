using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Trace;

/// <summary><c>euiccsim trace</c>: recorded traces.</summary>
internal static class TraceCommand
{
    internal static Command Build(Surroundings at) => new("trace", "Recorded traces of what crossed between a terminal and a card.")
    {
        ShowVerb.Build(at), ReplayVerb.Build(at),
    };

    internal static Argument<FileInfo> File() => new("FILE")
    {
        Description = "What --trace FILE.jsonl or FILE.pcapng recorded, or a pcapng or pcap file with GSMTAP from elsewhere.",
    };

    /// <summary>A recorded trace as far as it can be read, and why there is no more of it.</summary>
    /// <exception cref="CommandFailure">The file cannot be opened or read.</exception>
    internal static async Task<(IReadOnlyList<TraceEvent> Records, CommandFailure? Fault)> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return (await TraceFile.ReadFileAsync(file.FullName, cancellationToken), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("trace", FaultWords.Of(e), e);
        }
        catch (TraceFormatException e)
        {
            return (e.Records, CommandFailure.Missing("malformed", $"{file.Name}: {FaultWords.Of(e)}", e));
        }
    }
}

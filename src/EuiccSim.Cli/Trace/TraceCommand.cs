using System.CommandLine;

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
}

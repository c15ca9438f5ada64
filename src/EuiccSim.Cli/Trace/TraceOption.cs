namespace EuiccSim.Cli.Trace;

/// <summary><c>--trace SINK</c>, for every verb that talks to a card: add it to the command, open the sinks, and wrap the connection.</summary>
internal static class TraceOption
{
    /// <summary>A fresh option; it may be given several times.</summary>
    internal static Option<string[]> Build(bool recursive = false) => new("--trace")
    {
        Description = "Watch the card: text (decoded, to stderr, PINs and keys masked), FILE.jsonl, FILE.pcapng or gsmtap://HOST:PORT (every octet).",
        HelpName = "SINK",
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
        Recursive = recursive,
    };
}

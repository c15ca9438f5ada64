namespace EuiccSim.Cli.Smdp;

/// <summary>What a running server tells meanwhile: a line for a person, an object for a program. Its calls come side by side.</summary>
internal sealed class ServerEvents(VerbCall call)
{
    private readonly Lock _one = new();

    /// <param name="name">The kind, which is the event of the object.</param>
    /// <param name="line">For a person.</param>
    /// <param name="members">For a program.</param>
    internal void Tell(string name, string line, Action<Utf8JsonWriter> members)
    {
        lock (_one)
        {
            if (call.Json) JsonLine.Write(call.At.Output, name, members);
            else call.Say(line);
        }
    }
}

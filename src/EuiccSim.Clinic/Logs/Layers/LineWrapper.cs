namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>A prefix that a logger writes before each line of a program.</summary>
internal interface ILineWrapper
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>The line without it.</summary>
    bool TryPeel(LogLine line, out LogLine inner);
}

/// <summary>All prefixes: each line has its own, as logs are mixed.</summary>
internal sealed class PrefixLayer(IReadOnlyList<ILineWrapper> wrappers)
{
    internal bool Peel(List<LogLine> lines, Action<string> wrapper)
    {
        bool any = false;
        for (int at = 0; at < lines.Count; at++)
        {
            foreach (ILineWrapper one in wrappers)
            {
                if (!one.TryPeel(lines[at], out LogLine inner)) continue;
                lines[at] = inner;
                wrapper(one.Name);
                any = true;
                break;
            }
        }
        return any;
    }
}

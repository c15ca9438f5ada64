namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>Markdown's fences. They end what was pasted in one piece.</summary>
internal sealed class FenceLayer : ILogLayer
{
    public string Name => "markdown-fence";

    public bool Peel(List<LogLine> lines)
    {
        bool any = false;
        for (int at = 0; at < lines.Count; at++)
        {
            string text = lines[at].Text.Trim();
            if (!text.Begins("```") && !text.Begins("~~~") || text.Length > LongestFence || text.AsSpan(3).Contains('`')) continue;
            lines[at] = lines[at] with { Text = "", IsBreak = true };
            any = true;
        }
        return any;
    }

    private const int LongestFence = 24;
}

namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>Peels layer after layer, in whichever order they were laid, until nothing comes off any more.</summary>
internal static class Peeling
{
    /// <summary>The lines as the producers wrote them, and how many the text has.</summary>
    internal static List<LogLine> Peel(ReadOnlySpan<byte> octets, Action<string> wrapper, out int count)
    {
        List<LogLine> lines = PastedText.Split(octets, wrapper, out count);
        ILineWrapper[] wrappers = [new LogcatThreadtime(), new LogcatBrief(), new LogcatStudio(), new MiniLpa(), new Journal(), new OpenWrt(), new DockerCompose()];
        ILogLayer[] layers = [new AnsiLayer(), new QuoteLayer(), new FenceLayer(), new PowerShellLayer(), new FoldLayer(wrappers)];
        PrefixLayer prefixes = new(wrappers);
        bool any = true;
        for (int depth = 0; any && depth < MaximumDepth; depth++)
        {
            any = false;
            foreach (ILogLayer layer in layers)
            {
                if (!layer.Peel(lines)) continue;
                wrapper(layer.Name);
                any |= layer is not FenceLayer;
            }
            any |= prefixes.Peel(lines, wrapper);
            lines.RemoveAll(line => !line.IsBreak && string.IsNullOrWhiteSpace(line.Text));
        }
        return lines;
    }

    private const int MaximumDepth = 8;
}

using EuiccSim.Lpa.Download;

namespace EuiccSim.Cli.Demo;

/// <summary>The steps that were done, each with its time. A step ends where the next begins.</summary>
internal sealed class StepLog(TimeProvider time, Action<string> onBegin) : IProgress<DownloadProgress>
{
    private readonly List<Step> _steps = [];
    private string? _current;
    private long _began;

    internal IReadOnlyList<Step> Steps => _steps;

    internal void Begin(string name)
    {
        End();
        (_current, _began) = (name, time.GetTimestamp());
        onBegin(name);
    }

    internal void End()
    {
        if (_current is null) return;
        _steps.Add(new(_current, time.GetElapsedTime(_began)));
        _current = null;
    }

    public void Report(DownloadProgress value)
    {
        string name = Kebab(value.Step.ToString());
        if (name != _current) Begin(name);
    }

    internal static string Kebab(string pascal) => string.Concat(pascal.Select((c, i) =>
        char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    internal sealed record Step(string Name, TimeSpan Time);
}

using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing;

/// <summary>A step of a demonstration that was done.</summary>
/// <param name="Name">"order", "authenticate-server", "read-imsi".</param>
/// <param name="Time">How long it took.</param>
public sealed record DemonstrationStep(string Name, TimeSpan Time);

/// <summary>The steps that were done, each with its time. A step ends where the next begins.</summary>
internal sealed class DemonstrationSteps(TimeProvider time, Action<string>? began) : IProgress<DownloadProgress>
{
    private readonly List<DemonstrationStep> _all = [];
    private string? _current;
    private long _began;

    internal IReadOnlyList<DemonstrationStep> All => _all;

    internal void Begin(string name)
    {
        End();
        (_current, _began) = (name, time.GetTimestamp());
        began?.Invoke(name);
    }

    internal void End()
    {
        if (_current is null) return;
        _all.Add(new(_current, time.GetElapsedTime(_began)));
        _current = null;
    }

    public void Report(DownloadProgress value)
    {
        string name = StandardName.OfHyphenated(value.Step);
        if (name != _current) Begin(name);
    }
}

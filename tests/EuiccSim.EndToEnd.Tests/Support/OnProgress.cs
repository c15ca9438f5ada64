using EuiccSim.Lpa.Download;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>Does something at each step, there and then.</summary>
internal sealed class OnProgress(Action<DownloadProgress> action) : IProgress<DownloadProgress>
{
    public void Report(DownloadProgress value) => action(value);
}

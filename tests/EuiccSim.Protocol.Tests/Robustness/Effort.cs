using System.Diagnostics;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>How long something takes by itself, whatever else the machine does.</summary>
internal static class Effort
{
    /// <summary>The time that passed, or what the process had of the processors if that is less: it is, where others have them meanwhile.</summary>
    internal static TimeSpan Of(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Stopwatch watch = Stopwatch.StartNew();
        action();
        TimeSpan passed = watch.Elapsed, used = Environment.CpuUsage.TotalTime - before;
        return used < passed ? used : passed;
    }
}

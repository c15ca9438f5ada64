using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Bench;

/// <summary>What an installation allocates, on all three sides together.</summary>
internal static class InstallGarbage
{
    /// <summary>KiB of one download and installation, the least of many, beside the package's own size.</summary>
    internal static Figure Measure(InstallWorkload workload, Octets package)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            InstallWorkload.Prepared prepared = workload.Prepare();
            // All of it is done on this thread, as nothing waits.
            long before = GC.GetAllocatedBytesForCurrentThread();
            workload.Install(prepared);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        double each = least / 1024.0, floor = package.Length / 1024.0;
        return new("install.allocated", each, "KiB", floor, each / floor);
    }

    private const int Rounds = 100;
}

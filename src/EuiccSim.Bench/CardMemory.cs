using EuiccSim.Card;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Bench;

/// <summary>What a card holds that installed a profile, averaged over many.</summary>
internal static class CardMemory
{
    /// <summary>KiB of one card, of many with the same profile, beside the package's own size.</summary>
    internal static Figure Measure(InstallWorkload workload, Octets package) =>
        Measure("memory.card", workload, workload.Prepare, 1000, package);

    /// <summary>
    /// KiB of one card whose profile is its own subscriber's, with what the server keeps of the order, beside the package's own size.
    /// </summary>
    internal static Figure MeasureOwn(InstallWorkload workload, Octets package) =>
        Measure("memory.card-own", workload, workload.PrepareOwn, 200, package);

    private static Figure Measure(string name, InstallWorkload workload, Func<InstallWorkload.Prepared> prepare, int count, Octets package)
    {
        VirtualEuicc[] cards = new VirtualEuicc[count];
        workload.Install(prepare());
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < count; i++)
        {
            InstallWorkload.Prepared prepared = prepare();
            workload.Install(prepared);
            cards[i] = prepared.Card;
        }
        double each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count / 1024;
        GC.KeepAlive(cards);
        // The server as well.
        GC.KeepAlive(workload);
        double floor = package.Length / 1024.0;
        return new(name, each, "KiB", floor, each / floor);
    }
}

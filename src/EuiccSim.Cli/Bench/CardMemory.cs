using EuiccSim.Card;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Cli.Bench;

/// <summary>What a card holds that installed a profile, averaged over a thousand.</summary>
internal static class CardMemory
{
    /// <summary>KiB of one card, beside the package's own size.</summary>
    internal static Figure Measure(InstallWorkload workload, Octets package)
    {
        VirtualEuicc[] cards = new VirtualEuicc[Count];
        workload.Install(workload.Prepare());
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Count; i++)
        {
            InstallWorkload.Prepared prepared = workload.Prepare();
            workload.Install(prepared);
            cards[i] = prepared.Card;
        }
        double each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count / 1024;
        GC.KeepAlive(cards);
        double floor = package.Length / 1024.0;
        return new("memory.card", each, "KiB", floor, each / floor);
    }

    private const int Count = 1000;
}

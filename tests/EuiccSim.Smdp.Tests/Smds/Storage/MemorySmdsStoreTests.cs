using EuiccSim.Smdp.Smds;

namespace EuiccSim.Smdp.Tests.Smds.Storage;

internal sealed class MemorySmdsStoreTests : SmdsStoreContract
{
    protected override ISmdsStore Create() => new MemorySmdsStore();

    protected override ISmdsStore Reopen(ISmdsStore store) => store;
}

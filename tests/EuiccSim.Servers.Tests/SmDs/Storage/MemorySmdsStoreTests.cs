using EuiccSim.Servers.SmDs.Storage;

namespace EuiccSim.Servers.Tests.SmDs.Storage;

internal sealed class MemorySmdsStoreTests : SmdsStoreContract
{
    protected override ISmdsStore Create() => new MemorySmdsStore();

    protected override ISmdsStore Reopen(ISmdsStore store) => store;
}

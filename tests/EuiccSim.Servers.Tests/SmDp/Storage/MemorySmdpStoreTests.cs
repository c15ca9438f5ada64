using EuiccSim.Servers.SmDp.Storage;

namespace EuiccSim.Servers.Tests.SmDp.Storage;

internal sealed class MemorySmdpStoreTests : StoreContract
{
    protected override ISmdpStore Create() => new MemorySmdpStore();

    protected override ISmdpStore Reopen(ISmdpStore store) => store;
}

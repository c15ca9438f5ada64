using EuiccSim.Servers.Storage;

namespace EuiccSim.Servers.Tests.Storage;

internal sealed class MemorySmdpStoreTests : StoreContract
{
    protected override ISmdpStore Create() => new MemorySmdpStore();

    protected override ISmdpStore Reopen(ISmdpStore store) => store;
}

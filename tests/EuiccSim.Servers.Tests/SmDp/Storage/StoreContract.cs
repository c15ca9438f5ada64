using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Storage;

/// <summary>What every store does.</summary>
internal abstract partial class StoreContract
{
    private static readonly DateTimeOffset s_later = TestServer.Start.AddMinutes(15);

    protected ISmdpStore Store { get; private set; } = null!;

    /// <summary>An empty store.</summary>
    protected abstract ISmdpStore Create();

    /// <summary>The same state, as somebody else finds it who was not there when it was written.</summary>
    protected abstract ISmdpStore Reopen(ISmdpStore store);

    /// <summary>Whether sessions are lost with the process as long as their eUICC is not authenticated.</summary>
    protected virtual bool ForgetsUnauthenticated => false;

    [SetUp]
    public void Begin() => Store = Create();

    [TearDown]
    public void End() => (Store as IDisposable)?.Dispose();

    private void Reopen() => Store = Reopen(Store);
}

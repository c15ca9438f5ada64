using EuiccSim.Http;

namespace EuiccSim.Lpa.Tests.Http;

/// <summary>OpenSSL must know before the first connection.</summary>
[SetUpFixture]
public sealed class BrainpoolSetUp
{
    internal static bool IsPossible { get; private set; }

    [OneTimeSetUp]
    public void Enable() => IsPossible = BrainpoolTls.TryEnable();
}

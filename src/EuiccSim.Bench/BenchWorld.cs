using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Bench;

/// <summary>The worlds that are measured: the clock, the randomness and the signatures of this machine, and nothing kept of what happens.</summary>
internal static class BenchWorld
{
    internal static EsimWorld Create(EcCurve curve)
    {
        Task<EsimWorld> world = EsimWorld.CreateAsync(new()
        {
            Curve = curve,
            Time = TimeProvider.System,
            Random = part => part == "pki" ? new SeededRandom("bench") : RandomSource.System,
            HasSystemKeys = true,
            KeepsEvents = false,
        }).AsTask();
        // Nothing waits: all of it is in memory.
        return world.GetAwaiter().GetResult();
    }
}

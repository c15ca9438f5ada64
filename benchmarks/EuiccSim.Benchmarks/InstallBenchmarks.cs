using BenchmarkDotNet.Attributes;
using EuiccSim.Bench;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Benchmarks;

/// <summary>A whole download and install in memory, beside the asymmetric operations that it cannot do without.</summary>
[MemoryDiagnoser]
public class InstallBenchmarks
{
    private InstallWorkload _workload = null!;
    private AsymmetricFloor _floor = null!;

    /// <summary>The curve of all keys.</summary>
    [Params("nist", "brainpool")]
    public string Curve { get; set; } = "nist";

    /// <summary>Makes PKI, server and package.</summary>
    [GlobalSetup]
    public void Setup()
    {
        EcCurve curve = Curve == "nist" ? EcCurve.NistP256 : EcCurve.BrainpoolP256r1;
        string? file = Environment.GetEnvironmentVariable("EUICCSIM_BENCH_PROFILE");
        _workload = new(curve, file is null ? Demonstration.BuildPackage(new SeededRandom("package")) : Octets.Wrap(File.ReadAllBytes(file)));
        _floor = new(curve);
    }

    /// <summary>10 verifications, 6 signatures, 2 one-time keys, 2 key agreements.</summary>
    [Benchmark(Baseline = true)]
    public void AsymmetricOperations() => _floor.Run();

    /// <summary>Order, fresh card, download and install. The order and the card are a small part of it.</summary>
    [Benchmark]
    public void DownloadAndInstall() => _workload.Install(_workload.Prepare());
}

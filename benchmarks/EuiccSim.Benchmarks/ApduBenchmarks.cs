using BenchmarkDotNet.Attributes;
using EuiccSim.Cli;
using EuiccSim.Cli.Bench;
using EuiccSim.Cli.Demo;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Benchmarks;

/// <summary>Single commands to a card with an enabled profile.</summary>
[MemoryDiagnoser]
public class ApduBenchmarks
{
    private ApduWorkload _apdu = null!;

    /// <summary>Installs and enables a profile.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Octets package = PackageSource.Build(new SeededRandom("package"));
        InstallWorkload workload = new(EcCurve.NistP256, package);
        InstallWorkload.Prepared prepared = workload.Prepare();
        workload.Install(prepared);
        _apdu = new(prepared.Card, SubscriberFacts.Read(package).CreateAlgorithm());
    }

    /// <summary>ES10c.GetEID through STORE DATA.</summary>
    [Benchmark]
    public void GetEid() => _apdu.GetEid();

    /// <summary>READ BINARY of EF.ICCID.</summary>
    [Benchmark]
    public void ReadBinary() => _apdu.ReadBinary();

    /// <summary>SELECT and READ BINARY of EF.ICCID.</summary>
    [Benchmark]
    public void SelectRead() => _apdu.SelectRead();

    /// <summary>AUTHENTICATE in the 3G context, the network's side included.</summary>
    [Benchmark]
    public void Authenticate() => _apdu.Authenticate();
}

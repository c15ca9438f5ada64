using BenchmarkDotNet.Attributes;
using EuiccSim.Bench;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
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
        Octets package = Demonstration.BuildPackage(new SeededRandom("package"));
        InstallWorkload workload = new(EcCurve.NistP256, package);
        InstallWorkload.Prepared prepared = workload.Prepare();
        workload.Install(prepared);
        _apdu = new(prepared.Card, PackageSubscriber.Read(ProfilePackage.Read(package)).CreateAlgorithm());
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

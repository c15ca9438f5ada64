using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Bench;

/// <summary>All figures, each measured when it is asked for.</summary>
internal static class Figures
{
    /// <summary>Measures one after the other.</summary>
    /// <param name="package">The unprotected profile package that is installed.</param>
    /// <exception cref="AbsentFigureException">The last one, <see cref="VpcdWorkload.Name"/>, is not to be had here.</exception>
    /// <exception cref="BenchException">Something does not do what it should.</exception>
    internal static IEnumerable<Figure> Measure(Octets package)
    {
        InstallWorkload nist = new(EcCurve.NistP256, package);
        yield return Figure.Time("install.p256", Meter.Milliseconds(nist.Prepare, nist.Install, new AsymmetricFloor(EcCurve.NistP256).Run));
        InstallWorkload brainpool = new(EcCurve.BrainpoolP256r1, package);
        yield return Figure.Time(
            "install.brainpool", Meter.Milliseconds(brainpool.Prepare, brainpool.Install, new AsymmetricFloor(EcCurve.BrainpoolP256r1).Run));
        yield return InstallGarbage.Measure(nist, package);

        InstallWorkload.Prepared prepared = nist.Prepare();
        nist.Install(prepared);
        using AkaAlgorithm network = PackageSubscriber.Read(ProfilePackage.Read(package)).CreateAlgorithm();
        ApduWorkload apdu = new(prepared.Card, network);
        yield return Figure.Rate("apdu.get-eid", Meter.PerSecond(apdu.GetEid, ApduWorkload.GetEidFloor));
        yield return Figure.Rate("apdu.read-binary", Meter.PerSecond(apdu.ReadBinary, ApduWorkload.ReadFloor));
        yield return Figure.Rate("apdu.select-read", Meter.PerSecond(apdu.SelectRead, ApduWorkload.SelectReadFloor));
        yield return Figure.Rate("apdu.authenticate", Meter.PerSecond(apdu.Authenticate, apdu.AuthenticateFloor));
        yield return CardMemory.Measure(nist, package);
        yield return CardMemory.MeasureOwn(nist, package);
        foreach (Figure figure in SmdpWorkload.Measure()) yield return figure;
        yield return VpcdWorkload.Measure(prepared.Card);
    }
}

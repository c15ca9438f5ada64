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
    /// <param name="begins">Told the name of each figure before it is measured: some take many seconds.</param>
    /// <exception cref="AbsentFigureException">The last one, <see cref="VpcdWorkload.Name"/>, is not to be had here.</exception>
    /// <exception cref="BenchException">Something does not do what it should.</exception>
    internal static IEnumerable<Figure> Measure(Octets package, Action<string> begins)
    {
        InstallWorkload nist = new(EcCurve.NistP256, package);
        yield return Announced("install.p256", name => Figure.Time(name, Meter.Milliseconds(nist.Prepare, nist.Install, new AsymmetricFloor(EcCurve.NistP256).Run)));
        InstallWorkload brainpool = new(EcCurve.BrainpoolP256r1, package);
        yield return Announced("install.brainpool", name => Figure.Time(
            name, Meter.Milliseconds(brainpool.Prepare, brainpool.Install, new AsymmetricFloor(EcCurve.BrainpoolP256r1).Run)));
        yield return Announced("install.allocated", _ => InstallGarbage.Measure(nist, package));

        InstallWorkload.Prepared prepared = nist.Prepare();
        nist.Install(prepared);
        using AkaAlgorithm network = PackageSubscriber.Read(ProfilePackage.Read(package)).CreateAlgorithm();
        ApduWorkload apdu = new(prepared.Card, network);
        yield return Announced("apdu.get-eid", name => Figure.Rate(name, Meter.PerSecond(apdu.GetEid, ApduWorkload.GetEidFloor)));
        yield return Announced("apdu.read-binary", name => Figure.Rate(name, Meter.PerSecond(apdu.ReadBinary, ApduWorkload.ReadFloor)));
        yield return Announced("apdu.select-read", name => Figure.Rate(name, Meter.PerSecond(apdu.SelectRead, ApduWorkload.SelectReadFloor)));
        yield return Announced("apdu.authenticate", name => Figure.Rate(name, Meter.PerSecond(apdu.Authenticate, apdu.AuthenticateFloor)));
        yield return Announced("memory.card", _ => CardMemory.Measure(nist, package));
        yield return Announced("memory.card-own", _ => CardMemory.MeasureOwn(nist, package));
        foreach (string name in (string[])["smdp.sessions", "smdp.p99"]) begins(name);
        foreach (Figure figure in SmdpWorkload.Measure()) yield return figure;
        yield return Announced(VpcdWorkload.Name, _ => VpcdWorkload.Measure(prepared.Card));

        Figure Announced(string name, Func<string, Figure> measure)
        {
            begins(name);
            return measure(name);
        }
    }
}

using System.CommandLine;
using EuiccSim.Cli.Demo;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Cli.Bench;

/// <summary><c>euiccsim bench</c>: the project's own performance table, each figure beside its floor, measured now.</summary>
internal static class BenchCommand
{
    internal static Command Build(Surroundings at)
    {
        Option<FileInfo?> profile = new("--profile") { Description = "An unprotected profile package (DER) to install; without it, one is built." };
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        Command command = new("bench", "Measures downloads, commands and memory, each beside its floor.") { profile, json };
        command.SetAction(parsed => Run(
            parsed.GetValue(profile), parsed.GetValue(json) ? new JsonBenchReport(at.Output) : new TextBenchReport(at)));
        return command;
    }

    private static int Run(FileInfo? profile, IBenchReport report)
    {
        try
        {
            Octets package = profile is null ? PackageSource.Build(RandomSource.System) : PackageSource.ReadPackage(profile);
            List<Figure> figures = [];
            try
            {
                foreach (Figure figure in Measure(package))
                {
                    report.Measured(figure);
                    figures.Add(figure);
                }
            }
            catch (AbsentFigureException e)
            {
                report.Absent(VpcdWorkload.Name, e.Message);
            }
            report.End(figures, profile?.Name ?? "built", null);
            return ExitCode.Done;
        }
        catch (Exception e) when (Failures.Of(e) is { } failure)
        {
            report.End([], profile?.Name ?? "built", failure);
            return failure.ExitCode;
        }
    }

    private static IEnumerable<Figure> Measure(Octets package)
    {
        InstallWorkload nist = new(EcCurve.NistP256, package);
        yield return Figure.Time("install.p256", Meter.Milliseconds(nist.Prepare, nist.Install, new AsymmetricFloor(EcCurve.NistP256).Run));
        InstallWorkload brainpool = new(EcCurve.BrainpoolP256r1, package);
        yield return Figure.Time(
            "install.brainpool", Meter.Milliseconds(brainpool.Prepare, brainpool.Install, new AsymmetricFloor(EcCurve.BrainpoolP256r1).Run));
        yield return InstallGarbage.Measure(nist, package);

        InstallWorkload.Prepared prepared = nist.Prepare();
        nist.Install(prepared);
        using AkaAlgorithm network = SubscriberFacts.Read(package).CreateAlgorithm();
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

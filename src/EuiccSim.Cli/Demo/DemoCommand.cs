using System.CommandLine;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Trace;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Demo;

/// <summary><c>euiccsim demo</c>: the main job in memory.</summary>
internal static class DemoCommand
{
    internal static Command Build(Surroundings at)
    {
        Option<FileInfo?> profile = new("--profile") { Description = "An unprotected profile package (DER); without it, one is built." };
        Option<string> curve = new("--curve") { Description = "nist or brainpool.", DefaultValueFactory = _ => "nist" };
        curve.AcceptOnlyFromAmong("nist", "brainpool");
        Option<DirectoryInfo?> pki = new("--pki") { Description = "Certificates and keys in the SGP.26 folder layout; without it, a test PKI is made." };
        Option<int?> seed = new("--seed") { Description = "Make every octet the same as in the last run with this seed." };
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        Option<string[]> trace = TraceOption.Build();
        Command command = new("demo", "Installs a profile into a virtual eUICC, over APDUs, and uses it: every step is checked.") { profile, curve, pki, seed, trace, json };
        // As in Verb: not on the thread that waits for the end of the process.
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () => RunAsync(
                new(parsed.GetValue(profile), parsed.GetRequiredValue(curve), parsed.GetValue(pki), parsed.GetValue(seed), parsed.GetValue(trace) ?? []),
                parsed.GetValue(json) ? new JsonDemoReport(at.Output) : new TextDemoReport(at),
                at.Error,
                cancellationToken),
            CancellationToken.None));
        return command;
    }

    private static async Task<int> RunAsync(Arguments arguments, IDemoReport report, TextWriter messages, CancellationToken cancellationToken)
    {
        DemoResult result = new() { Curve = arguments.Curve, Profile = arguments.Profile?.Name ?? "built" };
        StepLog steps = new(TimeProvider.System, report.Begin);
        try
        {
            Func<string, RandomSource> random = arguments.Seed is { } seed ? name => new SeededRandom($"{seed} {name}") : _ => RandomSource.System;
            // A seeded run is the same on every day: it takes place at a fixed time.
            TimeProvider time = arguments.Seed is null ? TimeProvider.System : new ManualTime(FixedTime);
            RspPki pki = LoadPki(arguments, random("pki"), time);
            Octets package = arguments.Profile is { } file ? PackageSource.ReadPackage(file) : PackageSource.Build(random("package"));
            await using EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = [pki], Time = time, Random = random, KeepsEvents = false });
            SubscriberFacts facts = SubscriberFacts.Read(package);
            GivenNumber.Tell(messages, facts.Iccid);
            GivenNumber.Tell(messages, world.Device.Eid);
            result = result with { Eid = world.Device.Eid.Digits, Iccid = facts.Iccid.Digits, Imsi = facts.Imsi };
            await using TraceSinks sinks = await TraceOption.OpenAsync(arguments.Trace, messages, cancellationToken);
            await using Device device = new(sinks.Watch(world.Device.Connection));
            await new DemoScenario(world, device, package, random("network"), steps).RunAsync(cancellationToken);
            report.End(result with { Steps = steps.Steps });
            return ExitCode.Done;
        }
        catch (Exception e) when (Failures.Of(e) is { } failure)
        {
            steps.End();
            report.End(result with { Steps = steps.Steps, Failure = failure });
            return failure.ExitCode;
        }
    }

    private static RspPki LoadPki(Arguments arguments, RandomSource random, TimeProvider time)
    {
        EcCurve curve = arguments.Curve == "brainpool" ? EcCurve.BrainpoolP256r1 : EcCurve.NistP256;
        if (arguments.Pki is not { } directory) return TestPki.Create(curve, random, time.GetUtcNow().AddDays(-1));
        try
        {
            return PkiDirectory.Load(directory.FullName, curve, deterministicKeys: arguments.Seed is not null);
        }
        catch (PkiFileException e)
        {
            throw CommandFailure.Missing("pki", e.Message, e);
        }
    }

    private sealed record Arguments(FileInfo? Profile, string Curve, DirectoryInfo? Pki, int? Seed, string[] Trace);

    private static readonly DateTimeOffset FixedTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}

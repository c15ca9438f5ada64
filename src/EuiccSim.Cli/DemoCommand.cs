using EuiccSim.Card;
using EuiccSim.Card.Store;
using EuiccSim.Cli.Trace;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli;

/// <summary><c>euiccsim demo</c>: the main job in memory.</summary>
internal sealed class DemoCommand
{
    private readonly Option<FileInfo?> _profile = new("--profile") { Description = "An unprotected profile package; without it, one is built." };
    private readonly Option<string> _curve = new("--curve") { Description = "nist or brainpool.", DefaultValueFactory = _ => "nist" };
    private readonly Option<DirectoryInfo?> _pki = new("--pki") { Description = "Certificates and keys in the SGP.26 folder layout; without it, a test PKI is made." };
    private readonly Option<int?> _seed = new("--seed") { Description = "Make every octet the same as in the last run with this seed." };
    private readonly Option<FileInfo?> _keep = new("--keep")
    {
        Description = "Keeps the card as a card image, as it is while the profile is enabled; it trusts the CI of --pki, or of your own test PKI, or one that is drawn for --seed.",
        HelpName = "CARD",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Puts the card of --keep in the place of one that is there." };
    private readonly Option<string[]> _trace = TraceOption.Build();

    private DemoCommand() => _curve.AcceptOnlyFromAmong("nist", "brainpool");

    internal static Command Build(Surroundings at)
    {
        DemoCommand verb = new();
        return new Command("demo", "Installs a profile into a virtual eUICC, over APDUs, and uses it: every step is checked.")
        {
            verb._profile, verb._curve, verb._pki, verb._seed, verb._keep, verb._force, verb._trace,
        }.Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        FileInfo? profile = call.Parsed.GetValue(_profile);
        DemoResult result = new(call.Parsed.GetRequiredValue(_curve), profile?.Name ?? "built");
        string? keep = call.Parsed.GetValue(_keep)?.FullName;
        Demonstration? demonstration = null;
        try
        {
            using FileCardStore? kept = keep is null ? null : OpenKept(keep, call);
            int? seed = call.Parsed.GetValue(_seed);
            Func<string, RandomSource> random = seed is null ? _ => RandomSource.System : name => new SeededRandom($"{seed} {name}");
            // A seeded run is the same on every day: it takes place at a fixed time.
            TimeProvider time = seed is null ? TimeProvider.System : new ManualTime(s_fixedTime);
            RspPki pki = LoadPki(call, random("pki"), time);
            Octets package = profile is null ? Demonstration.BuildPackage(random("package")) : PackageSource.ReadPackage(call.At, profile);
            await using EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = [pki], Time = time, Random = random, KeepsEvents = false });
            PackageSubscriber subscriber = PackageSubscriber.Read(PackageSource.Elements(package));
            GivenNumber.Tell(call.At.Error, subscriber.Iccid);
            GivenNumber.Tell(call.At.Error, world.Device.Eid);
            result = result with { Eid = world.Device.Eid.Digits, Subscriber = subscriber };
            await using TraceSinks sinks = await TraceSinks.OpenAsync(call.Parsed.GetValue(_trace) ?? [], call.At.Error, call.Ct);
            CardState? card = null;
            demonstration = new(world, package, new()
            {
                Card = sinks.Watch(world.Device.Connection),
                Random = random("network"),
                Began = call.Progress,
                Kept = kept is null ? null : state => card = state,
            });
            await using Demonstration owned = demonstration;
            await demonstration.RunAsync(call.Ct);
            kept?.Save(card!);
            return result with { Steps = demonstration.Steps, Kept = keep, IsCiDrawn = seed is not null && call.Parsed.GetValue(_pki) is null };
        }
        catch (Exception e) when (Failures.Of(e) is { } failure)
        {
            return result with { Steps = demonstration?.Steps ?? [], Fault = failure };
        }
    }

    private RspPki LoadPki(VerbCall call, RandomSource random, TimeProvider time)
    {
        EcCurve curve = call.Parsed.GetRequiredValue(_curve) == "brainpool" ? EcCurve.BrainpoolP256r1 : EcCurve.NistP256;
        if (call.Parsed.GetValue(_pki) is not { } directory)
        {
            // A card that is kept is of use only if its CI's keys are kept, too.
            bool isOwn = call.Parsed.GetValue(_keep) is not null && call.Parsed.GetValue(_seed) is null;
            return isOwn ? UserKeys.LoadPki(null, curve, call.At) : TestPki.Create(curve, random, time.GetUtcNow().AddDays(-1));
        }
        return Failures.OfFiles("pki", () => PkiDirectory.Load(directory.FullName, curve, deterministicKeys: call.Parsed.GetValue(_seed) is not null));
    }

    /// <summary>Taken hold of before anything is done, so that nothing is done in vain.</summary>
    private FileCardStore OpenKept(string path, VerbCall call)
    {
        FileCardStore store = FileCardStore.Open(path);
        if (!store.Exists || call.Parsed.GetValue(_force)) return store;
        store.Dispose();
        throw CommandFailure.Missing("exists", $"{path} is there already; --force puts the new card in its place.");
    }

    private static readonly DateTimeOffset s_fixedTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What came of it. What was not reached is null.</summary>
    private sealed record DemoResult(string Curve, string Profile) : VerbResult
    {
        internal string? Eid { get; init; }

        internal PackageSubscriber? Subscriber { get; init; }

        internal IReadOnlyList<DemonstrationStep> Steps { get; init; } = [];

        internal CommandFailure? Fault { get; init; }

        /// <summary>The image that the card was kept in, or null.</summary>
        internal string? Kept { get; init; }

        /// <summary>True if the card that was kept trusts a CI whose keys are gone.</summary>
        internal bool IsCiDrawn { get; init; }

        internal override CommandFailure? Failure => Fault;

        /// <summary>What who uses the card that was kept must know.</summary>
        private string Advice => $"Its server has ended, and cannot be told what is done to the profile from now on: --no-notifications does not try, and 'euiccsim lpa notifications remove --all --card {Shell.Quote(Kept!)}' takes what waits for it off the card."
            + (IsCiDrawn ? " No other profile can be installed: the card trusts a CI that was drawn for --seed, whose keys are not kept. --pki takes one that is." : "");

        internal override void WriteMembers(Utf8JsonWriter json)
        {
            json.WriteString("eid", Eid);
            json.WriteString("iccid", Subscriber?.Iccid.Digits);
            json.WriteString("imsi", Subscriber?.Imsi);
            json.WriteString("curve", Curve);
            json.WriteString("profile", Profile);
            json.WriteObjects("steps", Steps, step =>
            {
                json.WriteString("name", step.Name);
                json.WriteNumber("ms", Math.Round(step.Time.TotalMilliseconds, 3));
            });
            if (Kept is null) return;
            json.WriteString("kept", Kept);
            json.WriteString("advice", Advice);
        }

        internal override void Show(IAnsiConsole console)
        {
            if (Steps.Count > 0) console.Write(Tables.Of("step", "ms").RightAligned("ms").Rows(Steps, step =>
                [step.Name, step.Time.TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture)]));
            if (Fault is not null) return;
            console.Line($"EID {Eid}   ICCID {Subscriber?.Iccid}   IMSI {Subscriber?.Imsi}   curve {Curve}   profile {Profile}");
            console.Line($"All {Steps.Count} steps held: installed, enabled, used as a SIM, disabled, deleted, notifications delivered.");
            if (Kept is null) return;
            console.Line($"The card is kept in {Kept}, as it was before the profile was disabled: {Subscriber?.Iccid} is enabled. 'euiccsim lpa list --card {Shell.Quote(Kept)}' shows it.");
            console.Line(Advice);
        }
    }
}

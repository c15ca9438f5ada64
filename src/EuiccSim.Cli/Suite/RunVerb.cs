using EuiccSim.Conformance;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Reports;
using EuiccSim.Conformance.Running;

namespace EuiccSim.Cli.Suite;

/// <summary><c>euiccsim conformance run</c>: cases on a fresh card in memory, or on the target that is named.</summary>
internal sealed class RunVerb
{
    private readonly Option<string?> _allow = new("--allow")
    {
        Description = "The most that a case may do to a target that is named: reads (the default), changes, installs, destruction.",
        HelpName = "reads|changes|installs|destruction",
    };

    private readonly Option<string[]> _only = new("--only") { Description = "A case, a clause, or the beginning of ids with '*'; may be given several times.", HelpName = "ID" };
    private readonly Option<FileInfo?> _failed = new("--failed") { Description = "Only the cases that did not pass in that report.", HelpName = "REPORT" };
    private readonly Option<FileInfo?> _options = new("--options") { Description = "What the target has and has not, as JSON: it goes before what the target says of itself.", HelpName = "FILE" };
    private readonly Option<FileInfo?> _report = new("--report") { Description = "Writes the report with all evidence as JSON.", HelpName = "FILE" };
    private readonly Option<FileInfo?> _html = new("--html") { Description = "Writes the report as one HTML file.", HelpName = "FILE" };
    private readonly Option<FileInfo?> _junit = new("--junit") { Description = "Writes the report as JUnit XML.", HelpName = "FILE" };
    private readonly Option<bool> _mask = new("--mask") { Description = "Leaves out of reports what names a card or a subscription: EID, ICCIDs, IMSIs, keys, certificates." };
    private readonly CardTargetOptions _card = new();
    private readonly JudgedServers _servers;
    private readonly JudgedLpa _lpa = new();

    private RunVerb() => _servers = new(_card);

    internal static Command Build(Surroundings at)
    {
        RunVerb verb = new();
        Command command = new("run", "Runs the cases: on a fresh card in memory with everything allowed, or on the target that is named, reading only unless --allow says more.")
        {
            verb._allow, verb._only, verb._failed, verb._options, verb._report, verb._html, verb._junit, verb._mask,
        };
        verb._card.AddTo(command);
        verb._servers.AddTo(command);
        verb._lpa.AddTo(command);
        // What the running case changed on a card, and over a network, is put back first.
        return command.Does(at, verb.RunAsync, toEnd: TimeSpan.FromSeconds(30));
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        SequenceOf<ConformanceCase> cases = Choose(call);
        bool areServers = _servers.AreMeant(call), isLpa = _lpa.IsNamed(call), isCard = _card.IsNamed(call);
        if (new[] { areServers, isLpa, isCard }.Count(named => named) > 1) throw CommandFailure.Missing("arguments", "A card, servers and an LPA are judged one at a time.");
        if (areServers) return await _servers.UseAsync(call, target => RunAsync(call, cases, target, Allowed(call) ?? CaseEffect.Reads));
        if (isLpa) return await _lpa.UseAsync(call, target => RunAsync(call, cases, target, Allowed(call) ?? CaseEffect.Destroys));
        if (isCard) return await RunOnCardAsync(call, cases);
        // Keys and certificates of a new card take a moment, which nobody waits for who has given up.
        call.Ct.ThrowIfCancellationRequested();
        await using FreshCard fresh = new(call.At.Time, call.At.Random);
        return await RunAsync(call, cases, fresh.Target, Allowed(call) ?? CaseEffect.Destroys);
    }

    private async Task<VerbResult> RunOnCardAsync(VerbCall call, SequenceOf<ConformanceCase> cases)
    {
        using PkiSet? pkis = _card.ReadPki(call.Parsed) is { } folder ? UserKeys.LoadPkis(folder, _ => true, "", call.At) : null;
        await using OpenCard card = await _card.OpenAsync(call);
        string name = _card.Describe(call);
        EuiccTarget target = card.Card.Channels is { } channels ? EuiccTarget.On(channels, name, pkis?.Pkis ?? []) : EuiccTarget.On(card.Connection, name, pkis?.Pkis ?? []);
        return await RunAsync(call, cases, target, Allowed(call) ?? CaseEffect.Reads);
    }

    private async Task<VerbResult> RunAsync(VerbCall call, SequenceOf<ConformanceCase> cases, ConformanceTarget target, CaseEffect allowed)
    {
        foreach (Option<FileInfo?> option in (Option<FileInfo?>[])[_report, _html, _junit])
        {
            if (call.Parsed.GetValue(option) is { } to && !Directory.Exists(to.DirectoryName)) throw CommandFailure.Missing("output", $"There is no folder {to.DirectoryName} for {option.Name}.");
        }
        RunOptions options = new() { Allowed = allowed, Declared = Declared(call), Time = call.At.Time, Random = call.At.Random };
        if (_lpa.IsPerson(call)) options = options with { CaseTimeout = TimeSpan.FromMinutes(30) };
        ConformanceCase[] own = [.. cases.Where(one => target.Sides.Contains(one.Side))];
        call.Say($"{own.Count(one => one.Effect <= allowed)} of {own.Length} cases on {target.Name}: {RunWords.Of(target, allowed, isFresh: !_card.IsNamed(call))}.");
        using CancellationTokenRegistration told = call.Ct.Register(() => call.Say(string.Join(' ', ["What the running case changed is put back. Ctrl-C once more ends at once.", .. target.WhatToLookFor])));
        RunReport report = await ConformanceRun.RunAsync(own, target, options, new RunProgress(call), call.Ct);
        ReportOptions written = new() { IsMasked = call.Parsed.GetValue(_mask) };
        Write(_report, () => ReportJson.Write(report, written));
        Write(_html, () => ReportHtml.Write(report, written));
        Write(_junit, () => ReportJUnit.Write(report, written));
        return new RunResult(report, written);

        void Write(Option<FileInfo?> option, Func<Octets> content)
        {
            if (call.Parsed.GetValue(option) is { } to) Failures.OfFiles("output", () => NewFile.Write(to.FullName, content().Span, isSecret: false));
        }
    }

    private SequenceOf<ConformanceCase> Choose(VerbCall call)
    {
        IEnumerable<ConformanceCase> chosen = ConformanceSuite.Cases;
        if (call.Parsed.GetValue(_only) is { Length: > 0 } only)
        {
            HashSet<ConformanceCase> named = [.. only.SelectMany(ShowVerb.Find)];
            chosen = chosen.Where(named.Contains);
        }
        if (call.Parsed.GetValue(_failed) is not { } file) return SequenceOf.From(chosen);
        HashSet<string> again = new(DiffVerb.Read(file).NotPassed, StringComparer.OrdinalIgnoreCase);
        return SequenceOf.From(chosen.Where(one => again.Contains(one.Id)));
    }

    private CaseEffect? Allowed(VerbCall call) => call.Parsed.GetValue(_allow) is not { } text ? null
        : CaseEffects.Of(text) ?? throw CommandFailure.Missing("arguments", $"--allow takes {string.Join(", ", CaseEffects.Words)}, not '{text}'.");

    private IReadOnlyDictionary<string, bool> Declared(VerbCall call)
    {
        if (call.Parsed.GetValue(_options) is not { } file) return new Dictionary<string, bool>();
        try
        {
            return Failures.OfFiles("options", () => DeclaredOptions.Read(Octets.Wrap(File.ReadAllBytes(file.FullName))));
        }
        catch (FormatException fault)
        {
            throw CommandFailure.Missing("options", $"The file {file} declares nothing: {fault.Message}.", fault);
        }
    }
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Conformance.Running;

/// <summary>Runs cases on a target, one after the other.</summary>
/// <threadsafety>One run at a time on a target.</threadsafety>
public static class ConformanceRun
{
    /// <summary>Runs cases.</summary>
    /// <param name="cases">Which; those for another side than the target's are left out.</param>
    /// <param name="target">Who is judged.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <param name="progress">Told of each result.</param>
    /// <param name="cancellationToken">Ends the run after restoring what the running case changed.</param>
    /// <exception cref="TransportException">The target could not be reached at the beginning.</exception>
    /// <exception cref="Es9TransportException">The server could not be reached at the beginning.</exception>
    /// <exception cref="CardException">The card has no ISD-R.</exception>
    /// <exception cref="MalformedResponseException">The card does not say what it is.</exception>
    public static Task<RunReport> RunAsync(
        IEnumerable<ConformanceCase> cases,
        ConformanceTarget target,
        RunOptions? options = null,
        IProgress<CaseResult>? progress = null,
        CancellationToken cancellationToken = default) =>
        // Cases await without ConfigureAwait: no context of the caller's is there to be captured.
        Task.Run(() => RunAllAsync(cases, target, options ?? new(), progress, cancellationToken), CancellationToken.None);

    private static async Task<RunReport> RunAllAsync(
        IEnumerable<ConformanceCase> cases, ConformanceTarget target, RunOptions options, IProgress<CaseResult>? progress, CancellationToken cancellationToken)
    {
        DateTimeOffset began = options.Time.GetUtcNow();
        long start = options.Time.GetTimestamp();
        await target.BeginAsync(options, new(), cancellationToken);
        List<CaseResult> results = [];
        string? interruption = null;
        WayWatch watch = new(target);
        foreach (ConformanceCase one in cases.Where(one => target.Sides.Contains(one.Side)))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                interruption = "it was interrupted";
                break;
            }
            CaseResult result = await RunAsync(one, target, options, watch, cancellationToken);
            results.Add(result);
            progress?.Report(result);
            interruption = watch.Verdict;
            if (interruption is not null) break;
        }
        SequenceOf<string> leftBehind = await EndAsync(target);
        return new(target.Name, SequenceOf.From(target.Options), SequenceOf.From(results), leftBehind, began, options.Time.GetElapsedTime(start), interruption)
        {
            HasLostTarget = watch.Verdict is not null,
        };
    }

    /// <summary>Runs one case on a target on which a run has begun.</summary>
    private static async Task<CaseResult> RunAsync(ConformanceCase one, ConformanceTarget target, RunOptions options, WayWatch watch, CancellationToken cancellationToken)
    {
        Recorder recorder = new();
        long start = options.Time.GetTimestamp();
        if (WhyNot(one, target, options) is { } why) return new(one, Verdict.NotApplicable, why, null, [], TimeSpan.Zero);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.CaseTimeout);
        (Verdict Verdict, string? Why, BrokenExpectation? Broken) ended = await JudgeAsync(one, target, options, recorder, watch, limit.Token);
        return new(one, ended.Verdict, ended.Why, ended.Broken, recorder.Steps, options.Time.GetElapsedTime(start));
    }

    private static async Task<(Verdict, string?, BrokenExpectation?)> JudgeAsync(
        ConformanceCase one, ConformanceTarget target, RunOptions options, Recorder recorder, WayWatch watch, CancellationToken cancellationToken)
    {
        Bench? bench = null;
        try
        {
            bench = await target.PrepareAsync(one, options, recorder, cancellationToken);
            await one.RunAsync(bench);
            watch.Held();
            return (Verdict.Pass, null, null);
        }
        catch (VerdictException ended)
        {
            watch.Held();
            return (ended.Verdict, ended.Message, ended.Broken);
        }
        catch (Exception fault) when (fault is MalformedResponseException or Asn1ContentException)
        {
            watch.Held();
            return (Verdict.Fail, fault.Message, new("an answer that can be read", fault.Message));
        }
        catch (Exception fault) when (fault is TransportException or Es9TransportException)
        {
            watch.Broke(fault);
            return (Verdict.Error, $"the way to the target broke: {fault.Message}", null);
        }
        catch (OperationCanceledException)
        {
            return (Verdict.Error, "it was interrupted, or took longer than a case may", null);
        }
        finally
        {
            // Whatever happened: what the case made is taken away, also when somebody gave up.
            if (bench is not null) await RestoreAsync(one, target, bench, recorder);
        }
    }

    private static async Task RestoreAsync(ConformanceCase one, ConformanceTarget target, Bench bench, Recorder recorder)
    {
        recorder.Begin("what the case made is taken away", isInitial: false);
        try
        {
            await target.RestoreAsync(one, bench, CancellationToken.None);
        }
        catch (Exception fault) when (IsOfTheTarget(fault))
        {
            recorder.Held($"it could not be taken away: {fault.Message}");
            target.NoteUnrestored(fault.Message);
        }
    }

    private static async Task<SequenceOf<string>> EndAsync(ConformanceTarget target)
    {
        try
        {
            return await target.EndAsync(CancellationToken.None);
        }
        catch (Exception fault) when (IsOfTheTarget(fault))
        {
            return [$"What is left of the run on the target could not be found out: {fault.Message}", .. target.WhatToLookFor];
        }
    }

    private static bool IsOfTheTarget(Exception fault) =>
        fault is VerdictException or TransportException or Es9TransportException or MalformedResponseException or Asn1ContentException or CardException;

    private static string? WhyNot(ConformanceCase one, ConformanceTarget target, RunOptions options)
    {
        if (one.Effect > options.Allowed)
            return $"it {StandardName.Of(one.Effect)}, and only what {StandardName.Of(options.Allowed)} is allowed (--allow {CaseEffects.WordOf(one.Effect)})";
        foreach (string need in one.Needs)
        {
            bool wanted = !need.StartsWith('!');
            string name = wanted ? need : need[1..];
            TargetOption? option = target.Options.FirstOrDefault(known => known.Name == name);
            if ((option?.Value ?? false) != wanted) return $"{name}: {(wanted ? "no" : "yes")}, from {option?.Source ?? "nothing that is known of the target"}";
        }
        return null;
    }
}

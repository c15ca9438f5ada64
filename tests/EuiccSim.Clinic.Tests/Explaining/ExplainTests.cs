using System.Text;
using EuiccSim.Card;
using EuiccSim.Clinic.Explaining;
using EuiccSim.Clinic.Logs;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Clinic.Tests.Explaining;

/// <summary>What is found in logs: in each that has a cause this cause first, in each that is nearly alike nothing.</summary>
public sealed class ExplainTests
{
    private static IEnumerable<string> Ids => Causes.All.Select(cause => cause.Id);

    [TestCaseSource(nameof(Ids))]
    public void A_cause_is_found_first_where_it_is_and_not_where_it_is_not(string id)
    {
        Assert.That(CauseLogs.All, Does.ContainKey(id), "each cause has a log and its twin");
        (string log, string twin) = CauseLogs.All[id];
        LogExplanation found = Explain(log);
        Assert.That(found.Findings.Count, Is.Positive, log);
        Assert.That(found.Findings[0].Cause, Is.EqualTo(id), $"{found.Findings[0].What} in {log}");
        Assert.That(Explain(twin).Findings, Is.Empty, twin);
    }

    [Test]
    public void The_first_is_named_and_not_the_loudest()
    {
        LogExplanation explained = Explain("> 81E2910003BF3E00\n< 6115\n> 81E2910014BF3111A00C5A0A988812910900000020F18101FF\n< 6985\n> 81E2910003BF2800\n< 6881\n");
        Assert.That(explained.Findings.Select(one => one.Cause), Is.EqualTo(new[] { "answerNotFetched", "channelNotOpen" }));
        Assert.That(explained.Findings[0].Lines, Is.EqualTo(new LineRange(3, 4)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_sound_session_has_no_finding(bool t0)
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Card = new() { Personality = t0 ? Personality.T0 : Personality.Default } });
        OrderedProfile profile = await world.InstallAsync();
        await world.Device.StartAsync();
        await world.Device.EnableAsync(profile.Iccid);
        await world.Device.WithSimAsync(sim => sim.ReadImsiAsync());
        await world.Device.DeliverNotificationsAsync();
        await world.Device.DisableAsync(profile.Iccid);
        await world.Device.DeleteAsync(profile.Iccid);
        await world.Device.DeliverNotificationsAsync();
        LogExplanation explained = LogExplanation.Of(PastedTrace.LogOf([.. world.Events]));
        Assert.That(explained.Findings.Select(one => $"{one.Lines}: {one.Cause}: {one.What}"), Is.Empty);
        Assert.That(explained.Story.Select(one => one.Sentence), Has.Some.StartsWith("ES10c.EnableProfile: enableResult ok (0)").And.Some.Contains("LoadBoundProfilePackage"));
        Assert.That(explained.Story.Count, Is.LessThan(world.Events.Apdus.Count()));
        Assert.That(explained.Story.Select(one => one.Sentence), Has.Some.Match("LoadBoundProfilePackage.* \\([0-9]+ commands\\)"), "a package is one step");
    }

    [Test]
    public void The_session_is_told_function_by_function()
    {
        string log = File.ReadAllText(SharedData.Require("field/logs/01-lpac-2.3-plain.log"));
        LogExplanation explained = Explain(log);
        string[] story = [.. explained.Story.Select(one => $"{one.Lines.First}-{one.Lines.Last} {one.Sentence}")];
        Assert.That(story[1], Is.EqualTo("6-9 ES10c.GetEID: eidValue 89049032123451234512345678901235"));
        Assert.That(story, Has.Some.Contains("ES10c.EnableProfile: enableResult profileNotInDisabledState (2)"));
        Assert.That(explained.Findings[0].Cause, Is.EqualTo("server.8.8.1/3.8"), "the server's refusal stands before the others");
        Assert.That(explained.Findings.Select(one => one.Cause), Does.Contain("enableResult.profileNotInDisabledState").And.Contain("dataRefused"));
    }

    [Test]
    public void The_page_has_a_row_for_each()
    {
        string[] rows = [.. File.ReadAllLines(Clone.PathOf("docs", "trace-findings.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        Assert.That(rows, Is.EqualTo(Ids));
    }

    private static LogExplanation Explain(string log) => LogExplanation.Of(PastedLogReader.Read(Encoding.UTF8.GetBytes(log)));
}

using System.Text.Json;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Demo;

/// <summary>`euiccsim demo`: the whole way of a profile, with our own PKI and package, and with SGP.26 and TS.48.</summary>
[NonParallelizable]
internal sealed class DemoTests
{
    [Test]
    public async Task Without_arguments_everything_is_made_and_holds() =>
        CheckResult(await CommandRun.Of("demo", "--json"), "nist", "built");

    [TestCase("nist")]
    [TestCase("brainpool")]
    public async Task On_both_curves(string curve) =>
        CheckResult(await CommandRun.Of("demo", "--json", "--curve", curve), curve, "built");

    [Test]
    public async Task With_a_seed_the_identifiers_are_the_same()
    {
        CommandRun one = await CommandRun.Of("demo", "--json", "--seed", "7");
        CommandRun two = await CommandRun.Of("demo", "--json", "--seed", "7");
        foreach (string name in (string[])["eid", "iccid", "imsi"])
            Assert.That(two.Result.GetProperty(name).GetString(), Is.EqualTo(one.Result.GetProperty(name).GetString()));
    }

    [Test]
    public async Task Progress_lines_name_the_steps_of_the_result()
    {
        CommandRun run = await CommandRun.Of("demo", "--json");
        JsonElement[] progress = run.Lines[..^1];
        Assert.That(progress.Select(line => line.GetProperty("event").GetString()), Is.All.EqualTo("progress"));
        Assert.That(progress.Select(line => line.GetProperty("step").GetString()),
            Is.EqualTo(run.Result.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString())));
        Assert.That(run.Errors, Is.Empty);
    }

    [Test]
    public async Task For_a_person_there_is_a_table_and_no_JSON()
    {
        CommandRun run = await CommandRun.Of("demo");
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Not.Contain("\"event\""));
    }

    [TestCaseSource(nameof(Ts48))]
    public async Task Every_TS48_profile_with_our_own_PKI(string file, string curve) =>
        CheckResult(await CommandRun.Of("demo", "--json", "--profile", SharedData.Require($"ts48/{file}"), "--curve", curve), curve, file);

    [TestCaseSource(nameof(Ts48))]
    public async Task Every_TS48_profile_with_the_PKI_of_SGP26(string file, string curve)
    {
        string pki = SharedData.Require("sgp26");
        CommandRun run = await CommandRun.Of(
            "demo", "--json", "--profile", SharedData.Require($"ts48/{file}"), "--curve", curve, "--pki", pki);
        CheckResult(run, curve, file);
        // The EID in SGP.26's eUICC certificates.
        Assert.That(run.Result.GetProperty("eid").GetString(), Is.EqualTo("89049032123451234512345678901235"));
    }

    private static IEnumerable<object[]> Ts48() =>
        from file in SharedData.Files("ts48", "*.der").Select(path => Path.GetFileName(path)!).DefaultIfEmpty("TS48v5_SAIP2.3_NoBERTLV.der")
        from curve in (string[])["nist", "brainpool"]
        select new object[] { file, curve };

    /// <summary>The last line, field by field.</summary>
    private static void CheckResult(CommandRun run, string curve, string profile)
    {
        JsonElement result = run.Result;
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(result.EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "event", "ok", "eid", "iccid", "imsi", "curve", "profile", "steps" }));
        Assert.That(result.GetProperty("event").GetString(), Is.EqualTo("result"));
        Assert.That(result.GetProperty("ok").GetBoolean(), Is.True);
        Assert.That(Eid.FromDigits(result.GetProperty("eid").GetString()!).IsValid, Is.True);
        Assert.That(result.GetProperty("iccid").GetString(), Does.Match("^89[0-9]{16,18}$"));
        Assert.That(result.GetProperty("imsi").GetString(), Does.Match("^[0-9]{6,15}$"));
        Assert.That(result.GetProperty("curve").GetString(), Is.EqualTo(curve));
        Assert.That(result.GetProperty("profile").GetString(), Is.EqualTo(profile));
        JsonElement[] steps = [.. result.GetProperty("steps").EnumerateArray()];
        Assert.That(steps.Select(step => step.GetProperty("name").GetString()), Is.EqualTo(Steps));
        Assert.That(steps.Select(step => step.GetProperty("ms").GetDouble()), Is.All.GreaterThanOrEqualTo(0));
    }

    private static readonly string[] Steps =
    [
        "order", "get-euicc-challenge", "initiate-authentication", "authenticate-server", "authenticate-client", "check-policy-rules",
        "ask-user", "prepare-download", "get-bound-profile-package", "load-bound-profile-package", "handle-notification",
        "check-installation", "enable", "open-sim", "read-iccid", "read-imsi", "authenticate", "resynchronise", "disable", "delete",
        "deliver-notifications",
    ];
}

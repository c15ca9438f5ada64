using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Conformance.Tests;

/// <summary>Cards that are not as they should be, and cases that leave something behind: a run goes on, and says what is wrong.</summary>
internal sealed class FaultyCardTests
{
    [Test]
    public async Task A_REFRESH_and_channels_that_a_case_leaves_open_are_ended_by_a_reset()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        RunReport report = await RunAsync(world, Case("left/open", CaseEffect.Installs, async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            await bench.PowerOnAsync();
            await bench.OpenChannelAsync();
            await bench.BeginEnableAsync(profile.ById);
        }));
        Assert.That(report.Cases.Single().Verdict, Is.EqualTo(Verdict.Pass), report.Cases.Single().Why);
        Assert.That(report.LeftBehind, Is.Empty);
        ResponseApdu answer = ResponseApdu.Parse(await world.Device.Connection.TransmitAsync(Octets.FromHex("01F2000C"), default));
        Assert.That(answer.Status, Is.EqualTo(StatusWord.ChannelNotSupported));
    }

    [Test]
    public async Task What_policy_rules_protect_goes_with_a_case_that_may_destroy()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        RunReport report = await RunAsync(world, Case("left/protected", CaseEffect.Destroys, async bench =>
            await bench.EnabledAsync(change: metadata => metadata with { ProfileOwner = TestProfiles.Owner, ProfilePolicyRules = PprIds.Ppr1 | PprIds.Ppr2 })));
        Assert.That(report.Cases.Single().Verdict, Is.EqualTo(Verdict.Pass), report.Cases.Single().Why);
        Assert.That(report.LeftBehind, Is.Empty);
        Assert.That(await world.Device.GetProfilesAsync(), Is.Empty);
    }

    [Test]
    public async Task When_a_test_profile_goes_the_one_that_comes_back_is_taken_away_too()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        RunReport report = await RunAsync(world, Case("left/test-mode", CaseEffect.Installs, async bench =>
        {
            // The Test Profile first: it is removed first.
            TestProfile test = await bench.InstallAsync(2, metadata => metadata with { ProfileClass = ProfileClass.Test });
            await bench.EnabledAsync(1);
            bench.ExpectCode(await bench.EnableAsync(test.ById), EnableResult.Ok);
        }));
        Assert.That(report.Cases.Single().Verdict, Is.EqualTo(Verdict.Pass), report.Cases.Single().Why);
        Assert.That(report.LeftBehind, Is.Empty);
    }

    [Test]
    public async Task A_profile_that_stays_on_the_card_does_not_stop_the_cases_after_it()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        // There is one of the user's, so that the memory is not reset.
        await world.InstallAsync();
        // DeleteProfile arrives as GetEID, and says that it could not.
        world.Inject(Fault.At(Place.Apdu).On("BF33").Always().Replace(Leg.Request, Octets.FromHex("81E2910006BF3E035C015A00")));
        world.Inject(Fault.At(Place.Apdu).On("BF33").Always().Replace(Leg.Answer, Octets.FromHex("BF330380017F9000")));
        RunReport report = await RunAsync(world, Case("left/one", CaseEffect.Installs, bench => bench.EnabledAsync()), Case("left/two", CaseEffect.Installs, bench => bench.EnabledAsync()));
        Assert.That(report.Cases.Select(one => one.Verdict), Is.All.EqualTo(Verdict.Pass));
        Assert.That(report.LeftBehind, Has.Count.EqualTo(2).And.All.EndsWith("is left on the card: disable and delete it."));
    }

    [Test]
    public async Task A_card_whose_lists_cannot_be_read_is_judged_by_cases_that_only_read()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        world.Inject(Fault.At(Place.Apdu).On("BF28").Always().Replace(Leg.Answer, Octets.FromHex("BF280280019000")));
        RunReport report = await RunAsync(world, [.. ConformanceSuite.Find("4.2.25/der"), .. ConformanceSuite.Find("4.2.14/empty"), .. ConformanceSuite.Find("4.2.9/set")]);
        Assert.That(report.Cases.Select(one => one.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.Fail, Verdict.Inconclusive }));
        Assert.That(report.Cases[2].Why, Does.StartWith("what is on the card could not be read, so that it could not be restored: "));
    }

    [Test]
    public async Task A_field_that_is_missing_in_EUICCInfo2_fails_its_case_and_not_the_run()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        // profileVersion, the first field, under a tag of nobody's.
        world.Inject(Fault.At(Place.Apdu).On("BF2200").Always().Overwrite(Leg.Answer, 4, Octets.FromHex("9E")));
        RunReport report = await RunAsync(world, [.. ConformanceSuite.Find("4.2.13/info2-profileVersion"), .. ConformanceSuite.Find("4.2.13/info2-ppVersion")]);
        Assert.That(report.Cases.Select(one => one.Verdict), Is.EqualTo(new[] { Verdict.Fail, Verdict.Pass }));
    }

    [Test]
    public async Task A_length_that_is_no_DER_is_shown_with_the_first_octet_that_differs()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        world.Inject(Fault.At(Place.Apdu).On("BF30").Always().Replace(Leg.Answer, Octets.FromHex("BF3081038001019000")));
        CaseResult result = (await RunAsync(world, [.. ConformanceSuite.Find("4.2.16/unknown")])).Cases.Single();
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Broken!.Expectation, Is.EqualTo("DER of NotificationSentResponse"));
    }

    [Test]
    public async Task A_card_that_is_pulled_out_ends_the_run_with_a_word_on_what_to_look_for()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        Iccid iccid = (await world.InstallAsync()).Iccid;
        await world.Device.EnableAsync(iccid);
        bool isPulled = false;
        ConformanceCase[] cases =
        [
            Case("pulled/out", CaseEffect.Installs, async bench =>
            {
                await bench.DisabledAsync();
                isPulled = true;
                world.Inject(Fault.At(Place.Apdu).Always().Drop());
                await bench.CallAsync(new GetEuiccDataRequest());
            }),
            .. ConformanceSuite.Of(Side.Euicc).Where(one => one.Effect == CaseEffect.Reads),
        ];
        RunReport report = await RunAsync(world, cases);
        Assert.That(isPulled);
        Assert.That(report.Interruption, Does.StartWith("the target is gone: 3 cases in a row ended with '"));
        Assert.That(report.HasLostTarget);
        Assert.That(report.ExitCode, Is.EqualTo(2));
        Assert.That(report.Cases.Count, Is.LessThan(20), "those that do not apply are between");
        Assert.That(report.LeftBehind[0], Does.StartWith("What is left of the run on the target could not be found out: "));
        Assert.That(report.LeftBehind.Skip(1), Is.EqualTo(new[]
        {
            $"Before the run there were on the card: {iccid}, enabled.",
            "Its default SM-DP+ was none.",
            "Notifications that waited: 2.",
            "A Profile that is there besides is the run's: disable and delete it, 'euiccsim lpa delete 89019990001234567893' for one.",
        }));
    }

    [Test]
    public async Task A_card_that_comes_back_is_judged_further()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        ConformanceCase broken = Case("broken/once", CaseEffect.Reads, bench =>
        {
            world.Inject(Fault.At(Place.Apdu).Drop());
            return bench.CallAsync(new GetEuiccDataRequest());
        });
        ConformanceCase sound = ConformanceSuite.Find("4.2.25/der").Single();
        RunReport report = await RunAsync(world, broken, broken, sound, broken, broken, sound);
        Assert.That(report.Interruption, Is.Null);
        Assert.That(report.Cases.Select(one => one.Verdict), Is.EqualTo(new[] { Verdict.Error, Verdict.Error, Verdict.Pass, Verdict.Error, Verdict.Error, Verdict.Pass }));
    }

    [Test]
    public async Task A_card_without_an_ISD_R_cannot_be_judged()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        world.Inject(Fault.At(Place.Apdu).On(Aid.IsdR.ToString()).Always().Answer("6A82"));
        CardException? refusal = await Assert.ThrowsAsync<CardException>(() => RunAsync(world, [.. ConformanceSuite.Find("4.2.25/der")]));
        Assert.That(refusal!.Status, Is.EqualTo(StatusWord.FileNotFound));
    }

    private static ConformanceCase Case(string id, CaseEffect effect, Func<EuiccBench, Task> body) => ConformanceCase.Of(id, "a case of the tests", "", Side.Euicc, effect, [], body);

    private static Task<RunReport> RunAsync(EsimWorld world, params ConformanceCase[] cases) => ConformanceRun.RunAsync(
        cases, EuiccTarget.On(world.Device.Connection, "a card", world.Pki), new() { Allowed = CaseEffect.Destroys, Time = world.Time, Random = new SeededRandom("conformance") });
}

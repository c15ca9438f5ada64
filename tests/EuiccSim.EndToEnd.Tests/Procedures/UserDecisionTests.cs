using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>What the user says to an offer, and policy rules, which need more than a yes. SGP.22 v2.5 §2.9, §3.0.2, §3.1.3.</summary>
internal sealed class UserDecisionTests
{
    [TestCase(UserDecision.Reject, CancelSessionReason.EndUserRejection, OrderState.Error)]
    [TestCase(UserDecision.Postpone, CancelSessionReason.Postponed, OrderState.Released)]
    [TestCase(UserDecision.Timeout, CancelSessionReason.Timeout, OrderState.Released)]
    public async Task A_no_reaches_card_and_server(UserDecision decision, CancelSessionReason reason, OrderState state)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        DownloadOutcome outcome = await world.Device.DownloadAsync(code, Deciding(decision));
        Assert.That(outcome.Cancellation, Is.EqualTo(new SessionCancellation(reason, EuiccTold: true, ServerTold: true)));
        Assert.That(world.FirstOrder.State, Is.EqualTo(state));
        Assert.That(world.FirstOrder.History[^1], Is.InstanceOf<OrderEvent.Cancelled>());
        DownloadOutcome again = await world.Device.DownloadAsync(code);
        if (state == OrderState.Released) again.MustBeInstalled();
        else again.MustBeRefused("authenticateClient", StatusCodes.MatchingIdRefused);
    }

    [Test]
    public async Task Each_no_has_its_own_outcome()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        Assert.That(await world.Device.DownloadAsync(code, Deciding(UserDecision.Postpone)), Is.InstanceOf<DownloadOutcome.Postponed>());
        Assert.That(await world.Device.DownloadAsync(code, Deciding(UserDecision.Timeout)), Is.InstanceOf<DownloadOutcome.TimedOut>());
        Assert.That(await world.Device.DownloadAsync(code, Deciding(UserDecision.Reject)), Is.InstanceOf<DownloadOutcome.RejectedByUser>());
    }

    [Test]
    public async Task Policy_rules_are_installed_with_consent_and_hold()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        PprIds asked = 0;
        DownloadOptions consenting = new()
        {
            AskUser = (offer, _) =>
            {
                asked = offer.RulesNeedingConsent;
                return new(UserDecision.Accept);
            },
        };
        (await world.Device.DownloadAsync(await world.OrderCodeAsync(Ruled()), consenting)).MustBeInstalled();
        Assert.That(asked, Is.EqualTo(PprIds.Ppr1 | PprIds.Ppr2));
        ProfileIdentifier.Iccid profile = new(Packages.FirstIccid);
        Lpa.EuiccFunctionException? refusal =
            await Assert.ThrowsAsync<Lpa.EuiccFunctionException>(() => world.Device.WithLpaAsync(lpa => lpa.Es10c.DeleteProfileAsync(profile)));
        Assert.That(refusal!.Name, Is.EqualTo("disallowedByPolicy"));
    }

    [Test]
    public async Task Policy_rules_that_the_user_refuses_are_not_installed()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Assert.That(await world.Device.DownloadAsync(await world.OrderCodeAsync(Ruled()), Deciding(UserDecision.Reject)), Is.InstanceOf<DownloadOutcome.RejectedByUser>());
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Error));
        Assert.That(world.Device.Profiles, Is.Empty);
    }

    [Test]
    public async Task Policy_rules_wait_for_somebody_to_consent()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync(Ruled());
        Assert.That(await world.Device.DownloadAsync(code), Is.EqualTo(new DownloadOutcome.ConsentMissing(PprIds.Ppr1 | PprIds.Ppr2)
        {
            Cancellation = new(CancelSessionReason.Postponed, EuiccTold: true, ServerTold: true),
        }));
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Released));
        (await world.Device.DownloadAsync(code, Deciding(UserDecision.Accept))).MustBeInstalled();
    }

    [Test]
    public async Task Policy_rules_that_no_entry_of_the_table_allows_are_not_asked_for()
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Euicc = euicc => euicc with { RulesAuthorisationTable = [] } });
        bool isAsked = false;
        DownloadOptions options = new()
        {
            AskUser = (_, _) =>
            {
                isAsked = true;
                return new(UserDecision.Accept);
            },
        };
        DownloadOutcome outcome = await world.Device.DownloadAsync(await world.OrderCodeAsync(Ruled()), options);
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.PprNotAllowed>());
        Assert.That(isAsked, Is.False);
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Error));
    }

    [Test]
    public async Task Policy_rules_that_the_chip_forbids_make_the_profile_not_eligible()
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new()
        {
            Euicc = euicc => euicc with { Properties = euicc.Properties with { ForbiddenProfilePolicyRules = PprIds.Ppr1 } },
        });
        (await world.Device.DownloadAsync(await world.OrderCodeAsync(Ruled()))).MustBeRefused("authenticateClient", StatusCodes.ProfileTypeNotEligible);
    }

    private static DownloadOptions Deciding(UserDecision decision) => new() { AskUser = (_, _) => new(decision) };

    private static Profile Ruled() => Packages.Number(1, metadata => metadata with
    {
        ProfileOwner = new() { MccMnc = Octets.FromHex("00F110") },
        ProfilePolicyRules = PprIds.Ppr1 | PprIds.Ppr2,
    });
}

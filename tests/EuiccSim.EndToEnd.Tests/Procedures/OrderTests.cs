using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>Which order an eUICC gets, and which not. SGP.22 v2.5 §3.1.3, §5.6.3.</summary>
internal sealed class OrderTests
{
    [Test]
    public async Task An_order_for_one_eUICC_is_refused_to_another()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Device other = world.AddDevice(null, Pkis.NistWithChip(2));
        ActivationCode code = await world.OrderCodeAsync(eid: world.Device.Eid);
        (await other.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.EidRefused);
        (await world.Device.DownloadAsync(code)).MustBeInstalled();
    }

    [Test]
    public async Task An_unknown_MatchingID_is_refused()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync() with { MatchingId = "NOT-THERE" };
        (await world.Device.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.MatchingIdRefused);
    }

    [Test]
    public async Task An_Activation_Code_is_used_up_by_an_installation()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        (await world.Device.DownloadAsync(code)).MustBeInstalled();
        (await world.Device.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.MatchingIdRefused);
    }

    [Test]
    public async Task An_order_expires_before_and_during_a_session()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync(confirmation: new() { ExpiresAt = Pkis.Start.AddMinutes(10) });
        DownloadOptions slow = new()
        {
            AskUser = (_, _) =>
            {
                world.Advance(TimeSpan.FromMinutes(10));
                return new(UserDecision.Accept);
            },
        };
        (await world.Device.DownloadAsync(code, slow)).MustBeRefused("getBoundProfilePackage", StatusCodes.DownloadOrderExpired);
        (await world.Device.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.DownloadOrderExpired);
    }

    [Test]
    public async Task A_session_expires_and_the_order_does_not()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        DownloadOptions slow = new()
        {
            AskUser = (_, _) =>
            {
                world.Advance(world.Server.Options.SessionLifetime);
                return new(UserDecision.Accept);
            },
        };
        (await world.Device.DownloadAsync(code, slow)).MustBeRefused("getBoundProfilePackage", StatusCodes.TransactionIdUnknown);
        (await world.Device.DownloadAsync(code)).MustBeInstalled();
    }

    [Test]
    public async Task An_order_waits_for_its_release()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync(confirmation: new() { ReleaseFlag = false });
        (await world.Device.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.ProfileNotAllowed);
        world.Server.Es2.ReleaseProfileAsync(Packages.FirstIccid).Now();
        (await world.Device.DownloadAsync(code)).MustBeInstalled();
    }

    [Test]
    public async Task An_order_bears_so_many_attempts()
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Server = options => options with { MaxDownloadAttempts = 2 } });
        ActivationCode code = await world.OrderCodeAsync();
        DownloadOptions postponing = new() { AskUser = (_, _) => new(UserDecision.Postpone) };
        for (int i = 0; i < 2; i++) await world.Device.DownloadAsync(code, postponing);
        (await world.Device.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.DownloadOrderAttemptsExceeded);
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Error));
    }

    [Test]
    public async Task The_default_server_gives_what_waits_for_the_eUICC()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Assert.That(await world.Device.DownloadAsync(null), Is.InstanceOf<DownloadOutcome.NoServerAddress>());
        await world.Device.WithLpaAsync(lpa => lpa.Es10a.SetDefaultDpAddressAsync(TestWorld.Address));
        (await world.Device.DownloadAsync(null)).MustBeRefused("authenticateClient", StatusCodes.EidRefused);
        await world.OrderCodeAsync(confirmation: new() { MatchingId = "" }, eid: world.Device.Eid);
        (await world.Device.DownloadAsync(null)).MustBeInstalled();
    }

    [Test]
    public async Task An_Activation_Code_can_name_the_server_it_is_for()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = world.Server.ActivationCodeOf(await OrderForAsync(world), withOid: true);
        DownloadOutcome outcome = await world.Device.DownloadAsync(code with { SmdpOid = new("2.999.77") });
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.ServerMismatch>());
        Assert.That(((DownloadOutcome.ServerMismatch)outcome).What, Is.EqualTo("smdpOid"));
        Assert.That(world.Device.Profiles, Is.Empty);
        // The reason "undefinedReason" has ended that order; the right server is recognised on the next.
        await world.OrderCodeAsync(Packages.Number(2));
        ActivationCode right = world.Server.ActivationCodeOf(world.OrderOf(Packages.IccidNumber(2)), withOid: true);
        (await world.Device.DownloadAsync(right)).MustBeInstalled();
    }

    [Test]
    public async Task Of_two_cards_that_race_for_one_order_the_first_to_fetch_it_gets_it()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Device other = world.AddDevice(null, Pkis.NistWithChip(2));
        ActivationCode code = await world.OrderCodeAsync();
        DownloadOutcome? first = null;
        DownloadOptions overtaken = new()
        {
            AskUser = async (_, ct) =>
            {
                first = await other.DownloadAsync(code, cancellationToken: ct);
                return UserDecision.Accept;
            },
        };
        DownloadOutcome second = await world.Device.DownloadAsync(code, overtaken);
        first!.MustBeInstalled();
        second.MustBeRefused("getBoundProfilePackage", StatusCodes.ProfileNotAllowed);
        Assert.That((other.Profiles.Count, world.Device.Profiles.Count), Is.EqualTo((1, 0)));
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Installed));
    }

    private static async Task<ProfileOrder> OrderForAsync(EsimWorld world)
    {
        await world.OrderCodeAsync();
        return world.FirstOrder;
    }
}

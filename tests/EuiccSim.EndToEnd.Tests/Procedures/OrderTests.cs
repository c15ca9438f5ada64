using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>Which order an eUICC gets, and which not. SGP.22 v2.5 §3.1.3, §5.6.3.</summary>
internal sealed class OrderTests
{
    [Test]
    public async Task An_order_for_one_eUICC_is_refused_to_another()
    {
        Scene scene = new();
        Phone other = scene.NewPhone(EuiccConfigurations.From(Pkis.NistWithChip(2)), "other");
        ActivationCode code = scene.Order(eid: scene.Phone.Eid);
        (await other.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.EidRefused);
        (await scene.Phone.DownloadAsync(code)).MustBeInstalled();
    }

    [Test]
    public async Task An_unknown_MatchingID_is_refused()
    {
        Scene scene = new();
        ActivationCode code = scene.Order() with { MatchingId = "NOT-THERE" };
        (await scene.Phone.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.MatchingIdRefused);
    }

    [Test]
    public async Task An_Activation_Code_is_used_up_by_an_installation()
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        (await scene.Phone.DownloadAsync(code)).MustBeInstalled();
        (await scene.Phone.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.MatchingIdRefused);
    }

    [Test]
    public async Task An_order_expires_before_and_during_a_session()
    {
        Scene scene = new();
        ActivationCode code = scene.Order(confirmation: new() { ExpiresAt = Pkis.Start.AddMinutes(10) });
        DownloadOptions slow = new()
        {
            AskUser = (_, _) =>
            {
                scene.Time.Advance(TimeSpan.FromMinutes(10));
                return new(UserDecision.Accept);
            },
        };
        (await scene.Phone.DownloadAsync(code, slow)).MustBeRefused("getBoundProfilePackage", StatusCodes.DownloadOrderExpired);
        (await scene.Phone.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.DownloadOrderExpired);
    }

    [Test]
    public async Task A_session_expires_and_the_order_does_not()
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        DownloadOptions slow = new()
        {
            AskUser = (_, _) =>
            {
                scene.Time.Advance(scene.Server.Options.SessionLifetime);
                return new(UserDecision.Accept);
            },
        };
        (await scene.Phone.DownloadAsync(code, slow)).MustBeRefused("getBoundProfilePackage", StatusCodes.TransactionIdUnknown);
        (await scene.Phone.DownloadAsync(code)).MustBeInstalled();
    }

    [Test]
    public async Task An_order_waits_for_its_release()
    {
        Scene scene = new();
        ActivationCode code = scene.Order(confirmation: new() { ReleaseFlag = false });
        (await scene.Phone.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.ProfileNotAllowed);
        scene.Server.Es2.ReleaseProfile(Packages.FirstIccid);
        (await scene.Phone.DownloadAsync(code)).MustBeInstalled();
    }

    [Test]
    public async Task An_order_bears_so_many_attempts()
    {
        Scene scene = new(new() { Server = options => options with { MaxDownloadAttempts = 2 } });
        ActivationCode code = scene.Order();
        DownloadOptions postponing = new() { AskUser = (_, _) => new(UserDecision.Postpone) };
        for (int i = 0; i < 2; i++) await scene.Phone.DownloadAsync(code, postponing);
        (await scene.Phone.DownloadAsync(code)).MustBeRefused("authenticateClient", StatusCodes.DownloadOrderAttemptsExceeded);
        Assert.That(scene.FirstOrder.State, Is.EqualTo(OrderState.Error));
    }

    [Test]
    public async Task The_default_server_gives_what_waits_for_the_eUICC()
    {
        Scene scene = new();
        Assert.That(await scene.Phone.DownloadAsync(null), Is.InstanceOf<DownloadOutcome.NoServerAddress>());
        await scene.Phone.DoAsync(lpa => lpa.Es10a.SetDefaultDpAddressAsync(Scene.Address));
        (await scene.Phone.DownloadAsync(null)).MustBeRefused("authenticateClient", StatusCodes.EidRefused);
        scene.Order(confirmation: new() { MatchingId = "" }, eid: scene.Phone.Eid);
        (await scene.Phone.DownloadAsync(null)).MustBeInstalled();
    }

    [Test]
    public async Task An_Activation_Code_can_name_the_server_it_is_for()
    {
        Scene scene = new();
        ActivationCode code = scene.Server.ActivationCodeOf(OrderFor(scene), withOid: true);
        DownloadOutcome outcome = await scene.Phone.DownloadAsync(code with { SmdpOid = new("2.999.77") });
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.ServerMismatch>());
        Assert.That(((DownloadOutcome.ServerMismatch)outcome).What, Is.EqualTo("smdpOid"));
        Assert.That(scene.Phone.Profiles, Is.Empty);
        // The reason "undefinedReason" has ended that order; the right server is recognised on the next.
        scene.Order(Packages.Number(2));
        ActivationCode right = scene.Server.ActivationCodeOf(scene.OrderOf(Packages.IccidNumber(2)), withOid: true);
        (await scene.Phone.DownloadAsync(right)).MustBeInstalled();
    }

    [Test]
    public async Task Of_two_cards_that_race_for_one_order_the_first_to_fetch_it_gets_it()
    {
        Scene scene = new();
        Phone other = scene.NewPhone(EuiccConfigurations.From(Pkis.NistWithChip(2)), "other");
        ActivationCode code = scene.Order();
        DownloadOutcome? first = null;
        DownloadOptions overtaken = new()
        {
            AskUser = async (_, ct) =>
            {
                first = await other.DownloadAsync(code, cancellationToken: ct);
                return UserDecision.Accept;
            },
        };
        DownloadOutcome second = await scene.Phone.DownloadAsync(code, overtaken);
        first!.MustBeInstalled();
        second.MustBeRefused("getBoundProfilePackage", StatusCodes.ProfileNotAllowed);
        Assert.That((other.Profiles.Count, scene.Phone.Profiles.Count), Is.EqualTo((1, 0)));
        Assert.That(scene.FirstOrder.State, Is.EqualTo(OrderState.Installed));
    }

    private static ProfileOrder OrderFor(Scene scene)
    {
        scene.Order();
        return scene.FirstOrder;
    }
}

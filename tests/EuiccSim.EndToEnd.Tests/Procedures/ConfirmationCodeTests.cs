using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>Orders with a Confirmation Code. SGP.22 v2.5 §3.1.3, §5.6.2.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConfirmationCodeTests
{
    private EsimWorld _world = null!;
    private ActivationCode _code = null!;

    [SetUp]
    public async Task MakeWorldAsync()
    {
        _world = await TestWorld.CreateAsync();
        _code = await _world.OrderCodeAsync(confirmation: new() { ConfirmationCode = Right });
    }

    [TearDown]
    public ValueTask EndWorldAsync() => _world.DisposeAsync();

    [Test]
    public async Task The_right_code_installs()
    {
        Assert.That(_code.IsConfirmationCodeRequired, Is.True);
        (await WithAsync(Right)).MustBeInstalled();
    }

    [Test]
    public async Task The_user_is_asked_for_it_after_the_offer()
    {
        ProfileOffer? offer = null;
        DownloadOptions options = new()
        {
            AskConfirmationCode = (offered, _) =>
            {
                offer = offered;
                return new(Right);
            },
        };
        (await _world.Device.DownloadAsync(_code, options)).MustBeInstalled();
        Assert.That(offer!.IsConfirmationCodeRequired, Is.True);
    }

    [Test]
    public async Task A_wrong_code_is_refused_and_the_right_one_still_installs()
    {
        (await WithAsync(Wrong)).MustBeRefused("getBoundProfilePackage", StatusCodes.ConfirmationCodeRefused);
        Assert.That(_world.FirstOrder.State, Is.EqualTo(OrderState.Released));
        (await WithAsync(Right)).MustBeInstalled();
    }

    [Test]
    public async Task Too_many_wrong_codes_end_the_order()
    {
        for (int i = 0; i < _world.Server.Options.MaxRefusedConfirmationCodes; i++)
            (await WithAsync(Wrong)).MustBeRefused("getBoundProfilePackage", StatusCodes.ConfirmationCodeRefused);
        (await WithAsync(Wrong)).MustBeRefused("getBoundProfilePackage", StatusCodes.ConfirmationCodeRetriesExceeded);
        Assert.That(_world.FirstOrder.State, Is.EqualTo(OrderState.Error));
        (await WithAsync(Right)).MustBeRefused("authenticateClient", StatusCodes.MatchingIdRefused);
        Assert.That(_world.Device.Profiles, Is.Empty);
    }

    [Test]
    public async Task Without_a_code_the_download_is_postponed()
    {
        DownloadOutcome outcome = await WithAsync(null);
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.ConfirmationCodeMissing>());
        Assert.That(outcome.Cancellation, Is.EqualTo(new SessionCancellation(CancelSessionReason.Postponed, true, true)));
        Assert.That(_world.FirstOrder.State, Is.EqualTo(OrderState.Released));
        (await WithAsync(Right)).MustBeInstalled();
    }

    [Test]
    public async Task The_code_itself_never_leaves_the_device()
    {
        (await WithAsync(Right)).MustBeInstalled();
        List<string> sent =
        [
            .. _world.Events.Calls.Select(call => System.Text.Encoding.UTF8.GetString(call.Request.Span) + call.Request),
            .. _world.Events.Apdus.Select(apdu => apdu.Command.ToString()),
        ];
        Assert.That(sent, Has.Count.GreaterThan(30));
        string hex = Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(Right));
        Assert.That(sent, Has.None.Contains(Right).And.None.Contains(hex));
    }

    private Task<DownloadOutcome> WithAsync(string? code) => _world.Device.DownloadAsync(_code, new() { ConfirmationCode = code });

    private const string Right = "X4711-geheim";
    private const string Wrong = "X4711-GEHEIM";
}

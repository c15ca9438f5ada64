using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>
/// A download that failed for a time is taken up again: the same one-time key of the eUICC, and the package that is bound to it already.
/// SGP.22 v2.5 §3.1.3.3.
/// </summary>
internal sealed class RetryTests
{
    [Test]
    public async Task A_postponed_download_uses_the_same_key_and_package()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Wire wire = new(world);
        ActivationCode code = await world.OrderCodeAsync();
        using CancellationTokenSource stop = new();
        OnProgress stopping = new(progress =>
        {
            if (progress.Done == 4) stop.Cancel();
        });
        Task<DownloadOutcome> download = world.Device.DownloadAsync(code, progress: stopping, cancellationToken: stop.Token);
        await Assert.ThatAsync(() => download, Throws.InstanceOf<OperationCanceledException>());
        (await world.Device.DownloadAsync(code)).MustBeInstalled();
        wire.MustHaveRepeatedTheKey();
        Assert.That(wire.Packages[0].ProtectedPart, Is.EqualTo(wire.Packages[1].ProtectedPart));
        Assert.That(wire.Packages[0].Signed, Is.Not.EqualTo(wire.Packages[1].Signed), "the first part is signed for the new session");
    }

    [Test]
    public async Task A_download_without_enough_memory_succeeds_once_there_is()
    {
        await using EsimWorld world = await WithRoomForOneAsync();
        Wire wire = new(world);
        (await world.Device.DownloadAsync(await world.OrderCodeAsync(Packages.Number(2)))).MustBeInstalled();
        wire.Forget();
        ActivationCode code = await world.OrderCodeAsync();
        (await world.Device.DownloadAsync(code)).MustHaveFailed(ErrorReason.InstallFailedDueToInsufficientMemoryForProfile);
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Released));
        await world.Device.WithLpaAsync(lpa => lpa.Es10c.DeleteProfileAsync(new ProfileIdentifier.Iccid(Packages.IccidNumber(2))));
        (await world.Device.DownloadAsync(code)).MustBeInstalled();
        wire.MustHaveRepeatedTheKey();
    }

    [Test]
    public async Task Another_order_of_the_same_server_gets_a_key_of_its_own()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Wire wire = new(world);
        DownloadOptions withoutCode = new() { ConfirmationCode = "wrong" };
        await world.Device.DownloadAsync(await world.OrderCodeAsync(confirmation: new() { ConfirmationCode = "right" }), withoutCode);
        (await world.Device.DownloadAsync(await world.OrderCodeAsync(Packages.Number(2)))).MustBeInstalled();
        Assert.That(wire.Keys, Has.Count.EqualTo(2).And.Unique);
    }

    [Test]
    public async Task A_wrong_confirmation_code_keeps_the_key()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Wire wire = new(world);
        ActivationCode code = await world.OrderCodeAsync(confirmation: new() { ConfirmationCode = "right" });
        await world.Device.DownloadAsync(code, new() { ConfirmationCode = "wrong" });
        (await world.Device.DownloadAsync(code, new() { ConfirmationCode = "right" })).MustBeInstalled();
        wire.MustHaveRepeatedTheKey();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_card_that_lost_its_key_gets_a_new_package_if_the_server_binds_again(bool allowsRebinding)
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Server = options => options with { AllowsRebinding = allowsRebinding } });
        Wire wire = new(world);
        ActivationCode code = await world.OrderCodeAsync();
        world.Inject(Fault.At(Place.Es9).On("getBoundProfilePackage").LoseAnswer());
        await Assert.ThrowsAsync<Es9TransportException>(() => world.Device.DownloadAsync(code));
        Device renewed = world.AddDevice(null, Pkis.Nist);
        DownloadOutcome outcome = await renewed.DownloadAsync(code);
        if (allowsRebinding) outcome.MustBeInstalled();
        else outcome.MustBeRefused("getBoundProfilePackage", StatusCodes.ProfileUnavailable);
        Assert.That(wire.Keys, Has.Count.EqualTo(2).And.Unique);
    }

    /// <summary>A card on which one profile leaves half the room that another would need.</summary>
    private static async Task<EsimWorld> WithRoomForOneAsync()
    {
        await using EsimWorld roomy = await TestWorld.CreateAsync();
        await roomy.DownloadFirstAsync();
        int size = roomy.Device.Profiles[0].Size;
        return await TestWorld.CreateAsync(new()
        {
            Euicc = euicc => euicc with { Properties = euicc.Properties with { NonVolatileMemory = (size * 3) / 2 } },
            // Otherwise the server would not even begin.
            Server = options => options with { Eligibility = _ => Eligibility.Eligible },
        });
    }

    /// <summary>The one-time keys and the packages that went over the wire.</summary>
    private sealed class Wire
    {
        internal Wire(EsimWorld world) => world.Events.Happened += happened =>
        {
            if (happened is TraceEvent.Http { Call: var call }) Note(call);
        };

        internal List<Octets> Keys { get; } = [];

        internal List<(Octets Signed, Octets ProtectedPart)> Packages { get; } = [];

        internal List<Octets?> Offered { get; } = [];

        internal void Forget()
        {
            Keys.Clear();
            Packages.Clear();
            Offered.Clear();
        }

        internal void MustHaveRepeatedTheKey()
        {
            Assert.That(Keys, Has.Count.EqualTo(2));
            Assert.That(Keys[1], Is.EqualTo(Keys[0]));
            Assert.That(Offered, Is.EqualTo(new Octets?[] { null, Keys[0] }), "bppEuiccOtpk");
        }

        private void Note(HttpCall call)
        {
            if (call.Function == AuthenticateClientRequest.Function)
                Offered.Add(Es9Answers.Read<AuthenticateClientOk>(call.Response)!.SmdpSigned2.Value.BppEuiccOtpk);
            if (call.Function != GetBoundProfilePackageRequest.Function) return;
            GetBoundProfilePackageRequest sent = RspJson.ReadRequest<GetBoundProfilePackageRequest>(call.Request);
            Keys.Add(((PrepareDownloadResponse.Ok)sent.PrepareDownloadResponse.Value).Value.EuiccSigned2.Value.EuiccOtpk);
            if (Es9Answers.Read<GetBoundProfilePackageOk>(call.Response) is { } answer)
                Packages.Add(Cut(answer.BoundProfilePackage.Encoded));
        }

        private static (Octets Signed, Octets ProtectedPart) Cut(Octets package)
        {
            int begin = TlvHeader.Read(package.Span).HeaderLength;
            int end = begin + TlvHeader.Read(package.Span[begin..]).TotalLength;
            return (package.Slice(begin, end - begin), package.Slice(end));
        }
    }
}

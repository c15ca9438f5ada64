using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>
/// What this side could not do closes nobody's order: the server is told "postponed", and the same Activation Code does with the right means.
/// docs/downloads.md has the table.
/// </summary>
internal sealed class OpenOrderTests
{
    [Test]
    public async Task An_Activation_Code_that_names_another_server_by_mistake()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        DownloadOutcome outcome = await world.Device.DownloadAsync(code with { SmdpOid = new("2.999.11") });
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.ServerMismatch>());
        await ExpectOpenAsync(world, code);
    }

    [Test]
    public async Task A_Confirmation_Code_that_nobody_has()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync(confirmation: new() { ConfirmationCode = "1234" });
        Assert.That(await world.Device.DownloadAsync(code), Is.InstanceOf<DownloadOutcome.ConfirmationCodeMissing>());
        Assert.That(await world.Device.DownloadAsync(code, new() { ConfirmationCode = "" }), Is.InstanceOf<DownloadOutcome.ConfirmationCodeMissing>());
        await ExpectOpenAsync(world, code, new() { ConfirmationCode = "1234" });
    }

    [TestCase("authenticateClient")]
    [TestCase("getBoundProfilePackage")]
    public async Task A_line_to_the_server_that_breaks(string function)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        world.Inject(Fault.At(Place.Es9).On(function).Drop());
        await Assert.ThrowsAsync<Es9TransportException>(() => world.Device.DownloadAsync(code));
        await ExpectOpenAsync(world, code);
    }

    [TestCase("authenticateClient")]
    [TestCase("getBoundProfilePackage")]
    public async Task An_answer_of_the_server_that_cannot_be_understood(string function)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        world.Inject(Fault.At(Place.Es9).On(function).Replace(Leg.Answer, Octets.Wrap("{}"u8.ToArray())));
        await Assert.ThatAsync(() => world.Device.DownloadAsync(code), Throws.InstanceOf<Protocol.Apdu.MalformedResponseException>());
        await ExpectOpenAsync(world, code);
    }

    [TestCase("authenticateClient")]
    [TestCase("getBoundProfilePackage")]
    public async Task An_answer_about_another_session(string function)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        world.Inject(Fault.At(Place.Es9).On(function).ReplaceMember(Leg.Answer, "transactionId", "00112233"));
        Assert.That(await world.Device.DownloadAsync(code), Is.InstanceOf<DownloadOutcome.ServerMismatch>());
        await ExpectOpenAsync(world, code);
    }

    [Test]
    public async Task The_callers_own_code_that_fails()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync(confirmation: new() { ConfirmationCode = "1234" });
        DownloadOptions[] failing =
        [
            new() { AskUser = (_, _) => throw new NotSupportedException() },
            new() { AskConfirmationCode = (_, _) => throw new NotSupportedException() },
            new() { AskUser = (_, _) => throw new TaskCanceledException(), CancellationReason = CancelSessionReason.EndUserRejection },
        ];
        foreach (DownloadOptions options in failing)
            await Assert.ThatAsync(() => world.Device.DownloadAsync(code, options), Throws.InstanceOf<Exception>());
        await ExpectOpenAsync(world, code, new() { ConfirmationCode = "1234" });
    }

    [TestCase(DownloadStep.AskUser)]
    [TestCase(DownloadStep.PrepareDownload)]
    [TestCase(DownloadStep.LoadBoundProfilePackage)]
    public async Task The_callers_own_code_that_fails_while_it_looks_on(DownloadStep step)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        OnProgress failing = new(progress =>
        {
            if (progress.Step == step) throw new NotSupportedException();
        });
        await Assert.ThrowsAsync<NotSupportedException>(() => world.Device.DownloadAsync(code, progress: failing));
        await ExpectOpenAsync(world, code);
    }

    [Test]
    public async Task A_card_that_answers_PrepareDownload_with_a_status_word()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        // The first block of BF21 gets an instruction that no ISD-R has.
        world.Inject(Fault.At(Place.Apdu).On("BF21").Overwrite(Leg.Request, 1, Octets.Of([0xEE])));
        await Assert.ThatAsync(() => world.Device.DownloadAsync(code), Throws.InstanceOf<Protocol.Apdu.CardException>());
        await ExpectOpenAsync(world, code);
    }

    /// <summary>A name in Latin-1, none, and one that is too long: shown as far as it can be read, and what can be decided is decided.</summary>
    [TestCase("91044B61666E", "920643616665E9", "(not UTF-8: 43616665E9)")]
    [TestCase("91044B61666E", "", "(absent)")]
    public async Task Names_that_cannot_be_read(string provider, string name, string shown)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        string iccid = "5A0A" + Packages.FirstIccid.Ef;
        string names = provider + (name.Length == 0 ? "" : "9205" + name[4..]);
        string metadata = $"BF25{(iccid.Length + names.Length) / 2:X2}{iccid}{names}";
        world.Inject(Fault.At(Place.Es9).On("authenticateClient").ReplaceMember(
            Leg.Answer, "profileMetadata", Convert.ToBase64String(Convert.FromHexString(metadata))));
        string? seen = null;
        DownloadOptions looking = new()
        {
            AskUser = (offer, _) =>
            {
                seen = offer.Metadata.ProfileName;
                Assert.That((offer.Metadata.Iccid, offer.Metadata.ServiceProviderName), Is.EqualTo((Packages.FirstIccid, "Kafn")));
                return new(UserDecision.Postpone);
            },
        };
        Assert.That(await world.Device.DownloadAsync(code, looking), Is.InstanceOf<DownloadOutcome.Postponed>());
        Assert.That(seen, Is.EqualTo(shown));
        await ExpectOpenAsync(world, code);
    }

    private static async Task ExpectOpenAsync(EsimWorld world, ActivationCode code, DownloadOptions? options = null)
    {
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Released));
        if (world.FirstOrder.History is [.., OrderEvent.Cancelled told]) Assert.That(told.Reason, Is.EqualTo(CancelSessionReason.Postponed));
        (await world.Device.DownloadAsync(code, options)).MustBeInstalled();
    }
}

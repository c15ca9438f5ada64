using System.Text.Json.Nodes;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Orders;

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
        Scene scene = new();
        ActivationCode code = scene.Order();
        DownloadOutcome outcome = await scene.Phone.DownloadAsync(code with { SmdpOid = new("2.999.11") });
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.ServerMismatch>());
        await ExpectOpenAsync(scene, code);
    }

    [Test]
    public async Task A_Confirmation_Code_that_nobody_has()
    {
        Scene scene = new();
        ActivationCode code = scene.Order(confirmation: new() { ConfirmationCode = "1234" });
        Assert.That(await scene.Phone.DownloadAsync(code), Is.InstanceOf<DownloadOutcome.ConfirmationCodeMissing>());
        Assert.That(await scene.Phone.DownloadAsync(code, new() { ConfirmationCode = "" }), Is.InstanceOf<DownloadOutcome.ConfirmationCodeMissing>());
        await ExpectOpenAsync(scene, code, new() { ConfirmationCode = "1234" });
    }

    [TestCase("authenticateClient")]
    [TestCase("getBoundProfilePackage")]
    public async Task A_line_to_the_server_that_breaks(string function)
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        scene.Net.IsDown = called => called == function;
        await Assert.ThrowsAsync<Es9TransportException>(() => scene.Phone.DownloadAsync(code));
        scene.Net.IsDown = _ => false;
        await ExpectOpenAsync(scene, code);
    }

    [TestCase("authenticateClient")]
    [TestCase("getBoundProfilePackage")]
    public async Task An_answer_of_the_server_that_cannot_be_understood(string function)
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        scene.Net.OnResponse = (called, body) => called == function ? Octets.Wrap("{}"u8.ToArray()) : body;
        await Assert.ThatAsync(() => scene.Phone.DownloadAsync(code), Throws.InstanceOf<Protocol.Apdu.MalformedResponseException>());
        scene.Net.OnResponse = null;
        await ExpectOpenAsync(scene, code);
    }

    [TestCase("authenticateClient")]
    [TestCase("getBoundProfilePackage")]
    public async Task An_answer_about_another_session(string function)
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        scene.Net.OnResponse = (called, body) => called == function ? With(body, "transactionId", _ => "00112233") : body;
        Assert.That(await scene.Phone.DownloadAsync(code), Is.InstanceOf<DownloadOutcome.ServerMismatch>());
        scene.Net.OnResponse = null;
        await ExpectOpenAsync(scene, code);
    }

    [Test]
    public async Task The_callers_own_code_that_fails()
    {
        Scene scene = new();
        ActivationCode code = scene.Order(confirmation: new() { ConfirmationCode = "1234" });
        DownloadOptions[] failing =
        [
            new() { AskUser = (_, _) => throw new NotSupportedException() },
            new() { AskConfirmationCode = (_, _) => throw new NotSupportedException() },
            new() { AskUser = (_, _) => throw new TaskCanceledException(), CancellationReason = CancelSessionReason.EndUserRejection },
        ];
        foreach (DownloadOptions options in failing)
            await Assert.ThatAsync(() => scene.Phone.DownloadAsync(code, options), Throws.InstanceOf<Exception>());
        await ExpectOpenAsync(scene, code, new() { ConfirmationCode = "1234" });
    }

    [TestCase(DownloadStep.AskUser)]
    [TestCase(DownloadStep.PrepareDownload)]
    [TestCase(DownloadStep.LoadBoundProfilePackage)]
    public async Task The_callers_own_code_that_fails_while_it_looks_on(DownloadStep step)
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        OnProgress failing = new(progress =>
        {
            if (progress.Step == step) throw new NotSupportedException();
        });
        await Assert.ThrowsAsync<NotSupportedException>(() => scene.Phone.DownloadAsync(code, progress: failing));
        await ExpectOpenAsync(scene, code);
    }

    [Test]
    public async Task A_card_that_answers_PrepareDownload_with_a_status_word()
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        // The first block of BF21 becomes a command that no ISD-R has.
        scene.Phone.Wire.OnCommand = command =>
            command.Length > 7 && command.Span[5] == 0xBF && command.Span[6] == 0x21 ? Octets.Of([command[0], 0xEE, 0, 0]) : command;
        await Assert.ThatAsync(() => scene.Phone.DownloadAsync(code), Throws.InstanceOf<Protocol.Apdu.CardException>());
        scene.Phone.Wire.OnCommand = null;
        await ExpectOpenAsync(scene, code);
    }

    /// <summary>A name in Latin-1, none, and one that is too long: shown as far as it can be read, and what can be decided is decided.</summary>
    [TestCase("91044B61666E", "920643616665E9", "(not UTF-8: 43616665E9)")]
    [TestCase("91044B61666E", "", "(absent)")]
    public async Task Names_that_cannot_be_read(string provider, string name, string shown)
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        string iccid = "5A0A" + Packages.FirstIccid.Ef;
        string names = provider + (name.Length == 0 ? "" : "9205" + name[4..]);
        string metadata = $"BF25{(iccid.Length + names.Length) / 2:X2}{iccid}{names}";
        scene.Net.OnResponse = (called, body) => called == "authenticateClient"
            ? With(body, "profileMetadata", _ => Convert.ToBase64String(Convert.FromHexString(metadata)))
            : body;
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
        Assert.That(await scene.Phone.DownloadAsync(code, looking), Is.InstanceOf<DownloadOutcome.Postponed>());
        Assert.That(seen, Is.EqualTo(shown));
        scene.Net.OnResponse = null;
        await ExpectOpenAsync(scene, code);
    }

    private static async Task ExpectOpenAsync(Scene scene, ActivationCode code, DownloadOptions? options = null)
    {
        Assert.That(scene.FirstOrder.State, Is.EqualTo(OrderState.Released));
        if (scene.FirstOrder.History is [.., OrderEvent.Cancelled told]) Assert.That(told.Reason, Is.EqualTo(CancelSessionReason.Postponed));
        (await scene.Phone.DownloadAsync(code, options)).MustBeInstalled();
    }

    private static Octets With(Octets body, string member, Func<string, string> change)
    {
        JsonNode json = JsonNode.Parse(body.Span)!;
        json[member] = change((string)json[member]!);
        return Octets.Wrap(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}

using System.Text.Json;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Tests.Http;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Testing;

namespace EuiccSim.Lpa.Tests.Download;

/// <summary>Downloads that run to an end of their own.</summary>
internal sealed class DownloadTests
{
    [Test]
    public async Task A_profile_is_installed()
    {
        DownloadScene scene = new DownloadScene().ToTheEnd();
        DownloadOutcome outcome = await scene.RunAsync();
        DownloadOutcome.Installed installed = Case<DownloadOutcome.Installed>(outcome);
        Assert.That(installed.Iccid, Is.EqualTo(DownloadScene.Profile));
        Assert.That(installed.IsdpAid, Is.EqualTo(Aid.FromHex("A0000005591010FFFFFFFF8900001000")));
        Assert.That(installed.Metadata, Is.EqualTo(DownloadScene.Metadata));
        Assert.That(installed.Cancellation, Is.Null);
        Assert.That(installed.Notifications, Has.Count.EqualTo(1));
        Assert.That(installed.Notifications[0], Is.TypeOf<NotificationResult.Delivered>());
        Assert.That(scene.Server.Functions, Is.EqualTo(new[] { "initiateAuthentication", "authenticateClient", "getBoundProfilePackage", "handleNotification" }));
        Assert.That(scene.Server.Calls, Has.All.Matches<(string Address, string, JsonElement)>(call => call.Address == DownloadScene.Address));
    }

    [Test]
    public async Task Everything_is_relayed_as_received()
    {
        DownloadScene scene = new DownloadScene().ToTheEnd();
        await scene.RunAsync();
        JsonElement initiate = scene.Server.Calls[0].Body;
        Assert.That(initiate.GetProperty("smdpAddress").GetString(), Is.EqualTo(DownloadScene.Address));
        Assert.That(initiate.GetProperty("euiccChallenge").GetString(), Is.EqualTo(DownloadScene.Base64(DownloadScene.Challenge)));
        Assert.That(initiate.GetProperty("euiccInfo1").GetBytesFromBase64()[..2], Is.EqualTo(new byte[] { 0xBF, 0x20 }));
        JsonElement client = scene.Server.Calls[1].Body;
        Assert.That(client.GetProperty("transactionId").GetString(), Is.EqualTo(DownloadScene.Id));
        Assert.That(client.GetProperty("authenticateServerResponse").GetString(), Is.EqualTo(DownloadScene.Base64(DownloadScene.Authenticated)));
        Assert.That(scene.Server.Calls[2].Body.GetProperty("prepareDownloadResponse").GetString(), Is.EqualTo(DownloadScene.Base64(DownloadScene.Prepared)));
        Assert.That(scene.Server.Calls[3].Body.GetProperty("pendingNotification").GetString(), Is.EqualTo(DownloadScene.Base64(DownloadScene.Installed)));
    }

    /// <summary>A version of two octets, and lists that cannot be read: the server judges them.</summary>
    [TestCase("BF20148202020 2A9060404F54172B0AA060404F54172B0")]
    [TestCase("BF200D8203020200A9040202AABBAA00")]
    public async Task An_odd_EuiccInfo1_is_relayed_as_it_is(string octets)
    {
        string info = octets.Replace(" ", "", StringComparison.Ordinal);
        DownloadScene scene = new DownloadScene { EuiccInfo1 = info }.ToTheEnd();
        Case<DownloadOutcome.Installed>(await scene.RunAsync());
        Assert.That(scene.Server.Calls[0].Body.GetProperty("euiccInfo1").GetString(), Is.EqualTo(DownloadScene.Base64(info)));
    }

    /// <summary>The version of SGP.22 under the tag of that of the profile packages, in what the eUICC signs.</summary>
    [Test]
    public async Task An_odd_EuiccInfo2_is_relayed_as_it_is()
    {
        string odd = DownloadScene.Authenticated.Replace("8203020500", "8103020500", StringComparison.Ordinal);
        Assert.That(odd, Is.Not.EqualTo(DownloadScene.Authenticated));
        DownloadScene scene = new DownloadScene { Agreed = odd }.ToTheEnd();
        Case<DownloadOutcome.Installed>(await scene.RunAsync());
        Assert.That(scene.Server.Calls[1].Body.GetProperty("authenticateServerResponse").GetString(), Is.EqualTo(DownloadScene.Base64(odd)));
    }

    [Test]
    public async Task The_card_sees_these_commands_in_this_order()
    {
        DownloadScene scene = new DownloadScene().ToTheEnd();
        await scene.RunAsync();
        List<string> commands = scene.Card.Commands;
        Assert.That(commands[..2], Is.EqualTo(new[] { "BF2000", "BF2E00" }));
        // Context: matchingId "TOKEN-1", then the device.
        Assert.That(commands[2], Does.StartWith("BF38").And.Contain("A0228007544F4B454E2D31A117800453926011A10F"));
        Assert.That(commands[2], Does.Contain(DownloadScene.Signature1 + "0414F54172BDF98A95D65CBEB88A38A1C11D800A85C33000"));
        Assert.That(commands[3], Is.EqualTo(DownloadScene.Tlv("BF21", "30158010" + DownloadScene.Id + "010100" + DownloadScene.Signature2 + "3003020101")));
        Assert.That(string.Concat(commands[4..11]), Is.EqualTo(scene.Package));
        Assert.That(commands[11..], Is.EqualTo(new[] { "BF3003800107", "BF280481020780" }));
    }

    [Test]
    public async Task Progress_is_told_in_order()
    {
        DownloadScene scene = new DownloadScene().ToTheEnd();
        await scene.RunAsync();
        DownloadStep[] steps = [.. scene.Progress.Select(progress => progress.Step).Distinct()];
        Assert.That(steps, Is.Ordered.And.Length.EqualTo(10));
        DownloadProgress last = scene.Progress.Last(progress => progress.Step == DownloadStep.LoadBoundProfilePackage);
        Assert.That((last.Done, last.Total), Is.EqualTo((7, 7)));
    }

    [Test]
    public async Task Without_an_activation_code_the_default_server_is_asked_and_no_matchingId_is_sent()
    {
        DownloadScene scene = new() { ActivationCode = null };
        scene.Card.Answers("BF3C258010736D64702E6578616D706C652E636F6D811164732E6578616D706C652E636F6D2E6465", to: "BF3C00");
        scene.ToTheEnd();
        Assert.That(await scene.RunAsync(), Is.TypeOf<DownloadOutcome.Installed>());
        Assert.That(scene.Card.Commands[3], Does.Contain("A019A117800453926011A10F"));
    }

    [TestCase("BF3C07810564732E6465")]
    [TestCase("BF3C098000810564732E6465")]
    public async Task Without_a_default_server_nothing_is_asked(string addresses)
    {
        DownloadScene scene = new() { ActivationCode = null };
        scene.Card.Answers(addresses, to: "BF3C00");
        Assert.That(await scene.RunAsync(), Is.TypeOf<DownloadOutcome.NoServerAddress>());
        Assert.That(scene.Server.Calls, Is.Empty);
    }

    [Test]
    public async Task An_address_may_have_a_port_and_capitals_that_the_server_does_not_know_of()
    {
        DownloadScene scene = new DownloadScene { ActivationCode = DownloadScene.Code with { SmdpAddress = "SMDP.example.com:8443" } }.ToTheEnd();
        Assert.That(await scene.RunAsync(), Is.TypeOf<DownloadOutcome.Installed>());
        Assert.That(scene.Server.Calls.Select(call => call.Address).Distinct(), Is.EqualTo(new[] { "SMDP.example.com:8443" }));
    }

    [Test]
    public async Task A_failed_installation_is_told_to_the_server_too()
    {
        DownloadScene scene = new DownloadScene().ToLoaded(DownloadScene.Failed);
        scene.Server.AnswersRaw("handleNotification", 204);
        scene.Card.Answers("BF3003800100", to: "BF3003800107").Answers("BF2802A000", to: "BF280481020780");
        DownloadOutcome.InstallationFailed failed = Case<DownloadOutcome.InstallationFailed>(await scene.RunAsync());
        Assert.That(failed.BppCommandId, Is.EqualTo(BppCommandId.LoadProfileElements));
        Assert.That(failed.ErrorReason, Is.EqualTo(ErrorReason.InstallFailedDueToPEProcessingError));
        Assert.That(failed.SimaResponse, Is.Null);
        Assert.That(failed.Notifications[0], Is.TypeOf<NotificationResult.Delivered>());
    }

    [Test]
    public async Task What_the_eUICC_says_of_a_refused_element_is_in_the_outcome_its_text_and_its_JSON()
    {
        // A1 { 80 loadProfileElements, 81 peProcessingError, 82 EUICCResponse { { 80 template-not-supported, 81 7 }, aborted } }
        DownloadScene scene = new DownloadScene().ToLoaded(DownloadScene.Result("A116" + "800105" + "81010C" + "820E" + "300CA00830068001098101078100"));
        scene.Server.AnswersRaw("handleNotification", 204);
        scene.Card.Answers("BF3003800100", to: "BF3003800107").Answers("BF2802A000", to: "BF280481020780");
        DownloadOutcome.InstallationFailed failed = Case<DownloadOutcome.InstallationFailed>(await scene.RunAsync());
        const string Said = "the element with the identification 7: template-not-supported (9): its template is not known";
        Assert.That(failed.Answer!.ToString(), Is.EqualTo(Said));
        Assert.That(failed.ToString(), Is.EqualTo("InstallationFailed: loadProfileElements (5), installFailedDueToPEProcessingError (12): " + Said));
        Refusal refusal = Refusal.Of(failed);
        Assert.That(refusal.Message, Is.EqualTo($"The eUICC refused the bound profile package: {Said}. An element of it is wrong, or of a kind that this eUICC does not support."));
        Assert.That(JsonOf(refusal.WriteMembers), Is.EqualTo(
            """{"elements":[{"status":"template-not-supported","statusCode":9,"identification":7,"rule":"its template is not known"}]}"""));
    }

    [Test]
    public async Task What_the_eUICC_passed_over_is_told_of_an_installed_profile()
    {
        DownloadScene scene = new DownloadScene().ToLoaded(DownloadScene.Result("A025" + "4F10A0000005591010FFFFFFFF8900001000" + "0411" + "300FA00D30068001018101053003800100"));
        scene.Server.AnswersRaw("handleNotification", 204);
        scene.Card.Answers("BF3003800100", to: "BF3003800107").Answers("BF2802A000", to: "BF280481020780");
        DownloadOutcome.Installed installed = Case<DownloadOutcome.Installed>(await scene.RunAsync());
        Assert.That(installed.Answer!.ToString(), Is.EqualTo("the element with the identification 5: pe-not-supported (1): it does not support this element"));
        Assert.That(JsonOf(installed.WriteMembers), Does.Contain("\"status\":\"pe-not-supported\""));
    }

    private static string JsonOf(Action<Utf8JsonWriter> members)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    [Test]
    public async Task An_early_result_ends_the_loading()
    {
        DownloadScene scene = new DownloadScene().ToPackage();
        scene.Card.SegmentsUntilResult = 2;
        scene.Card.BppResult = DownloadScene.Failed;
        scene.Server.AnswersRaw("handleNotification", 204);
        scene.Card.Answers("BF3003800100").Answers("BF2802A000");
        Assert.That(await scene.RunAsync(), Is.TypeOf<DownloadOutcome.InstallationFailed>());
        Assert.That(scene.Card.Commands, Has.Count.EqualTo(4 + 2 + 2));
    }

    [Test]
    public async Task Notifications_for_other_servers_are_delivered_as_well()
    {
        const string Other = "BF2F1F800108810207800C0A622E6578616D706C65315A0A98109909002143658739";
        const string Older = "BF2F1F800106810207800C0A622E6578616D706C65315A0A98109909002143658739";
        string signed = DownloadScene.Tlv("30", Other + "5F3740" + new string('7', 128) + "30003000");
        DownloadScene scene = new DownloadScene().ToLoaded();
        scene.Server.AnswersRaw("handleNotification", 204).AnswersRaw("handleNotification", 204);
        scene.Card.Answers("BF3003800100", to: "BF3003800107")
            .Answers(DownloadScene.Tlv("BF28", DownloadScene.Tlv("A0", Other + Older)), to: "BF280481020780")
            .Answers(DownloadScene.Tlv("BF2B", DownloadScene.Tlv("A0", signed)), to: "BF2B05A003800108")
            .Answers("BF3003800100", to: "BF3003800108");
        DownloadOutcome outcome = await scene.RunAsync();
        Assert.That(outcome.Notifications.Select(n => n.Metadata.SeqNumber), Is.EqualTo(new long[] { 7, 8 }));
        Assert.That(outcome.Notifications, Has.All.TypeOf<NotificationResult.Delivered>());
        Assert.That(scene.Server.Calls[^1].Address, Is.EqualTo("b.example1"));
        Assert.That(scene.Server.Calls[^1].Body.GetProperty("pendingNotification").GetString(), Is.EqualTo(DownloadScene.Base64(signed)));
    }

    [Test]
    public async Task A_result_that_cannot_be_delivered_stays_on_the_card_and_the_profile_is_installed()
    {
        DownloadScene scene = new DownloadScene().ToLoaded();
        scene.Server.Does("handleNotification", () => throw new Es9TransportException("gone"));
        scene.Card.Answers("BF2802A000", to: "BF280481020780");
        DownloadOutcome.Installed installed = Case<DownloadOutcome.Installed>(await scene.RunAsync());
        Assert.That(installed.Notifications[0], Is.TypeOf<NotificationResult.NotDelivered>());
        Assert.That(scene.Card.Commands, Has.None.StartsWith("BF30"));
    }

    [TestCase("initiateAuthentication", "8.8.1", "3.8", "address")]
    [TestCase("authenticateClient", "8.2.6", "3.8", "MatchingID")]
    [TestCase("authenticateClient", "9.9", "77", "unknown")]
    [TestCase("getBoundProfilePackage", "8.2.7", "3.8", "Confirmation Code is wrong")]
    public async Task A_refusal_of_the_server_is_an_outcome_and_nothing_is_cancelled(string function, string subject, string reason, string meaning)
    {
        DownloadScene scene = new();
        if (function == "initiateAuthentication")
            scene.Card.Answers("BF20098203020500A900AA00", to: "BF2000").Answers("BF2E128010" + DownloadScene.Challenge);
        else if (function == "authenticateClient") scene.ToAuthenticated();
        else scene.ToPrepared();
        scene.Server.Refuses(function, subject, reason);
        DownloadOutcome.RefusedByServer refused = Case<DownloadOutcome.RefusedByServer>(await scene.RunAsync());
        Assert.That((refused.Function, refused.Code), Is.EqualTo((function, new StatusCode(subject, reason))));
        Assert.That(refused.Meaning, Does.Contain(meaning));
        Assert.That(refused.ServerMessage, Is.EqualTo("no"));
        Assert.That(scene.Card.Commands, Has.None.StartsWith("BF41"));
    }

    [Test]
    public async Task A_refusal_of_the_eUICC_is_an_outcome_and_told_to_the_server()
    {
        string error = "BF3817A1158010" + DownloadScene.Id + "020102";
        DownloadScene scene = new DownloadScene().ToInitiated();
        scene.Card.Answers(error);
        scene.Server.Refuses("authenticateClient", "8.1", "6.1");
        DownloadOutcome.RefusedByEuicc refused = Case<DownloadOutcome.RefusedByEuicc>(await scene.RunAsync());
        Assert.That((refused.Function, refused.Code, refused.Name), Is.EqualTo(("AuthenticateServer", 2, "invalidSignature")));
        Assert.That(scene.Server.Calls[^1].Body.GetProperty("authenticateServerResponse").GetString(), Is.EqualTo(DownloadScene.Base64(error)));
        Assert.That(scene.Card.Commands, Has.None.StartsWith("BF41"));
    }

    [Test]
    public async Task A_certificate_that_the_eUICC_refuses_is_told_with_its_dates_and_the_clock()
    {
        DownloadScene scene = new DownloadScene { ServerCertificate = HttpScene.Nist.DpAuth.Encoded, Now = new ManualTime(HttpScene.Nist.DpAuth.NotAfter.AddDays(1)) }.ToInitiated();
        scene.Card.Answers("BF3817A1158010" + DownloadScene.Id + "020101");
        scene.Server.Refuses("authenticateClient", "8.1", "4.2");
        DownloadOutcome.RefusedByEuicc refused = Case<DownloadOutcome.RefusedByEuicc>(await scene.RunAsync());
        Assert.That(refused.Name, Is.EqualTo("invalidCertificate"));
        CertificateDates dates = refused.Certificates[0];
        Assert.That((dates.NotBefore, dates.NotAfter, dates.IsValidNow), Is.EqualTo((HttpScene.Nist.DpAuth.NotBefore, HttpScene.Nist.DpAuth.NotAfter, false)));
        Refusal refusal = Refusal.Of(refused);
        Assert.That(refusal.Message, Does.Match(
            @"The certificate of the server \(CERT\.DPauth, .*\) is valid from 2026-06-01 00:00Z to \d{4}-.*Z, and has expired: the clock here says \d{4}-.*Z, which may be wrong\.$"));
        Assert.That(JsonOf(refusal.WriteMembers), Does.StartWith("""{"certificates":[{"holder":"the server (CERT.DPauth, """).And.Contain("\"validNow\":false"));
    }

    [TestCase("8.1.2", "CERT.EUM")]
    [TestCase("8.1.3", "CERT.EUICC")]
    public async Task A_certificate_of_the_eUICC_that_the_server_refuses_is_told_with_its_dates_and_the_clock(string subject, string role)
    {
        DownloadScene scene = new DownloadScene { Now = new ManualTime(HttpScene.Start.AddYears(-1)) }.ToInitiated();
        scene.Card.Answers(DownloadScene.AuthenticatedWith(HttpScene.Nist.Euicc.Encoded, HttpScene.Nist.Eum.Encoded));
        scene.Server.Refuses("authenticateClient", subject, "6.3");
        DownloadOutcome.RefusedByServer refused = Case<DownloadOutcome.RefusedByServer>(await scene.RunAsync());
        Assert.That(Refusal.Of(refused).Message, Does.Contain($"({role}, ").And.Contain("and is not valid yet: the clock here says 2025-06-01 00:00Z, which may be wrong."));
    }

    [Test]
    public async Task A_refusal_to_prepare_is_an_outcome_and_told_to_the_server()
    {
        string error = "BF2117A1158010" + DownloadScene.Id + "020101";
        DownloadScene scene = new DownloadScene().ToOffered();
        scene.Card.Answers(error);
        scene.Server.Does("getBoundProfilePackage", () => throw new Es9TransportException("gone"));
        DownloadOutcome.RefusedByEuicc refused = Case<DownloadOutcome.RefusedByEuicc>(await scene.RunAsync());
        Assert.That((refused.Function, refused.Name), Is.EqualTo(("PrepareDownload", "invalidCertificate")));
    }

    [TestCase("known")]
    [TestCase("asked")]
    public async Task A_confirmation_code_is_hashed_with_the_session(string how)
    {
        DownloadOptions options = how == "known"
            ? new() { ConfirmationCode = "1234" }
            : new() { AskConfirmationCode = (offer, _) => new(offer.IsConfirmationCodeRequired ? "1234" : null) };
        DownloadScene scene = new DownloadScene { CcRequired = true, Options = options }.ToTheEnd();
        Assert.That(await scene.RunAsync(), Is.TypeOf<DownloadOutcome.Installed>());
        // python3: sha256(sha256(b"1234").digest() + bytes.fromhex("0102…10"))
        Assert.That(scene.Card.Commands[3], Does.Contain(DownloadScene.Signature2 + "0420" + HashOf1234 + "3003020101"));
    }

    [Test]
    public async Task A_confirmation_code_that_nobody_wants_is_not_sent()
    {
        DownloadScene scene = new DownloadScene { Options = new() { ConfirmationCode = "1234" } }.ToTheEnd();
        await scene.RunAsync();
        Assert.That(scene.Card.Commands[3], Does.Not.Contain("0420"));
    }

    [Test]
    public async Task The_user_sees_the_offer()
    {
        ProfileOffer? seen = null;
        DownloadOptions options = new()
        {
            AskUser = (offer, _) =>
            {
                seen = offer;
                return new(UserDecision.Accept);
            },
        };
        await new DownloadScene { Options = options }.ToTheEnd().RunAsync();
        Assert.That(seen, Is.EqualTo(new ProfileOffer(DownloadScene.Address, DownloadScene.Metadata, 0, false)));
    }

    [Test]
    public void Without_a_way_to_servers_there_is_no_download()
    {
        Assert.That(
            async () =>
            {
                await using LpaClient lpa = await LpaClient.OpenAsync(new Fakes.ScriptedCard());
                await lpa.DownloadAsync(DownloadScene.Code);
            },
            Throws.InvalidOperationException);
    }

    internal static T Case<T>(DownloadOutcome outcome)
        where T : DownloadOutcome
    {
        Assert.That(outcome, Is.TypeOf<T>());
        return (T)outcome;
    }

    private const string HashOf1234 = "94E57B8CDFE3EB0A8510F18898ADD0B1E67B48FAFD39892796D6F65F9CE3CC40";
}

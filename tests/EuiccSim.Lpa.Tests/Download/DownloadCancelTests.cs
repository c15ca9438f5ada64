using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using static EuiccSim.Lpa.Tests.Download.DownloadTests;

namespace EuiccSim.Lpa.Tests.Download;

/// <summary>
/// Downloads that this side ends: which reason eUICC and server are told, and what the caller gets. SGP.22 v2.5 §3.0.2, §3.1.3.
/// </summary>
internal sealed class DownloadCancelTests
{
    [TestCase(UserDecision.Reject, CancelSessionReason.EndUserRejection, typeof(DownloadOutcome.RejectedByUser))]
    [TestCase(UserDecision.Postpone, CancelSessionReason.Postponed, typeof(DownloadOutcome.Postponed))]
    [TestCase(UserDecision.Timeout, CancelSessionReason.Timeout, typeof(DownloadOutcome.TimedOut))]
    public async Task The_user_decides_otherwise(UserDecision decision, CancelSessionReason reason, Type expected)
    {
        DownloadScene scene = new() { Options = new() { AskUser = (_, _) => new(decision) } };
        DownloadOutcome outcome = await scene.ToOffered().ThenCancelled(reason).RunAsync();
        Assert.That(outcome, Is.TypeOf(expected));
        Assert.That(outcome.Cancellation, Is.EqualTo(new SessionCancellation(reason, EuiccTold: true, ServerTold: true)));
        (string Address, string Function, System.Text.Json.JsonElement Body) told = scene.Server.Calls[^1];
        Assert.That(told.Body.GetProperty("transactionId").GetString(), Is.EqualTo(DownloadScene.Id));
        Assert.That(told.Body.GetProperty("cancelSessionResponse").GetString(), Is.EqualTo(DownloadScene.Base64(DownloadScene.Cancelled(reason))));
        Assert.That(scene.Progress[^1].Step, Is.EqualTo(DownloadStep.CancelSession));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_wanted_confirmation_code_is_missing(bool isAsked)
    {
        DownloadOptions options = isAsked ? new() { AskConfirmationCode = (_, _) => new((string?)null) } : new();
        DownloadScene scene = new() { CcRequired = true, Options = options };
        DownloadOutcome outcome = await scene.ToOffered().ThenCancelled(CancelSessionReason.Postponed).RunAsync();
        Assert.That(outcome, Is.TypeOf<DownloadOutcome.ConfirmationCodeMissing>());
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_policy_rule_is_not_allowed(bool isUserThere)
    {
        DownloadOptions options = isUserThere ? new() { AskUser = (_, _) => new(UserDecision.Accept) } : new();
        DownloadScene scene = new() { Offered = WithRules(PprIds.Ppr1), Options = options };
        scene.ToOffered();
        scene.Card.Answers("BF4302A000", to: "BF4300");
        DownloadOutcome outcome = await scene.ThenCancelled(CancelSessionReason.PprNotAllowed).RunAsync();
        Assert.That(Case<DownloadOutcome.PprNotAllowed>(outcome).Rules, Is.EqualTo(PprIds.Ppr1));
        Assert.That(outcome.Cancellation!.ServerTold, Is.True);
    }

    [Test]
    public async Task A_policy_rule_that_needs_consent_waits_for_somebody_to_ask()
    {
        DownloadScene scene = new() { Offered = WithRules(PprIds.Ppr1) };
        scene.ToOffered();
        // es10.md §4.8: everything with consent.
        scene.Card.Answers("BF4319A017301580020560A10B30098003EEEEEE8100820082020780", to: "BF4300");
        DownloadOutcome outcome = await scene.ThenCancelled(CancelSessionReason.Postponed).RunAsync();
        Assert.That(Case<DownloadOutcome.ConsentMissing>(outcome).Rules, Is.EqualTo(PprIds.Ppr1));
    }

    [Test]
    public async Task An_empty_confirmation_code_is_none()
    {
        DownloadScene scene = new() { CcRequired = true, Options = new() { ConfirmationCode = "", AskConfirmationCode = (_, _) => new("") } };
        Assert.That(await scene.ToOffered().ThenCancelled(CancelSessionReason.Postponed).RunAsync(), Is.TypeOf<DownloadOutcome.ConfirmationCodeMissing>());
    }

    [Test]
    public async Task A_policy_rule_that_needs_consent_is_shown_to_the_user()
    {
        PprIds seen = 0;
        DownloadOptions options = new()
        {
            AskUser = (offer, _) =>
            {
                seen = offer.RulesNeedingConsent;
                return new(UserDecision.Reject);
            },
        };
        DownloadScene scene = new() { Offered = WithRules(PprIds.Ppr1 | PprIds.Ppr2), Options = options };
        scene.ToOffered();
        scene.Card.Answers("BF4319A017301580020560A10B30098003EEEEEE8100820082020780", to: "BF4300");
        Assert.That(await scene.ThenCancelled(CancelSessionReason.EndUserRejection).RunAsync(), Is.TypeOf<DownloadOutcome.RejectedByUser>());
        Assert.That(seen, Is.EqualTo(PprIds.Ppr1 | PprIds.Ppr2));
    }

    [Test]
    public async Task The_package_holds_another_profile()
    {
        DownloadScene scene = new() { Packed = DownloadScene.Metadata with { ProfileName = "Another" } };
        DownloadOutcome outcome = await scene.ToPackage().ThenCancelled(CancelSessionReason.MetadataMismatch).RunAsync();
        DownloadOutcome.MetadataMismatch mismatch = Case<DownloadOutcome.MetadataMismatch>(outcome);
        Assert.That((mismatch.Offered, mismatch.Received), Is.EqualTo((DownloadScene.Metadata, scene.Packed)));
        Assert.That(scene.Card.Commands, Has.None.StartsWith("BF36"));
    }

    [TestCase("serverAddress")]
    [TestCase("euiccChallenge")]
    [TestCase("transactionId")]
    public async Task The_server_answers_another_question_and_the_eUICC_never_sees_it(string what)
    {
        DownloadScene scene = new()
        {
            SignedAddress = what == "serverAddress" ? "smdp.example.org" : DownloadScene.Address,
            SignedChallenge = what == "euiccChallenge" ? DownloadScene.Id : DownloadScene.Challenge,
            SignedId = what == "transactionId" ? "99" : DownloadScene.Id,
        };
        DownloadOutcome.ServerMismatch mismatch = Case<DownloadOutcome.ServerMismatch>(await scene.ToInitiated().RunAsync());
        Assert.That(mismatch.What, Is.EqualTo(what));
        Assert.That(mismatch.Cancellation, Is.Null);
        Assert.That(scene.Card.Commands, Has.Count.EqualTo(2));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task The_server_mixes_up_sessions(int where)
    {
        DownloadScene scene = new()
        {
            OfferedId = where == 1 ? "99" : DownloadScene.Id,
            Signed2Id = where == 2 ? "99" : DownloadScene.Id,
            PackageId = where == 3 ? "99" : DownloadScene.Id,
        };
        if (where == 3) scene.ToPackage();
        else scene.ToOffered();
        DownloadOutcome outcome = await scene.ThenCancelled(CancelSessionReason.Postponed).RunAsync();
        DownloadOutcome.ServerMismatch mismatch = Case<DownloadOutcome.ServerMismatch>(outcome);
        Assert.That((mismatch.What, mismatch.Expected, mismatch.Received), Is.EqualTo(("transactionId", DownloadScene.Id, "99")));
    }

    [Test]
    public async Task The_server_is_not_the_one_of_the_activation_code()
    {
        // The SM-DP+ of the test certificates is 2.999.10.
        DownloadScene scene = new() { ServerCertificate = TestCertificate(), ActivationCode = DownloadScene.Code with { SmdpOid = new("2.999.11") } };
        DownloadOutcome outcome = await scene.ToOffered().ThenCancelled(CancelSessionReason.Postponed).RunAsync();
        Assert.That(outcome, Is.EqualTo(new DownloadOutcome.ServerMismatch("smdpOid", "2.999.11", "2.999.10") { Cancellation = outcome.Cancellation }));
    }

    [Test]
    public async Task The_server_is_the_one_of_the_activation_code()
    {
        DownloadScene scene = new() { ServerCertificate = TestCertificate(), ActivationCode = DownloadScene.Code with { SmdpOid = new("2.999.10") } };
        Assert.That(await scene.ToTheEnd().RunAsync(), Is.TypeOf<DownloadOutcome.Installed>());
    }

    [TestCase(CancelSessionReason.Postponed)]
    [TestCase(CancelSessionReason.EndUserRejection)]
    public async Task The_callers_token_stops_it_while_the_user_is_asked(CancelSessionReason reason)
    {
        using CancellationTokenSource source = new();
        DownloadOptions options = new()
        {
            CancellationReason = reason,
            AskUser = (_, cancellationToken) =>
            {
                source.Cancel();
                cancellationToken.ThrowIfCancellationRequested();
                return new(UserDecision.Accept);
            },
        };
        DownloadScene scene = new DownloadScene { Options = options }.ToOffered().ThenCancelled(reason);
        await Stopped(scene, source.Token);
    }

    [Test]
    public async Task The_callers_token_stops_it_while_the_server_works()
    {
        using CancellationTokenSource source = new();
        DownloadScene scene = new DownloadScene().ToPrepared();
        scene.Server.Does("getBoundProfilePackage", () =>
        {
            source.Cancel();
            throw new OperationCanceledException(source.Token);
        });
        await Stopped(scene.ThenCancelled(CancelSessionReason.Postponed), source.Token);
    }

    [Test]
    public async Task The_callers_token_stops_it_between_two_segments([Values(1, 3, 6)] int left)
    {
        using CancellationTokenSource source = new();
        DownloadScene scene = new DownloadScene().ToLoaded();
        scene.Card.OnSegment = remaining =>
        {
            if (remaining == left) source.Cancel();
        };
        await Stopped(scene.ThenCancelled(CancelSessionReason.Postponed), source.Token);
        Assert.That(scene.Card.Commands[^1], Does.StartWith("BF41"));
        Assert.That(scene.Card.SegmentsUntilResult, Is.EqualTo(left));
    }

    [Test]
    public async Task Once_the_result_is_there_the_callers_token_only_stops_the_delivery()
    {
        using CancellationTokenSource source = new();
        DownloadScene scene = new DownloadScene().ToLoaded();
        scene.Card.OnSegment = remaining =>
        {
            if (remaining == 0) source.Cancel();
        };
        scene.Card.Answers("BF2802A000", to: "BF280481020780");
        DownloadOutcome.Installed installed = Case<DownloadOutcome.Installed>(await scene.RunAsync(source.Token));
        Assert.That(installed.Notifications[0], Is.TypeOf<NotificationResult.NotDelivered>());
        Assert.That(scene.Card.Commands, Has.None.StartsWith("BF30").And.None.StartsWith("BF41"));
    }

    [Test]
    public async Task Before_the_eUICC_agreed_there_is_nobody_to_tell()
    {
        using CancellationTokenSource source = new();
        DownloadScene scene = new DownloadScene().ToInitiated();
        scene.Card.OnSegment = null;
        await source.CancelAsync();
        Assert.That(async () => await scene.RunAsync(source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(scene.Card.Commands, Is.Empty);
    }

    [Test]
    public async Task The_card_rejects_a_segment()
    {
        DownloadScene scene = new DownloadScene().ToLoaded();
        scene.Card.SegmentFault = new(StatusWord.ConditionsNotSatisfied);
        scene.Card.SegmentsUntilResult = 3;
        scene.ThenCancelled(CancelSessionReason.LoadBppExecutionError);
        CardException fault = (await Assert.ThrowsAsync<CardException>(() => scene.RunAsync()))!;
        Assert.That(fault.Status, Is.EqualTo(StatusWord.ConditionsNotSatisfied));
        Assert.That(scene.Server.Functions.Last(), Is.EqualTo("cancelSession"));
    }

    [Test]
    public async Task The_card_gives_no_result()
    {
        DownloadScene scene = new DownloadScene().ToLoaded();
        scene.Card.SegmentsUntilResult = 100;
        scene.ThenCancelled(CancelSessionReason.Postponed);
        await Assert.ThrowsAsync<MalformedResponseException>(() => scene.RunAsync());
        Assert.That(scene.Server.Functions.Last(), Is.EqualTo("cancelSession"));
    }

    [TestCase("BF3603020100")]
    [TestCase("3000")]
    public async Task The_package_cannot_be_cut(string package)
    {
        DownloadScene scene = new DownloadScene().ToPackage(package).ThenCancelled(CancelSessionReason.LoadBppExecutionError);
        await Assert.ThrowsAsync<MalformedResponseException>(() => scene.RunAsync());
        Assert.That(scene.Server.Functions.Last(), Is.EqualTo("cancelSession"));
    }

    [Test]
    public async Task The_server_goes_away()
    {
        DownloadScene scene = new DownloadScene().ToPrepared();
        scene.Server.AnswersRaw("getBoundProfilePackage", 503);
        scene.ThenCancelled(CancelSessionReason.Postponed);
        Es9TransportException fault = (await Assert.ThrowsAsync<Es9TransportException>(() => scene.RunAsync()))!;
        Assert.That(fault.Message, Does.Contain("503"));
    }

    [Test]
    public async Task The_server_talks_nonsense()
    {
        DownloadScene scene = new DownloadScene().ToAuthenticated();
        scene.Server.AnswersRaw("authenticateClient", 200, "<html>");
        scene.ThenCancelled(CancelSessionReason.Postponed);
        await Assert.ThrowsAsync<MalformedResponseException>(() => scene.RunAsync());
    }

    [Test]
    public async Task The_card_refuses_to_prepare_with_a_status_word()
    {
        DownloadScene scene = new DownloadScene().ToOffered();
        scene.Card.Answers("", "6A80");
        scene.ThenCancelled(CancelSessionReason.Postponed);
        await Assert.ThrowsAsync<CardException>(() => scene.RunAsync());
    }

    [Test]
    public async Task The_answer_with_the_package_is_nonsense()
    {
        DownloadScene scene = new DownloadScene().ToPrepared();
        scene.Server.AnswersRaw("getBoundProfilePackage", 200, "<html>");
        scene.ThenCancelled(CancelSessionReason.Postponed);
        await Assert.ThrowsAsync<MalformedResponseException>(() => scene.RunAsync());
    }

    [Test]
    public async Task A_time_limit_in_the_callers_own_code_is_not_the_callers_token()
    {
        DownloadOptions options = new() { CancellationReason = CancelSessionReason.EndUserRejection, AskUser = (_, _) => throw new TaskCanceledException() };
        DownloadScene scene = new DownloadScene { Options = options }.ToOffered().ThenCancelled(CancelSessionReason.Postponed);
        await Assert.ThrowsAsync<TaskCanceledException>(() => scene.RunAsync());
    }

    [Test]
    public async Task The_callers_own_code_fails()
    {
        DownloadScene scene = new() { Options = new() { AskUser = (_, _) => throw new NotSupportedException() } };
        scene.ToOffered().ThenCancelled(CancelSessionReason.Postponed);
        await Assert.ThrowsAsync<NotSupportedException>(() => scene.RunAsync());
        Assert.That(scene.Server.Functions.Last(), Is.EqualTo("cancelSession"));
    }

    [Test]
    public async Task A_card_that_does_not_confirm_leaves_the_server_untold()
    {
        DownloadScene scene = new() { Options = new() { AskUser = (_, _) => new(UserDecision.Reject) } };
        scene.ToOffered().Card.Answers("BF4103810105");
        DownloadOutcome outcome = await scene.RunAsync();
        Assert.That(outcome.Cancellation, Is.EqualTo(new SessionCancellation(CancelSessionReason.EndUserRejection, EuiccTold: false, ServerTold: false)));
    }

    [TestCase("6985")]
    [TestCase("gone")]
    public async Task A_card_that_fails_to_cancel_changes_nothing(string how)
    {
        DownloadScene scene = new() { Options = new() { AskUser = (_, _) => new(UserDecision.Reject) } };
        scene.ToOffered();
        if (how == "gone") scene.Card.Throws(new TransportException("gone"));
        else scene.Card.Answers("", how);
        Assert.That(await scene.RunAsync(), Is.TypeOf<DownloadOutcome.RejectedByUser>());
    }

    [Test]
    public async Task A_server_that_fails_to_cancel_changes_nothing([Values] bool isRefusal)
    {
        DownloadScene scene = new() { Options = new() { AskUser = (_, _) => new(UserDecision.Reject) } };
        scene.ToOffered().Card.Answers(DownloadScene.Cancelled(CancelSessionReason.EndUserRejection));
        if (isRefusal) scene.Server.Refuses("cancelSession", "8.10.1", "3.9");
        else scene.Server.AnswersRaw("cancelSession", 500);
        DownloadOutcome outcome = await scene.RunAsync();
        Assert.That(outcome.Cancellation, Is.EqualTo(new SessionCancellation(CancelSessionReason.EndUserRejection, EuiccTold: true, ServerTold: false)));
    }

    private static async Task Stopped(DownloadScene scene, CancellationToken cancellationToken)
    {
        Assert.That(async () => await scene.RunAsync(cancellationToken), Throws.InstanceOf<OperationCanceledException>());
        await Task.CompletedTask;
        Assert.That(scene.Server.Functions.Last(), Is.EqualTo("cancelSession"));
        Assert.That((scene.Card.Unused, scene.Server.Unused), Is.EqualTo((0, 0)));
    }

    private static Protocol.Rsp.Es8.StoreMetadataRequest WithRules(PprIds rules) => DownloadScene.Metadata with
    {
        ProfilePolicyRules = rules,
        ProfileOwner = new() { MccMnc = Octets.FromHex("62F210") },
    };

    private static Octets TestCertificate() =>
        Octets.Of(File.ReadAllBytes(EuiccSim.Tests.SharedData.Require("sgp26/DPauth/CERT_S_SM_DPauth_ECDSA_NIST.der")));
}

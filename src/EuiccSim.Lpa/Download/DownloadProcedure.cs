using EuiccSim.Lpa.Authentication;
using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Lpa.Download;

/// <summary>One profile download and installation. SGP.22 v2.5 §3.1.3, with the common mutual authentication of §3.0.1 before it.</summary>
internal sealed class DownloadProcedure(
    Es10Client es10, Es9Client es9, DownloadOptions options, LpaOptions lpaOptions, IProgress<DownloadProgress>? progress, ILogger log)
{
    private readonly Es10bClient _es10b = new(es10);
    private readonly MutualAuthentication _authentication =
        new(es10, es9, options.DeviceInfo, step => progress?.Report(new(step)), log);

    /// <summary>Runs it. <see cref="LpaClient.DownloadAsync"/> documents what it throws.</summary>
    /// <param name="address">The server.</param>
    /// <param name="code">The Activation Code, or null for the default SM-DP+.</param>
    /// <param name="cancellationToken">Stops it; not any more once the eUICC has given its result.</param>
    internal async Task<DownloadOutcome> RunAsync(string address, ActivationCode? code, CancellationToken cancellationToken)
    {
        Log.DownloadBegins(log, address);
        DownloadOutcome outcome;
        try
        {
            outcome = await AuthenticateAsync(address, code, cancellationToken).ConfigureAwait(false);
        }
        catch (RspException refusal)
        {
            outcome = new DownloadOutcome.RefusedByServer(refusal.Function, refusal.Code, refusal.Meaning, refusal.ServerMessage)
            {
                Certificates = CertificateDates.Of(refusal.Code, _authentication.Sent, lpaOptions.Time.GetUtcNow()),
            };
        }
        // Not more of the others: a server may repeat what it was asked with, and that is no log's business.
        Log.DownloadEnds(log, outcome is DownloadOutcome.InstallationFailed ? outcome.ToString() : outcome.GetType().Name);
        return outcome;
    }

    /// <summary>Common mutual authentication, until both sides know whom they talk to.</summary>
    private async Task<DownloadOutcome> AuthenticateAsync(string address, ActivationCode? code, CancellationToken cancellationToken)
    {
        ServerIntroduction introduction = await _authentication.BeginAsync(address, cancellationToken).ConfigureAwait(false);
        if (introduction.Mismatch is { } mismatch) return Outcome(mismatch);
        EuiccAgreement agreement = await _authentication.AgreeAsync(introduction, code?.MatchingId, cancellationToken).ConfigureAwait(false);
        InitiateAuthenticationOkEs9 server = introduction.Server;
        if (agreement.Refusal is { } refusal) return Outcome(refusal, "CERT.DPauth", server.ServerCertificate);
        RspSession session = new(es10, es9, address, server.TransactionId, lpaOptions, log);
        return await InSessionAsync(session, () => AgreeAsync(session, server.ServerCertificate, agreement.Response, code, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// However a step ends, the session does not stay open. A reason that closes the order is told only where the eUICC or the user refuses, or
    /// where the standard has one for a bad package; what this side could not do, it can do another time.
    /// </summary>
    private async Task<DownloadOutcome> InSessionAsync(RspSession session, Func<Task<DownloadOutcome>> steps, CancellationToken cancellationToken)
    {
        CancelSessionReason reason = CancelSessionReason.Postponed;
        try
        {
            return await steps().ConfigureAwait(false);
        }
        catch (RspException)
        {
            // The server has closed its side, and the eUICC drops its own at the next challenge. Cancelling would make the eUICC throw away
            // the one-time key that the next try with the same order could use again.
            session.Close();
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            reason = options.CancellationReason;
            throw;
        }
        catch (Exception fault) when (fault is CardException or MalformedResponseException)
        {
            reason = session.ReasonOfFault;
            throw;
        }
        finally
        {
            if (!session.IsOver) Report(DownloadStep.CancelSession);
            await session.CancelAsync(reason).ConfigureAwait(false);
        }
    }

    /// <summary>What does the server offer, is it allowed, and does the user want it?</summary>
    private async Task<DownloadOutcome> AgreeAsync(
        RspSession session,
        Certificate serverCertificate,
        Signed<AuthenticateServerResponse> client,
        ActivationCode? code,
        CancellationToken cancellationToken)
    {
        Report(DownloadStep.AuthenticateClient);
        AuthenticateClientOk offered =
            await es9.AuthenticateClientAsync(session.ServerAddress, session.TransactionId, client, cancellationToken).ConfigureAwait(false);
        ServerMismatch? mismatch = Mismatch(session, offered.TransactionId) ?? Mismatch(session, offered.SmdpSigned2.Value.TransactionId)
            ?? ServerCheck.Oid(serverCertificate, code?.SmdpOid);
        if (mismatch is not null) return await StopAsync(session, CancelSessionReason.Postponed, Outcome(mismatch)).ConfigureAwait(false);

        Report(DownloadStep.CheckPolicyRules);
        StoreMetadataRequest metadata = offered.ProfileMetadata.Value;
        RulesAuthorisation rules = await AuthoriseAsync(metadata, cancellationToken).ConfigureAwait(false);
        if (rules.Forbidden != 0)
        {
            DownloadOutcome notAllowed = new DownloadOutcome.PprNotAllowed(rules.Forbidden);
            return await StopAsync(session, CancelSessionReason.PprNotAllowed, notAllowed).ConfigureAwait(false);
        }
        if (rules.NeedingConsent != 0 && options.AskUser is null)
        {
            DownloadOutcome notAsked = new DownloadOutcome.ConsentMissing(rules.NeedingConsent);
            return await StopAsync(session, CancelSessionReason.Postponed, notAsked).ConfigureAwait(false);
        }

        Report(DownloadStep.AskUser);
        ProfileOffer offer = new(session.ServerAddress, metadata, rules.NeedingConsent, offered.SmdpSigned2.Value.CcRequiredFlag)
        {
            Damage = DamageSummary.Of(Asn1Codec.DecodeByField<StoreMetadataRequest>(offered.ProfileMetadata.Encoded)),
        };
        UserDecision decision = options.AskUser is null ? UserDecision.Accept : await options.AskUser(offer, cancellationToken).ConfigureAwait(false);
        if (decision != UserDecision.Accept) return await StopAsync(session, decision).ConfigureAwait(false);
        string? confirmationCode = await ConfirmationCodeAsync(offer, cancellationToken).ConfigureAwait(false);
        if (offer.IsConfirmationCodeRequired && confirmationCode is null)
        {
            DownloadOutcome missing = new DownloadOutcome.ConfirmationCodeMissing();
            return await StopAsync(session, CancelSessionReason.Postponed, missing).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await InstallAsync(session, offered, confirmationCode, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The profile is bound to the eUICC, fetched and loaded.</summary>
    private async Task<DownloadOutcome> InstallAsync(
        RspSession session, AuthenticateClientOk offered, string? confirmationCode, CancellationToken cancellationToken)
    {
        Report(DownloadStep.PrepareDownload);
        PrepareDownloadRequest request = new()
        {
            SmdpSigned2 = offered.SmdpSigned2,
            SmdpSignature2 = offered.SmdpSignature2,
            HashCc = confirmationCode is null ? null : ConfirmationCode.Hash(confirmationCode, session.TransactionId),
            SmdpCertificate = offered.SmdpCertificate,
        };
        Signed<PrepareDownloadResponse> prepared = await MutualAuthentication.SendServersDataAsync(es10, request).ConfigureAwait(false);
        if (prepared.Value is PrepareDownloadResponse.Error error)
        {
            session.Close();
            await _authentication.RelayAsync(() => es9.GetBoundProfilePackageAsync(session.ServerAddress, session.TransactionId, prepared, cancellationToken))
                .ConfigureAwait(false);
            return Outcome(EuiccFunctionException.Of("PrepareDownload", error.Value.DownloadErrorCode), "CERT.DPpb", offered.SmdpCertificate);
        }

        Report(DownloadStep.GetBoundProfilePackage);
        GetBoundProfilePackageOk package = await FetchAsync(session, prepared, cancellationToken).ConfigureAwait(false);
        if (Mismatch(session, package.TransactionId) is { } mismatch)
            return await StopAsync(session, CancelSessionReason.Postponed, Outcome(mismatch)).ConfigureAwait(false);

        // "Load BPP execution error" is also for a package that cannot be cut into segments, §3.1.3.3.
        session.ReasonOfFault = CancelSessionReason.LoadBppExecutionError;
        BppSegments segments = BppSegments.Split(package.BoundProfilePackage.Encoded);
        StoreMetadataRequest metadata = segments.DecodeMetadata();
        if (metadata != offered.ProfileMetadata.Value)
        {
            DownloadOutcome other = new DownloadOutcome.MetadataMismatch(offered.ProfileMetadata.Value, metadata);
            return await StopAsync(session, CancelSessionReason.MetadataMismatch, other).ConfigureAwait(false);
        }
        return await LoadAsync(session, segments, metadata, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DownloadOutcome> LoadAsync(
        RspSession session, BppSegments segments, StoreMetadataRequest metadata, CancellationToken cancellationToken)
    {
        Signed<ProfileInstallationResult> result = await LoadAsync(session, segments, cancellationToken).ConfigureAwait(false);
        session.Close();

        ProfileInstallationResultData data = result.Value.ProfileInstallationResultData.Value;
        DownloadOutcome outcome = Outcome(data, metadata);
        if (!options.SendsNotifications) return outcome with { Notifications = [new NotificationResult.NotSent(InstallationNotifications.EntryOf(data))] };
        Report(DownloadStep.HandleNotification);
        InstallationNotifications notifications = new(_es10b, es9, log);
        return outcome with
        {
            Notifications = await notifications.DeliverAsync(result, session.ServerAddress, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<GetBoundProfilePackageOk> FetchAsync(
        RspSession session, Signed<PrepareDownloadResponse> prepared, CancellationToken cancellationToken)
    {
        try
        {
            return await es9.GetBoundProfilePackageAsync(session.ServerAddress, session.TransactionId, prepared, cancellationToken).ConfigureAwait(false);
        }
        catch (MalformedResponseException fault) when (fault.InnerException is RspMessageException { InnerException: Asn1ContentException })
        {
            // There is a package in the answer, and it is none that could be cut.
            session.ReasonOfFault = CancelSessionReason.LoadBppExecutionError;
            throw;
        }
    }

    private async Task<Signed<ProfileInstallationResult>> LoadAsync(RspSession session, BppSegments segments, CancellationToken cancellationToken)
    {
        int total = segments.Segments.Count;
        Report(DownloadStep.LoadBoundProfilePackage, 0, total);
        try
        {
            return await BppLoader
                .LoadAsync(es10, segments, done => Report(DownloadStep.LoadBoundProfilePackage, done, total), cancellationToken).ConfigureAwait(false);
        }
        catch (MalformedResponseException)
        {
            // The eUICC has not refused: what became of the package, it did not say.
            session.ReasonOfFault = CancelSessionReason.Postponed;
            throw;
        }
    }

    private static DownloadOutcome Outcome(ProfileInstallationResultData data, StoreMetadataRequest metadata) => data.FinalResult switch
    {
        FinalResult.Success { Value: var success } =>
            new DownloadOutcome.Installed(metadata.Iccid, new Aid(success.Aid), metadata) { Answer = PackageAnswer.Read(success.SimaResponse) },
        FinalResult.Error { Value: var e } => new DownloadOutcome.InstallationFailed(e.BppCommandId, e.ErrorReason, e.SimaResponse),
        _ => throw new MalformedResponseException("The card gave an installation result that is neither success nor error."),
    };

    /// <summary>The Rules Authorisation Table is asked for only if the profile has rules.</summary>
    private async ValueTask<RulesAuthorisation> AuthoriseAsync(StoreMetadataRequest metadata, CancellationToken cancellationToken)
    {
        PprIds rules = RulesAuthorisation.RulesIn(metadata.ProfilePolicyRules);
        if (rules == 0) return default;
        SequenceOf<ProfilePolicyAuthorisationRule> table = await _es10b.GetRatAsync(cancellationToken).ConfigureAwait(false);
        return RulesAuthorisation.Check(rules, metadata.ProfileOwner, table);
    }

    private async ValueTask<string?> ConfirmationCodeAsync(ProfileOffer offer, CancellationToken cancellationToken)
    {
        if (!offer.IsConfirmationCodeRequired) return null;
        string? known = options.ConfirmationCode;
        if (string.IsNullOrEmpty(known) && options.AskConfirmationCode is { } ask) known = await ask(offer, cancellationToken).ConfigureAwait(false);
        // An empty one would be a wrong one, and those are counted.
        return string.IsNullOrEmpty(known) ? null : known;
    }

    private ValueTask<DownloadOutcome> StopAsync(RspSession session, UserDecision decision) => decision switch
    {
        UserDecision.Postpone => StopAsync(session, CancelSessionReason.Postponed, new DownloadOutcome.Postponed()),
        UserDecision.Timeout => StopAsync(session, CancelSessionReason.Timeout, new DownloadOutcome.TimedOut()),
        _ => StopAsync(session, CancelSessionReason.EndUserRejection, new DownloadOutcome.RejectedByUser()),
    };

    private async ValueTask<DownloadOutcome> StopAsync(RspSession session, CancelSessionReason reason, DownloadOutcome outcome)
    {
        Report(DownloadStep.CancelSession);
        return outcome with { Cancellation = await session.CancelAsync(reason).ConfigureAwait(false) };
    }

    private DownloadOutcome.RefusedByEuicc Outcome(EuiccFunctionException refusal, string role, Certificate certificate) =>
        new(refusal.Function, refusal.Code, refusal.Name, refusal.Meaning)
        {
            Certificates = CertificateDates.Of(refusal, role, certificate, lpaOptions.Time.GetUtcNow()),
        };

    private static DownloadOutcome.ServerMismatch Outcome(ServerMismatch mismatch) => new(mismatch.What, mismatch.Expected, mismatch.Received);

    private void Report(DownloadStep step, int done = 0, int total = 0) => progress?.Report(new(step, done, total));

    private static ServerMismatch? Mismatch(RspSession session, TransactionId received) =>
        ServerCheck.Transaction(session.TransactionId, received);
}

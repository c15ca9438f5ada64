using EuiccSim.Card.Install;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.LoadBoundProfilePackage. SGP.22 v2.5 §5.7.6.</summary>
internal static class LoadBoundProfilePackage
{
    /// <summary>
    /// True on the channel on which a package is loaded, if its last portion ended in the middle of a part, or if these octets cannot be
    /// the begin of a function: then they are the package's, and if they are wrong, the result says so.
    /// </summary>
    internal static bool Continues(Octets data, Channel channel, IsdRTransaction tx) =>
        tx.Rsp is RspSession.Loading loading && loading.Channel == channel && (!loading.Loader.IsAtBoundary || !HasHeader(data));

    /// <summary>
    /// True if these octets go to the loader: the start of a package, or what continues one. On the channel of the load only the functions
    /// that end the session are performed meanwhile; what is no function is a part of the package, if a wrong one. On other channels each
    /// function is performed as ever; the load moves there with the next whole part of it.
    /// </summary>
    /// <exception cref="StatusWordException">
    /// '6985' for another function on the channel of the load, or, on another one, for what is neither a function nor the next part. The load
    /// may go on.
    /// </exception>
    internal static bool Takes(int tag, Es10Function? function, Channel channel, IsdRTransaction tx)
    {
        if (tx.Rsp is not RspSession.Loading loading) return tag == BoundProfilePackageTag;
        if (loading.Channel != channel)
        {
            if (function is not null) return false;
            return loading.Loader.IsAtBoundary && loading.Loader.Expects(tag) ? true : throw NotNow();
        }
        if (function is { WhileLoading: false }) throw NotNow();
        return function is null;
    }

    /// <summary>Takes one portion of the package.</summary>
    /// <returns>The ProfileInstallationResult when all is done or refused; nothing while more has to come.</returns>
    /// <exception cref="StatusWordException">'6985' if no download was prepared.</exception>
    internal static Octets Handle(Octets portion, Channel channel, IsdRTransaction tx)
    {
        RspSession.Loading session = tx.Rsp switch
        {
            RspSession.Loading loading => loading with { Channel = channel },
            RspSession.DownloadPrepared prepared => new(prepared.Server, new(prepared, tx.State.Euicc, tx.Environment.Cache, tx.Kernel.Personality.RefusedElement), channel),
            _ => throw NotNow(),
        };
        tx.Rsp = session;
        BppLoader loader = session.Loader;
        if (loader.Load(portion.Span, tx.State) is { } fault)
        {
            IsdRLog.Refused(tx.Logger, fault.Command, fault.Reason);
            tx.Session.NoteFailedLoad();
            return Finish(Failed(fault), session, tx);
        }
        if (loader.Package is not null) return Finish(Install(session, tx), session, tx);
        NoteProgress(session, tx);
        return Quirks.AnswerTo(portion, tx);
    }

    /// <summary>Reports a download that the power cut off; nothing of the Profile is there. SGP.22 v2.5 §3.1.3.3.</summary>
    internal static CardState ReportInterruption(CardState state)
    {
        if (state.PendingInstallation is not { } pending) return state;
        FinalResult result = Failed(new(pending.Command, ErrorReason.InstallFailedDueToInterruption));
        return Notifications.AddInstallationResult(state with { PendingInstallation = null }, pending, result, out _);
    }

    private static bool HasHeader(Octets data)
    {
        try
        {
            return TlvHeader.TryRead(data.Span, out _);
        }
        catch (Asn1ContentException)
        {
            return false;
        }
    }

    private static StatusWordException NotNow() => new(Protocol.Apdu.StatusWord.ConditionsNotSatisfied);

    /// <summary>Writes down how far the download has come, for the case that the power goes.</summary>
    private static void NoteProgress(RspSession.Loading session, IsdRTransaction tx)
    {
        PendingInstallation now = Describe(session);
        if (tx.State.PendingInstallation != now) tx.State = tx.State with { PendingInstallation = now };
    }

    private static FinalResult.Error Failed(BppFault fault) => new(new()
    {
        BppCommandId = fault.Command,
        ErrorReason = fault.Reason,
        SimaResponse = fault.SimaResponse,
    });

    private static FinalResult Install(RspSession.Loading session, IsdRTransaction tx)
    {
        BppLoader loader = session.Loader;
        Signed<StoreMetadataRequest> metadata =
            tx.Environment.Cache.FindMetadata(loader.Package!.Uicc, Signed<StoreMetadataRequest>.Of(loader.Metadata!));
        InstalledProfile profile = new()
        {
            IsdpAid = tx.State.NextIsdpAid(),
            Iccid = metadata.Value.Iccid.Ef,
            KeptMetadata = metadata,
            DpProprietaryData = loader.DpProprietaryData,
            CiPkId = session.Server.Credential.CiPkId,
            Uicc = loader.Package!.Uicc,
            Size = loader.Package.Size,
        };
        if (!Fits(profile, session, tx.State)) return Failed(OutOfMemory(loader.Command));
        IsdRLog.Installed(tx.Logger, metadata.Value.Iccid.Digits);
        // The key has done its work: the package cannot be loaded again (§3.1.3.3).
        tx.State = tx.State with { Profiles = tx.State.Profiles.Add(profile), OneTimeKey = null };
        return new FinalResult.Success(new() { Aid = profile.IsdpAid, SimaResponse = loader.Package.SimaResponse });
    }

    /// <summary>Is there still room? Other channels may have taken some since the metadata came.</summary>
    private static bool Fits(InstalledProfile profile, RspSession.Loading session, CardState state)
    {
        NotificationNeed told = Notifications.NeedFor(state, profile, NotificationEvent.NotificationInstall)
            + Notifications.NeedForResult(session.Server.Address) + new NotificationNeed(0, session.Loader.Package!.SimaResponse.Length);
        return profile.Memory <= state.FreeMemory && Notifications.HasRoomFor(state with { PendingInstallation = null }, told);
    }

    private static BppFault OutOfMemory(BppCommandId command)
    {
        InstallFailure failure = InstallFailure.Of(HeaderRules.Memory, "there is still memory for it");
        return new(command, failure.Reason, failure.SimaResponse);
    }

    /// <summary>Ends the session with a result that stays as a notification until it is delivered.</summary>
    private static Octets Finish(FinalResult result, RspSession.Loading session, IsdRTransaction tx)
    {
        CardState state = Notifications.AddInstallationResult(tx.State, Describe(session), result, out Octets encoded);
        if (result is FinalResult.Success { Value.Aid: var aid })
            state = Notifications.Add(state, state.FindProfile(aid)!, NotificationEvent.NotificationInstall);
        tx.State = state;
        tx.EndRspSession();
        return encoded;
    }

    private static PendingInstallation Describe(RspSession.Loading session) => new(
        session.Server.TransactionId, session.Server.Address, session.Server.Oid, session.Server.Credential.CiPkId,
        session.Loader.Metadata?.Iccid, session.Loader.Command);

    private const int BoundProfilePackageTag = 0xBF36;
}

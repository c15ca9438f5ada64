using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10c.EnableProfile. SGP.22 v2.5 §3.2.1, §5.7.16.</summary>
internal static class EnableProfile
{
    internal static EnableProfileResponse Handle(EnableProfileRequest request, IsdRTransaction tx)
    {
        EnableResult result = Check(request.ProfileIdentifier, tx, out InstalledProfile? target);
        if (result == EnableResult.Ok && Quirks.RefusesFlag(request.RefreshFlag, tx)) result = request.RefreshFlag ? EnableResult.CatBusy : EnableResult.UndefinedError;
        if (result == EnableResult.Ok && tx.Kernel.Personality.WantsPort && request.TargetEsimPort is null) throw new StatusWordException(StatusWord.IncorrectData);
        if (result == EnableResult.Ok) Refresh.Switch(new(target!.IsdpAid), request.RefreshFlag, tx);
        return new() { EnableResult = result };
    }

    private static EnableResult Check(ProfileIdentifier identifier, IsdRTransaction tx, out InstalledProfile? target)
    {
        target = Quirks.Find(identifier, tx);
        if (target is null) return EnableResult.IccidOrAidNotFound;
        if (target.Port is not null) return EnableResult.ProfileNotInDisabledState;
        (int port, PortState here) = (tx.Port.Number, tx.State.On(tx.Port.Number));
        InstalledProfile? enabled = tx.State.EnabledOn(port);
        if (enabled is { Class: ProfileClass.Operational } && enabled.Has(PprIds.Ppr1) && target.Class == ProfileClass.Operational)
            return EnableResult.DisallowedByPolicy;
        // Out of the test mode leads only the way back (§3.2.1).
        if (enabled is { Class: ProfileClass.Test } && target.Class == ProfileClass.Operational && here.EnabledBeforeTest != target.IsdpAid)
            return EnableResult.WrongProfileReenabling;
        if (Refresh.IsBusy(tx) || tx.State.IsAwaited(target)) return EnableResult.CatBusy;
        bool canTell = Notifications.HasRoomFor(tx.State, ProfileSwitch.NotificationsOf(tx.State, port, new(target.IsdpAid)));
        return canTell ? EnableResult.Ok : EnableResult.UndefinedError;
    }
}

using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10c.DisableProfile. SGP.22 v2.5 §3.2.2, §5.7.17.</summary>
internal static class DisableProfile
{
    internal static DisableProfileResponse Handle(DisableProfileRequest request, IsdRTransaction tx)
    {
        DisableResult result = Check(request.ProfileIdentifier, tx, out InstalledProfile? target);
        if (result == DisableResult.Ok && Quirks.RefusesFlag(request.RefreshFlag, tx)) result = request.RefreshFlag ? DisableResult.CatBusy : DisableResult.UndefinedError;
        if (result == DisableResult.Ok) Refresh.Switch(After(target!, tx), request.RefreshFlag, tx);
        return new() { DisableResult = result };
    }

    private static DisableResult Check(ProfileIdentifier identifier, IsdRTransaction tx, out InstalledProfile? target)
    {
        target = Quirks.Find(identifier, tx);
        if (target is null) return DisableResult.IccidOrAidNotFound;
        // Of the Profile on another port, the device at that one decides.
        if (target.Port != tx.Port.Number) return DisableResult.ProfileNotInEnabledState;
        if (target.Has(PprIds.Ppr1)) return DisableResult.DisallowedByPolicy;
        if (Refresh.IsBusy(tx)) return DisableResult.CatBusy;
        bool canTell = Notifications.HasRoomFor(tx.State, ProfileSwitch.NotificationsOf(tx.State, tx.Port.Number, After(target, tx)));
        return canTell ? DisableResult.Ok : DisableResult.UndefinedError;
    }

    /// <summary>When a Test Profile goes, the Operational Profile that was enabled before comes back.</summary>
    private static PendingSwitch After(InstalledProfile target, IsdRTransaction tx) =>
        new(target.Class == ProfileClass.Test ? tx.State.On(tx.Port.Number).EnabledBeforeTest : null);
}

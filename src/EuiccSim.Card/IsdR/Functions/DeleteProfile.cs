using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10c.DeleteProfile. SGP.22 v2.5 §3.2.3, §5.7.18.</summary>
internal static class DeleteProfile
{
    internal static DeleteProfileResponse Handle(DeleteProfileRequest request, IsdRTransaction tx)
    {
        InstalledProfile? target = request switch
        {
            DeleteProfileRequest.IsdpAid { Value: var aid } => Quirks.Find(new ProfileIdentifier.IsdpAid(aid), tx),
            DeleteProfileRequest.Iccid { Value: var iccid } => Quirks.Find(new ProfileIdentifier.Iccid(iccid), tx),
            _ => null,
        };
        DeleteResult result = Check(target, tx);
        if (result == DeleteResult.Ok) tx.State = Quirks.Delete(tx.State, target!, tx);
        return new() { DeleteResult = result };
    }

    private static DeleteResult Check(InstalledProfile? target, IsdRTransaction tx)
    {
        if (target is null) return DeleteResult.IccidOrAidNotFound;
        // One that a REFRESH is about to enable counts as enabled.
        if (target.Port is not null || tx.State.IsAwaited(target)) return DeleteResult.ProfileNotInDisabledState;
        if (target.Has(PprIds.Ppr2) || target.Class == ProfileClass.Provisioning) return DeleteResult.DisallowedByPolicy;
        bool canTell = Notifications.HasRoomFor(tx.State, Notifications.NeedFor(tx.State, target, NotificationEvent.NotificationDelete));
        return canTell ? DeleteResult.Ok : DeleteResult.UndefinedError;
    }
}

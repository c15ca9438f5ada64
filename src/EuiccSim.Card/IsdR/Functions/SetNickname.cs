using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10c.SetNickname. SGP.22 v2.5 §5.7.21. An empty nickname removes it; one that does not fit in the memory is an undefined error.</summary>
internal static class SetNickname
{
    internal static SetNicknameResponse Handle(SetNicknameRequest request, IsdRTransaction tx)
    {
        if (tx.State.FindProfile(request.Iccid) is not { } profile) return new() { SetNicknameResult = SetNicknameResult.IccidNotFound };
        InstalledProfile renamed = profile with { Nickname = request.ProfileNickname.Length == 0 ? null : request.ProfileNickname };
        if (renamed.Memory - profile.Memory > tx.State.FreeMemory) return new() { SetNicknameResult = SetNicknameResult.UndefinedError };
        tx.State = tx.State with { Profiles = tx.State.Profiles.Replace(profile, renamed) };
        return new() { SetNicknameResult = SetNicknameResult.Ok };
    }
}

using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10c.eUICCMemoryReset. SGP.22 v2.5 §3.2.5, §5.7.19. Profile Policy Rules do not stop it.</summary>
internal static class EuiccMemoryReset
{
    // A request, and how it begins if its BIT STRING lacks the octet that counts the unused bits.
    private static readonly Octets _request = Octets.FromHex("BF3404820205");
    private static readonly Octets _withoutUnusedBits = Octets.FromHex("BF34038201");

    /// <summary>
    /// The request as BER has it, if it is what pySim-shell sends, otherwise unchanged. What pySim means is certain: had the BIT STRING its octet
    /// of unused bits, this one octet would be it, and 0, as no bits follow.
    /// </summary>
    internal static Octets Mended(Octets request)
    {
        if (request.Length != _withoutUnusedBits.Length + 1 || request.Slice(0, _withoutUnusedBits.Length) != _withoutUnusedBits) return request;
        Octets bits = request.Slice(_withoutUnusedBits.Length);
        const byte AllOptions = 0b1110_0000;
        return bits.Span[0] != 0 && (bits.Span[0] & ~AllOptions) == 0 ? Octets.Concat(_request, bits) : request;
    }

    internal static EuiccMemoryResetResponse Handle(EuiccMemoryResetRequest request, IsdRTransaction tx) => new() { ResetResult = Reset(request.ResetOptions, tx) };

    private static ResetResult Reset(ResetOptions options, IsdRTransaction tx)
    {
        CardState before = tx.State;
        List<InstalledProfile> doomed = [.. before.Profiles.Where(profile => IsChosen(profile, options) && !tx.Session.IsHidden(profile))];
        bool resetsAddress = (options & ResetOptions.ResetDefaultSmdpAddress) != 0 && before.DefaultDpAddress is not null;
        if (doomed.Count == 0 && !resetsAddress) return ResetResult.NothingToDelete;
        if (tx.Ports.Any(port => Refresh.IsBusy(port, before))) return ResetResult.CatBusy;
        NotificationNeed told = default;
        foreach (InstalledProfile profile in doomed) told += Notifications.NeedFor(before, profile, NotificationEvent.NotificationDelete);
        if (!Notifications.HasRoomFor(before, told)) return ResetResult.UndefinedError;

        CardState state = resetsAddress ? before with { DefaultDpAddress = null } : before;
        foreach (InstalledProfile profile in doomed) state = Quirks.Delete(state, profile, tx);
        tx.State = state;
        foreach (Port port in tx.Ports)
        {
            if (doomed.Exists(profile => profile.Port == port.Number)) Refresh.Request(port);
        }
        return ResetResult.Ok;
    }

    private static bool IsChosen(InstalledProfile profile, ResetOptions options) => profile.Class switch
    {
        ProfileClass.Operational => (options & ResetOptions.DeleteOperationalProfiles) != 0,
        ProfileClass.Test => (options & ResetOptions.DeleteFieldLoadedTestProfiles) != 0,
        _ => false,
    };
}

namespace EuiccSim.Card.Tests.Model;

/// <summary>The rules of SGP.22 v2.5 §3.2 and §5.7 for Profiles, as functions from a state to the next one and a result.</summary>
internal static class ModelRules
{
    private const int Ok = 0;
    private const int NotFound = 1;
    private const int WrongState = 2;
    private const int Policy = 3;
    private const int WrongReenabling = 4;
    private const int CatBusy = 5;
    private const int Undefined = 127;

    /// <summary>§5.7.16. A free eUICC may enable a disabled Profile, unless PPR1 holds the enabled one or the test mode does.</summary>
    internal static int MayEnable(ModelState state, string id, bool isBusy)
    {
        if (state.Find(id) is not { } target) return NotFound;
        if (target.IsEnabled) return WrongState;
        if (target.Class == ModelClass.Operational && state.Enabled is { } enabled)
        {
            if (enabled is { Class: ModelClass.Operational, IsLocked: true }) return Policy;
            if (enabled.Class == ModelClass.Test && state.BeforeTest != target.Iccid) return WrongReenabling;
        }
        if (isBusy) return CatBusy;
        return CanTell(state, target.Iccid) ? Ok : Undefined;
    }

    /// <summary>§5.7.17.</summary>
    internal static int MayDisable(ModelState state, string id, bool isBusy)
    {
        if (state.Find(id) is not { } target) return NotFound;
        if (!target.IsEnabled) return WrongState;
        if (target.IsLocked) return Policy;
        if (isBusy) return CatBusy;
        return CanTell(state, AfterDisabling(state)) ? Ok : Undefined;
    }

    /// <summary>What is enabled after the enabled Profile was disabled: from the test mode there is a way back.</summary>
    internal static string? AfterDisabling(ModelState state) => state.Enabled!.Class == ModelClass.Test ? state.BeforeTest : null;

    /// <summary>Disables what is enabled and enables the Profile with this ICCID, or none; each tells its recipients.</summary>
    internal static ModelState Switch(ModelState state, string? to)
    {
        ModelProfile? before = state.Enabled;
        if (before is not null) state = state.Replace(before, before with { IsEnabled = false }).Tell(before, 0x20);
        ModelProfile? now = state.Find(to);
        if (now is not null) state = state.Replace(now, now with { IsEnabled = true }).Tell(now, 0x40);
        bool wasTesting = before?.Class == ModelClass.Test;
        bool isTesting = now?.Class == ModelClass.Test;
        string? wayBack = before?.Class == ModelClass.Operational ? before.Iccid : null;
        return state with { BeforeTest = !isTesting ? null : wasTesting ? state.BeforeTest : wayBack, Switch = default };
    }

    /// <summary>§5.7.18.</summary>
    internal static (ModelState State, int Result) Delete(ModelState state, string id)
    {
        if (state.Find(id) is not { } target) return (state, NotFound);
        if (target.IsEnabled || (state.Switch.Waits && state.Switch.To == target.Iccid)) return (state, WrongState);
        if (target.IsKept || target.Class == ModelClass.Provisioning) return (state, Policy);
        return ModelState.Count(target, 0x10) > state.Room ? (state, Undefined) : (Remove(state, target), Ok);
    }

    /// <summary>§5.7.19. Options: 1 Operational Profiles, 2 Test Profiles, 4 the default SM-DP+.</summary>
    internal static (ModelState State, int Result) Reset(ModelState state, int options, bool isBusy)
    {
        List<ModelProfile> doomed = state.Profiles.FindAll(
            profile => profile.Class switch
            {
                ModelClass.Operational => (options & 1) != 0,
                ModelClass.Test => (options & 2) != 0,
                _ => false,
            }).ToList();
        bool forgets = (options & 4) != 0 && state.DefaultDp.Length > 0;
        if (doomed.Count == 0 && !forgets) return (state, NotFound);
        if (isBusy) return (state, CatBusy);
        if (doomed.Sum(profile => ModelState.Count(profile, 0x10)) > state.Room) return (state, Undefined);
        foreach (ModelProfile profile in doomed) state = Remove(state, profile);
        return (forgets ? state with { DefaultDp = "" } : state, Ok);
    }

    /// <summary>True if there is room for what a switch has to tell.</summary>
    private static bool CanTell(ModelState state, string? to) =>
        ModelState.Count(state.Enabled, 0x20) + ModelState.Count(state.Find(to), 0x40) <= state.Room;

    private static ModelState Remove(ModelState state, ModelProfile profile)
    {
        bool endsTheWayBack = profile.Iccid == state.BeforeTest || profile.IsEnabled;
        return (state with
        {
            Profiles = state.Profiles.Remove(profile),
            BeforeTest = endsTheWayBack ? null : state.BeforeTest,
        }).Tell(profile, 0x10);
    }
}

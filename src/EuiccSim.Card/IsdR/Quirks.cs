using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.IsdR;

/// <summary>The points of the ISD-R at which personalities differ, where there is more to do than to read a value.</summary>
internal static class Quirks
{
    /// <summary>Why a STORE DATA is not taken, whatever is in it; null if it is.</summary>
    /// <exception cref="MuteException">The card answers nothing any more.</exception>
    internal static StatusWord? Refuse(CommandApdu command, IsdRTransaction tx)
    {
        Personality personality = tx.Kernel.Personality;
        if (personality.FailuresUntilMute is { } most && tx.Session.FailedLoads >= most) throw new MuteException();
        if (command.Data.Length > personality.LargestSegment) return personality.LargerSegment;
        if (personality.WantsRefreshFirst && Refresh.IsBusy(tx)) return s_toolkitBusy;
        return tx.Session.IsResting ? StatusWord.ConditionsNotSatisfied : null;
    }

    /// <summary>The Profile that a request names, as far as the card knows it by this name.</summary>
    internal static InstalledProfile? Find(ProfileIdentifier identifier, IsdRTransaction tx)
    {
        if (tx.Kernel.Personality.KnowsProfilesByAid && identifier is not ProfileIdentifier.IsdpAid) return null;
        return tx.State.FindProfile(identifier) is { } found && !tx.Session.IsHidden(found) ? found : null;
    }

    /// <summary>True if refreshFlag has the value that the card does not want.</summary>
    internal static bool RefusesFlag(bool refresh, IsdRTransaction tx) => tx.Kernel.Personality.RefreshFlag switch
    {
        RefreshFlagRule.Wanted => !refresh,
        RefreshFlagRule.Refused => refresh,
        _ => false,
    };

    /// <summary>Deletes a Profile, or hides the one that comes back until then.</summary>
    internal static CardState Delete(CardState state, InstalledProfile profile, IsdRTransaction tx)
    {
        // AIDs are of one length, and as octets in hexadecimal digits in the order of their numbers.
        bool comesBack = tx.Kernel.Personality.KeepsFirstProfile && state.Profiles.MinBy(one => one.IsdpAid.ToString(), StringComparer.Ordinal) == profile;
        if (!comesBack) return ProfileSwitch.Delete(state, profile);
        tx.Session.Hide(profile);
        return Notifications.Add(state, profile, NotificationEvent.NotificationDelete);
    }

    /// <summary>What the card answers within a package that it goes on to load.</summary>
    internal static Octets AnswerTo(Octets portion, IsdRTransaction tx) =>
        tx.Kernel.Personality.AnswersWithinPackage && portion.Length is > 0 and <= LongestHead && portion[0] == ProfileElementsTag ? s_emptyResult : Octets.Empty;

    private const byte ProfileElementsTag = 0xA3;
    private const int LongestHead = 5;
    private static readonly Octets s_emptyResult = Octets.FromHex("BF3700");
    private static readonly StatusWord s_toolkitBusy = new(0x9300);
}

/// <summary>The card answers nothing, and goes on when it is reset.</summary>
internal sealed class MuteException() : Exception("the card does not answer");

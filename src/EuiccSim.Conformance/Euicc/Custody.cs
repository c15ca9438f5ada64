using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Conformance.Euicc;

/// <summary>What was on a card before a run: it is there afterwards, and nothing else is.</summary>
internal sealed class Custody
{
    private readonly Belongings _before;

    private Custody(Belongings before) => _before = before;

    /// <summary>The ICCIDs that are there, which a case may not use for its own.</summary>
    internal IEnumerable<Iccid> Iccids => _before.Profiles.Select(profile => profile.Iccid).OfType<Iccid>();

    /// <summary>What was there, for who has to compare it by hand.</summary>
    internal IEnumerable<string> WhatToLookFor => _before.InWords.Append(
        $"A Profile that is there besides is the run's: disable and delete it, 'euiccsim lpa delete {TestProfiles.IccidOf(1)}' for one.");

    internal static async Task<Custody> TakeAsync(EuiccBench bench) => new(await Belongings.ReadAsync(bench));

    /// <summary>Takes away what is new, and puts back what was changed.</summary>
    /// <param name="bench">The way to the card.</param>
    /// <param name="mayResetMemory">Whether a Profile that cannot be deleted, by its rules, goes with a memory reset also where that takes what was there before.</param>
    /// <returns>False if a new Profile is there still.</returns>
    internal async Task<bool> RestoreAsync(EuiccBench bench, bool mayResetMemory)
    {
        // A case may have stopped in the middle of a package: a new session ends that one, and a card that waits for the rest answers again.
        await bench.ChallengeAsync();
        Belongings now = await RemoveAsync(bench);
        if ((mayResetMemory || !_before.HasOperational) && AddedIn(now).Any())
        {
            ResetOptions tests = mayResetMemory ? ResetOptions.DeleteFieldLoadedTestProfiles : 0;
            await bench.CallAsync(new EuiccMemoryResetRequest { ResetOptions = ResetOptions.DeleteOperationalProfiles | tests });
            now = await Belongings.ReadAsync(bench);
        }
        foreach (ProfileInfo old in _before.Profiles) await RestoreAsync(bench, old, now.Find(old));
        if (now.DefaultDpAddress != _before.DefaultDpAddress)
            await bench.CallAsync(new SetDefaultDpAddressRequest { DefaultDpAddress = _before.DefaultDpAddress ?? "" });
        // Last: what was done above is told by notifications, too.
        Belongings after = await Belongings.ReadAsync(bench);
        foreach (NotificationMetadata added in after.Notifications.Except(_before.Notifications))
            await bench.CallAsync(new NotificationSentRequest { SeqNumber = added.SeqNumber });
        return !AddedIn(after).Any();
    }

    /// <summary>What is not as it was, a sentence each.</summary>
    internal async Task<SequenceOf<string>> CompareAsync(EuiccBench bench)
    {
        Belongings now = await Belongings.ReadAsync(bench);
        return SequenceOf.From<string>([.. _before.DifferencesTo(now)]);
    }

    private IEnumerable<ProfileInfo> AddedIn(Belongings now) => now.Profiles.Where(profile => _before.Find(profile) is null);

    /// <summary>Removes what is new. Another one may be enabled when a Test Profile goes, so it is looked again.</summary>
    /// <returns>What is there then.</returns>
    private async Task<Belongings> RemoveAsync(EuiccBench bench)
    {
        Belongings now = await Belongings.ReadAsync(bench);
        for (int round = 0; round < Rounds && AddedIn(now).Any(); round++)
        {
            foreach (ProfileInfo added in AddedIn(now)) await RemoveAsync(bench, added);
            now = await Belongings.ReadAsync(bench);
        }
        return now;
    }

    private static async Task RemoveAsync(EuiccBench bench, ProfileInfo profile)
    {
        if (profile.Iccid is not { } iccid) return;
        if (profile.ProfileState == ProfileState.Enabled) await DisableAsync(bench, iccid);
        await bench.CallAsync(new DeleteProfileRequest.Iccid(iccid));
    }

    private static async Task RestoreAsync(EuiccBench bench, ProfileInfo before, ProfileInfo? now)
    {
        if (before.Iccid is not { } iccid || now is null) return;
        if (now.ProfileNickname != before.ProfileNickname)
            await bench.CallAsync(new SetNicknameRequest { Iccid = iccid, ProfileNickname = before.ProfileNickname ?? "" });
        if (now.ProfileState == before.ProfileState) return;
        if (before.ProfileState == ProfileState.Enabled)
            await bench.CallAsync(new EnableProfileRequest { ProfileIdentifier = new ProfileIdentifier.Iccid(iccid), RefreshFlag = false });
        else await DisableAsync(bench, iccid);
    }

    private static async Task DisableAsync(EuiccBench bench, Iccid iccid) =>
        await bench.CallAsync(new DisableProfileRequest { ProfileIdentifier = new ProfileIdentifier.Iccid(iccid), RefreshFlag = false });

    private const int Rounds = 3;
}

using EuiccSim.Lpa;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>Finds the profile that a person names by ICCID, ISD-P AID or nickname.</summary>
internal static class ProfileId
{
    /// <summary>
    /// The profile on the card. One that is not there, but has the form of an ICCID or AID, is left to the card to refuse: then all but the
    /// identifier is unknown.
    /// </summary>
    internal static async Task<ProfileInfo> FindAsync(LpaClient lpa, string id, CancellationToken cancellationToken)
    {
        SequenceOf<ProfileInfo> profiles = await lpa.Es10c.GetProfilesInfoAsync(cancellationToken: cancellationToken);
        ProfileInfo[] found = [.. profiles.Where(profile => Names(id, profile))];
        if (found.Length == 0) found = [.. profiles.Where(profile => profile.ProfileNickname == id)];
        return found.Length switch
        {
            1 => found[0],
            0 => Unknown(id) ?? throw new CommandFailure(ExitCode.SaidNo, "GetProfilesInfo", "profileNotFound", $"There is no profile '{id}' on the card."),
            _ => throw CommandFailure.Missing("ambiguous", $"{found.Length} profiles are called '{id}': name the ICCID."),
        };
    }

    /// <summary>How the card wants it to be named.</summary>
    internal static ProfileIdentifier Of(ProfileInfo profile) => profile.Iccid is { } iccid
        ? new ProfileIdentifier.Iccid(iccid)
        : new ProfileIdentifier.IsdpAid(profile.IsdpAid!.Value);

    private static bool Names(string id, ProfileInfo profile) =>
        (profile.Iccid is { } iccid && iccid.Digits == id.TrimEnd('F', 'f')) || (IsAid(id) && profile.IsdpAid == Octets.FromHex(id));

    private static ProfileInfo? Unknown(string id)
    {
        if (IsAid(id)) return new() { IsdpAid = Octets.FromHex(id) };
        bool isIccid = id.Length is >= 18 and <= 20 && id.All(char.IsAsciiDigit);
        return isIccid ? new() { Iccid = Iccid.FromDigits(id) } : null;
    }

    private static bool IsAid(string id) => id.Length is >= 22 and <= 32 && id.Length % 2 == 0 && id.All(char.IsAsciiHexDigit);
}

using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Lpa;

/// <summary>How people name a profile: by its ICCID, its ISD-P's AID, or its nickname.</summary>
public static class ProfileName
{
    /// <summary>The profiles that an ICCID or AID names; if there is none, those with this nickname.</summary>
    public static SequenceOf<Entry<ProfileInfo>> Find(SequenceOf<Entry<ProfileInfo>> profiles, string name)
    {
        SequenceOf<Entry<ProfileInfo>> found = SequenceOf.From(profiles.Where(profile => Names(name, profile.Value)));
        return found.Count > 0 ? found : SequenceOf.From(profiles.Where(profile => profile.Value.ProfileNickname == name));
    }

    /// <summary>What has the form of an ICCID or AID as a profile of which nothing else is known; null for other texts.</summary>
    public static ProfileInfo? Unknown(string name)
    {
        if (IsAid(name)) return new() { IsdpAid = Octets.FromHex(name) };
        bool isIccid = name.Length is >= 18 and <= 20 && name.All(char.IsAsciiDigit);
        return isIccid ? new() { Iccid = Iccid.FromDigits(name) } : null;
    }

    /// <summary>How the card wants the profile to be named.</summary>
    /// <exception cref="MalformedResponseException">The eUICC tells neither ICCID nor AID, or neither can be read.</exception>
    public static ProfileIdentifier IdentifierOf(ProfileInfo profile) => profile switch
    {
        { Iccid: { } iccid } => new ProfileIdentifier.Iccid(iccid),
        { IsdpAid: { } aid } => new ProfileIdentifier.IsdpAid(aid),
        _ => throw new MalformedResponseException("Neither ICCID nor AID of the profile can be read, and the card knows profiles by nothing else."),
    };

    private static bool Names(string name, ProfileInfo profile) =>
        (profile.Iccid is { } iccid && name.Length > 0 && iccid.Digits.TrimEnd('F') == name.TrimEnd('F', 'f')) || (IsAid(name) && profile.IsdpAid == Octets.FromHex(name));

    private static bool IsAid(string name) => name.Length is >= 22 and <= 32 && name.Length % 2 == 0 && name.All(char.IsAsciiHexDigit);
}

using System.Collections.Immutable;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10c.GetProfilesInfo. SGP.22 v2.5 §5.7.15.</summary>
internal static class GetProfilesInfo
{
    internal static ProfileInfoListResponse Handle(ProfileInfoListRequest request, IsdRTransaction tx)
    {
        TagSet? tags = request.TagList is { } list ? TagSet.Read(list) : TagSet.Default;
        bool isKnownClass = request.SearchCriteria is not ProfileSearchCriteria.ProfileClass { Value: var asked } || Enum.IsDefined(asked);
        if (tags is null || !isKnownClass) return new ProfileInfoListResponse.Error(ProfileInfoListError.IncorrectInputValues);
        return new ProfileInfoListResponse.Ok(
            SequenceOf.From(tx.State.Profiles.Where(profile => IsWanted(profile, request.SearchCriteria) && !tx.Session.IsHidden(profile)).Select(profile => Describe(profile, tags))));
    }

    private static bool IsWanted(InstalledProfile profile, ProfileSearchCriteria? criteria) => criteria switch
    {
        ProfileSearchCriteria.IsdpAid { Value: var aid } => profile.IsdpAid == aid,
        ProfileSearchCriteria.Iccid { Value: var iccid } => profile.Iccid == iccid.Ef,
        ProfileSearchCriteria.ProfileClass { Value: var profileClass } => profile.Metadata.ProfileClass == profileClass,
        _ => true,
    };

    private static ProfileInfo Describe(InstalledProfile profile, TagSet tags) => new()
    {
        Iccid = tags.Has(0x5A) ? profile.Metadata.Iccid : null,
        IsdpAid = tags.Has(0x4F) ? profile.IsdpAid : null,
        ProfileState = tags.Has(0x9F70) ? (profile.Port is null ? ProfileState.Disabled : ProfileState.Enabled) : null,
        ProfileNickname = tags.Has(0x90) ? profile.Nickname : null,
        ServiceProviderName = tags.Has(0x91) ? profile.Metadata.ServiceProviderName : null,
        ProfileName = tags.Has(0x92) ? profile.Metadata.ProfileName : null,
        IconType = tags.Has(0x93) ? profile.Metadata.IconType : null,
        Icon = tags.Has(0x94) ? profile.Metadata.Icon : null,
        ProfileClass = tags.Has(0x95) ? profile.Metadata.ProfileClass : null,
        NotificationConfigurationInfo = tags.Has(0xB6) ? profile.Metadata.NotificationConfigurationInfo : null,
        ProfileOwner = tags.Has(0xB7) ? profile.Metadata.ProfileOwner : null,
        DpProprietaryData = tags.Has(0xB8) ? profile.DpProprietaryData : null,
        ProfilePolicyRules = tags.Has(0x99) ? profile.Metadata.ProfilePolicyRules : null,
        ServiceSpecificDataStoredInEuicc = tags.Has(0xBF22) ? profile.Metadata.ServiceSpecificDataStoredInEuicc : null,
    };

    /// <summary>The tags of a tag list ('5C'): one after the other, of one or two octets. Unknown ones are passed over.</summary>
    private sealed class TagSet(ImmutableArray<int> tags)
    {
        private readonly ImmutableArray<int> _tags = tags;

        internal static TagSet Default { get; } = new([0x5A, 0x4F, 0x9F70, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95]);

        internal bool Has(int tag) => _tags.Contains(tag);

        /// <summary>The tags; null if the last one is not whole.</summary>
        internal static TagSet? Read(Octets list)
        {
            ImmutableArray<int>.Builder tags = ImmutableArray.CreateBuilder<int>();
            for (int i = 0; i < list.Length;)
            {
                if (TlvHeader.ReadTag(list.Span[i..], int.MaxValue, out int tag, out int octets) != TlvPart.Whole) return null;
                tags.Add(tag);
                i += octets;
            }
            return new(tags.ToImmutable());
        }
    }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10c;

/// <summary>ES10c.GetProfilesInfo, command data. SGP.22 v2.5 §5.7.15.</summary>
[Asn1Sequence("[45]")] // 'BF2D'
public sealed partial record ProfileInfoListRequest : IEs10Request<ProfileInfoListResponse>
{
    /// <summary>The profiles of interest; all if absent.</summary>
    [Tag("[0]")]
    public ProfileSearchCriteria? SearchCriteria { get; init; }

    /// <summary>The tags of interest, one after the other; a default set if absent ('5C').</summary>
    [Tag("[APPLICATION 28]")]
    public Octets? TagList { get; init; }
}

/// <summary>Which profiles are of interest.</summary>
[Asn1Choice]
public abstract partial record ProfileSearchCriteria
{
    private ProfileSearchCriteria()
    {
    }

    /// <summary>The one whose ISD-P has this application identifier, 1 to 16 octets ('4F').</summary>
    [Tag("[APPLICATION 15]")]
    [Size(1, 16)]
    public sealed record IsdpAid(Octets Value) : ProfileSearchCriteria;

    /// <summary>The one with this ICCID ('5A').</summary>
    public sealed record Iccid(Identifiers.Iccid Value) : ProfileSearchCriteria;

    /// <summary>Those of a class ('95').</summary>
    [Tag("[21]")]
    public sealed record ProfileClass(Common.ProfileClass Value) : ProfileSearchCriteria;
}

/// <summary>ES10c.GetProfilesInfo, response data.</summary>
[Asn1Choice("[45]")]
public abstract partial record ProfileInfoListResponse
{
    private ProfileInfoListResponse()
    {
    }

    /// <summary>The profiles.</summary>
    [Name("profileInfoListOk")]
    public sealed record Ok(SequenceOf<ProfileInfo> Value) : ProfileInfoListResponse;

    /// <summary>There is no list.</summary>
    [Name("profileInfoListError")]
    public sealed record Error(ProfileInfoListError Value) : ProfileInfoListResponse;
}

/// <summary>What is known of a profile; only what was asked for is present. SGP.22 v2.5 §5.7.15.</summary>
[Asn1Sequence("[PRIVATE 3]")] // 'E3'
[ByField]
public sealed partial record ProfileInfo
{
    /// <summary>The profile.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>The application identifier of its ISD-P, 1 to 16 octets ('4F').</summary>
    [Tag("[APPLICATION 15]")]
    [Size(1, 16)]
    public Octets? IsdpAid { get; init; }

    /// <summary>Whether it is in use ('9F70').</summary>
    [Tag("[112]")]
    public ProfileState? ProfileState { get; init; }

    /// <summary>The user's name for it, up to 64 characters.</summary>
    [Tag("[16]")]
    [Size(0, 64)]
    public string? ProfileNickname { get; init; }

    /// <summary>Who provides the service, up to 32 characters.</summary>
    [Tag("[17]")]
    [Size(0, 32)]
    public string? ServiceProviderName { get; init; }

    /// <summary>A short description, up to 64 characters.</summary>
    [Tag("[18]")]
    [Size(0, 64)]
    public string? ProfileName { get; init; }

    /// <summary>The format of the icon.</summary>
    [Tag("[19]")]
    public IconType? IconType { get; init; }

    /// <summary>The icon, up to 1024 octets.</summary>
    [Tag("[20]")]
    [Size(0, 1024)]
    public Octets? Icon { get; init; }

    /// <summary>What it is for.</summary>
    [Tag("[21]")]
    public ProfileClass? ProfileClass { get; init; }

    /// <summary>Whom to tell about which events.</summary>
    [Tag("[22]")]
    public SequenceOf<NotificationConfigurationInformation>? NotificationConfigurationInfo { get; init; }

    /// <summary>The operator that owns it.</summary>
    [Tag("[23]")]
    public OperatorId? ProfileOwner { get; init; }

    /// <summary>The SM-DP+'s own data.</summary>
    [Tag("[24]")]
    public DpProprietaryData? DpProprietaryData { get; init; }

    /// <summary>The policy rules.</summary>
    [Tag("[25]")]
    public PprIds? ProfilePolicyRules { get; init; }

    /// <summary>Data of a service.</summary>
    [Tag("[34]")]
    public SequenceOf<VendorSpecificData>? ServiceSpecificDataStoredInEuicc { get; init; }
}

/// <summary>Why ES10c.GetProfilesInfo failed.</summary>
public enum ProfileInfoListError
{
    /// <summary>The search criteria or the tag list are not as specified.</summary>
    IncorrectInputValues = 1,

    /// <summary>Any other reason.</summary>
    UndefinedError = 127,
}

using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Lpa.Summaries;

/// <summary>A profile on an eUICC, as people and scripts want to see it.</summary>
/// <param name="Entry">What the eUICC says of it, as far as it can be read.</param>
public sealed record ProfileSummary(Entry<ProfileInfo> Entry)
{
    /// <summary>A profile of which this much is known.</summary>
    public ProfileSummary(ProfileInfo info)
        : this(new Entry<ProfileInfo>(info, Asn1Codec.Encode(info), []))
    {
    }

    /// <summary>What the eUICC says of it.</summary>
    public ProfileInfo Info => Entry.Value;

    /// <summary>The ICCID; null if the eUICC does not tell it.</summary>
    public Iccid? Iccid => Info.Iccid;

    /// <summary>The ICCID in digits; null if the eUICC does not tell it.</summary>
    public string? IccidDigits => Info.Iccid?.Digits;

    /// <summary>The AID of the ISD-P in hexadecimal digits; null if the eUICC does not tell it.</summary>
    public string? Aid => Info.IsdpAid?.ToString();

    /// <summary>"enabled" or "disabled"; null if the eUICC does not tell it.</summary>
    public string? State => Info.ProfileState is { } state ? StandardName.Of(state) : null;

    /// <summary>The nickname; null if there is none.</summary>
    public string? Nickname => Info.ProfileNickname;

    /// <summary>The service provider's name.</summary>
    public string? ServiceProvider => Info.ServiceProviderName;

    /// <summary>The profile's name.</summary>
    public string? Name => Info.ProfileName;

    /// <summary>"operational", "test" or "provisioning"; null if it cannot be read.</summary>
    public string? Class => Entry.Lacks("profileClass") ? null : StandardName.Of(Info.ProfileClass ?? ProfileClass.Operational);

    /// <summary>What is wrong with what the eUICC says of it; null for nothing.</summary>
    public DamageSummary? Damage => DamageSummary.Of(Entry);

    /// <summary>ICCID, state, nickname, service provider, name and class, for a table; "?" for what cannot be read.</summary>
    public string?[] ToRow() =>
    [
        Shown("iccid", IccidDigits), Shown("profileState", State), Shown("profileNickname", Nickname),
        Shown("serviceProviderName", ServiceProvider), Shown("profileName", Name), Shown("profileClass", Class),
    ];

    /// <summary>The ICCID, or else the AID, or that there is neither.</summary>
    public override string ToString() => IccidDigits ?? Aid ?? "without ICCID";

    /// <summary>Writes it as members of the object that is open; what cannot be read is null.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("iccid", IccidDigits);
        json.WriteString("aid", Aid);
        json.WriteString("state", State);
        json.WriteString("nickname", Nickname);
        json.WriteString("serviceProvider", ServiceProvider);
        json.WriteString("name", Name);
        json.WriteString("class", Class);
        Damage?.WriteMembers(json);
    }

    private string? Shown(string field, string? value) => Entry.Lacks(field) ? "?" : value;
}

using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Lpa.Summaries;

/// <summary>A profile on an eUICC, as people and scripts want to see it.</summary>
/// <param name="Info">What the eUICC says of it.</param>
public sealed record ProfileSummary(ProfileInfo Info)
{
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

    /// <summary>"operational", "test" or "provisioning".</summary>
    public string Class => StandardName.Of(Info.ProfileClass ?? ProfileClass.Operational);

    /// <summary>The ICCID, or else the AID.</summary>
    public override string ToString() => IccidDigits ?? Aid ?? "";

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("iccid", IccidDigits);
        json.WriteString("aid", Aid);
        json.WriteString("state", State);
        json.WriteString("nickname", Nickname);
        json.WriteString("serviceProvider", ServiceProvider);
        json.WriteString("name", Name);
        json.WriteString("class", Class);
    }
}

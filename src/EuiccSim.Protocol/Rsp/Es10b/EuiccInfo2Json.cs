using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>EUICCInfo2 with the standard's field names; what the eUICC leaves out is null, and so is what cannot be read.</summary>
public static class EuiccInfo2Json
{
    /// <summary>Writes it as a member of the object that is open.</summary>
    public static void Write(Utf8JsonWriter json, string name, Entry<EuiccInfo2> entry)
    {
        EuiccInfo2 info = entry.Value;
        json.WriteStartObject(name);
        WriteText("profileVersion", info.ProfileVersion.ToString());
        WriteText("svn", info.Svn.ToString());
        WriteText("euiccFirmwareVer", info.EuiccFirmwareVer.ToString());
        if (entry.Lacks("extCardResource")) json.WriteNull("extCardResource");
        else WriteResources(json, info.ExtCardResource);
        WriteTexts("uiccCapability", StandardName.OfBits(info.UiccCapability));
        json.WriteString("ts102241Version", info.Ts102241Version?.ToString());
        json.WriteString("globalplatformVersion", info.GlobalplatformVersion?.ToString());
        WriteTexts("rspCapability", StandardName.OfBits(info.RspCapability));
        WriteTexts("euiccCiPKIdListForVerification", info.EuiccCiPKIdListForVerification.Select(id => id.ToString()));
        WriteTexts("euiccCiPKIdListForSigning", info.EuiccCiPKIdListForSigning.Select(id => id.ToString()));
        json.WriteString("euiccCategory", info.EuiccCategory is { } category ? StandardName.Of(category) : null);
        json.WriteStrings("forbiddenProfilePolicyRules", info.ForbiddenProfilePolicyRules is { } rules ? StandardName.OfBits(rules) : null);
        WriteText("ppVersion", info.PpVersion.ToString());
        WriteText("sasAcreditationNumber", info.SasAcreditationNumber);
        WriteRest(json, info);
        if (entry.IsDamaged) DamageJson.WriteMembers(json, entry.Encoded, entry.Faults);
        json.WriteEndObject();

        void WriteText(string member, string text) => json.WriteString(member, entry.Lacks(member) ? null : text);
        void WriteTexts(string member, IEnumerable<string> texts) => json.WriteStrings(member, entry.Lacks(member) ? null : texts);
    }

    private static void WriteRest(Utf8JsonWriter json, EuiccInfo2 info)
    {
        if (info.CertificationDataObject is { } certification)
        {
            json.WriteStartObject("certificationDataObject");
            json.WriteString("platformLabel", certification.PlatformLabel);
            json.WriteString("discoveryBaseURL", certification.DiscoveryBaseURL);
            json.WriteEndObject();
        }
        if (info.TreProperties is { } properties) json.WriteStrings("treProperties", StandardName.OfBits(properties));
        if (info.TreProductReference is { } reference) json.WriteString("treProductReference", reference);
        if (info.AdditionalEuiccProfilePackageVersions is { } versions)
            json.WriteStrings("additionalEuiccProfilePackageVersions", versions.Select((VersionType version) => version.ToString()));
    }

    private static void WriteResources(Utf8JsonWriter json, Octets octets)
    {
        if (CardResources.TryRead(octets) is not { } resources)
        {
            json.WriteString("extCardResource", octets.ToString());
            return;
        }
        json.WriteStartObject("extCardResource");
        WriteNumber(json, "installedApplication", resources.InstalledApplications);
        WriteNumber(json, "freeNonVolatileMemory", resources.FreeNonVolatileMemory);
        WriteNumber(json, "freeVolatileMemory", resources.FreeVolatileMemory);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }
}

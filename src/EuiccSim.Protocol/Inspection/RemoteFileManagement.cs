using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Inspection;

/// <summary>A remote file management application. SAIP §8.8.</summary>
/// <param name="Element">The place of its element, from 1 on.</param>
/// <param name="Application">What the element says of it.</param>
public sealed record RemoteFileManagement(int Element, PeRfm Application)
{
    internal IEnumerable<string> Tars => (Application.TarList ?? []).Select(tar => tar.ToString());

    private string Security => $"{Application.MinimumSecurityLevel} ({GlobalPlatformWords.SecurityLevel(Application.MinimumSecurityLevel[0])})";

    internal ViewSection Section
    {
        get
        {
            SectionBuilder facts = new($"Remote file management {Application.InstanceAID} (element {PinFacts.Invariant(Element)})");
            facts.Fact("under", Application.SecurityDomainAID?.ToString()).Fact("TAR", string.Join(' ', Tars)).Fact("minimum security", Security);
            facts.Fact("file access", GlobalPlatformWords.AccessDomain(Application.UiccAccessDomain)).Fact("admin access", GlobalPlatformWords.AccessDomain(Application.UiccAdminAccessDomain));
            if (Application.AdfRfmAccess is not { } adf) return facts.Section;
            facts.Fact("in", adf.AdfAID.ToString()).Fact("file access", GlobalPlatformWords.AccessDomain(adf.AdfAccessDomain), 1);
            return facts.Fact("admin access", GlobalPlatformWords.AccessDomain(adf.AdfAdminAccessDomain), 1).Section;
        }
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("element", Element);
        json.WriteString("instanceAid", Application.InstanceAID.ToString());
        json.WriteString("securityDomainAid", Application.SecurityDomainAID?.ToString());
        json.WriteStrings("tars", Tars);
        json.WriteString("minimumSecurityLevel", Application.MinimumSecurityLevel.ToString());
        json.WriteString("minimumSecurity", GlobalPlatformWords.SecurityLevel(Application.MinimumSecurityLevel[0]));
        WriteAccess(json, "uicc", Application.UiccAccessDomain, Application.UiccAdminAccessDomain);
        if (Application.AdfRfmAccess is not { } adf) return;
        json.WriteString("adfAid", adf.AdfAID.ToString());
        WriteAccess(json, "adf", adf.AdfAccessDomain, adf.AdfAdminAccessDomain);
    }

    private static void WriteAccess(Utf8JsonWriter json, string prefix, Octets access, Octets administration)
    {
        json.WriteString($"{prefix}AccessDomain", access.ToString());
        json.WriteString($"{prefix}Access", GlobalPlatformWords.AccessDomain(access));
        json.WriteString($"{prefix}AdminAccessDomain", administration.ToString());
        json.WriteString($"{prefix}AdminAccess", GlobalPlatformWords.AccessDomain(administration));
    }
}

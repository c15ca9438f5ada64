using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Inspection;

/// <summary>An application or a security domain that a package installs. SAIP §8.6, §8.7.3.</summary>
/// <param name="Element">The place of its element, from 1 on.</param>
/// <param name="Instance">What the element says of it.</param>
/// <param name="IsSecurityDomain">True for a security domain.</param>
public sealed record InstanceFacts(int Element, ApplicationInstance Instance, bool IsSecurityDomain)
{
    /// <summary>Versions of its keys, each once; none for an application.</summary>
    public SequenceOf<string> KeyVersions { get; init; } = [];

    /// <summary>Its toolkit parameters; null where there are none, or others than the standard's.</summary>
    public ToolkitParameters? Toolkit =>
        Instance.ApplicationParameters?.UiccToolkitApplicationSpecificParametersField is { } value ? ToolkitParameters.TryRead(value) : null;

    /// <summary>Its privileges in words.</summary>
    public IEnumerable<string> Privileges => GlobalPlatformWords.Privileges(Instance.ApplicationPrivileges);

    /// <summary>"selectable", "personalized".</summary>
    public string LifeCycle => GlobalPlatformWords.LifeCycle(Instance.LifeCycleState[0], IsSecurityDomain);

    /// <summary>The secure channel protocols of a security domain, "SCP80 i=00". GlobalPlatform UICC Configuration §6.1, tag '81'.</summary>
    public IEnumerable<string> SecureChannels
    {
        get
        {
            if (!IsSecurityDomain) yield break;
            foreach (BerTlv list in BerTlv.ReadWhole(Instance.ApplicationSpecificParametersC9))
                for (int i = 0; list.Tag == 0x81 && i + 1 < list.Value.Length; i += 2) yield return $"SCP{list.Value.Slice(i, 1)} i={list.Value.Slice(i + 1, 1)}";
        }
    }

    internal ViewSection Section
    {
        get
        {
            SectionBuilder facts = new($"{(IsSecurityDomain ? "Security domain" : "Application")} {Instance.InstanceAID} (element {PinFacts.Invariant(Element)})");
            facts.Fact("of", $"module {Instance.ClassAID} of {Instance.ApplicationLoadPackageAID}").Fact("under", Instance.ExtraditeSecurityDomainAID?.ToString());
            facts.Fact("life cycle", LifeCycle).Fact("privileges", string.Join(", ", Privileges) is { Length: > 0 } all ? all : "none");
            facts.Fact("keys", KeyVersions.Count == 0 ? null : $"versions {string.Join(", ", KeyVersions)}").Fact("channels", string.Join(", ", SecureChannels));
            facts.Fact("parameters", Instance.ApplicationSpecificParametersC9.ToString());
            if (Toolkit is { } toolkit) toolkit.AddTo(facts);
            foreach ((string label, _, string? text) in More) facts.Fact(label, text);
            return facts.Section;
        }
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("element", Element);
        json.WriteString("instanceAid", Instance.InstanceAID.ToString());
        json.WriteString("classAid", Instance.ClassAID.ToString());
        json.WriteString("loadPackageAid", Instance.ApplicationLoadPackageAID.ToString());
        json.WriteString("extraditeSecurityDomainAid", Instance.ExtraditeSecurityDomainAID?.ToString());
        json.WriteString("lifeCycle", LifeCycle);
        json.WriteStrings("privileges", Privileges);
        json.WriteString("applicationSpecificParametersC9", Instance.ApplicationSpecificParametersC9.ToString());
        if (IsSecurityDomain)
        {
            json.WriteStrings("keyVersions", KeyVersions);
            json.WriteStrings("secureChannels", SecureChannels);
        }
        if (Toolkit is { } toolkit)
        {
            json.WriteStartObject("toolkit");
            toolkit.WriteMembers(json);
            json.WriteEndObject();
        }
        foreach ((_, string name, string? text) in More)
            if (text is not null) json.WriteString(name, text);
    }

    private (string Label, string Name, string? Text)[] More
    {
        get
        {
            UiccApplicationParameters? uicc = Instance.ApplicationParameters;
            ApplicationSystemParameters? system = Instance.SystemSpecificParameters;
            return
            [
                ("toolkit", "uiccToolkitParameters", Toolkit is null ? uicc?.UiccToolkitApplicationSpecificParametersField?.ToString() : null),
                ("file access", "uiccAccess", AccessParameters.Words(uicc?.UiccAccessApplicationSpecificParametersField)),
                ("admin access", "uiccAdministrativeAccess", AccessParameters.Words(uicc?.UiccAdministrativeAccessApplicationSpecificParametersField)),
                ("SIM file access and toolkit", "simFileAccessToolkit", system?.Ts102226SIMFileAccessToolkitParameter?.ToString()),
                ("volatile memory", "volatileMemoryQuota", system?.VolatileMemoryQuotaC7?.ToString()),
                ("non-volatile memory", "nonVolatileMemoryQuota", system?.NonVolatileMemoryQuotaC8?.ToString()),
                ("global services", "globalServiceParameters", system?.GlobalServiceParameters?.ToString()),
                ("implicit selection", "implicitSelectionParameter", system?.ImplicitSelectionParameter?.ToString()),
                ("provider", "applicationProviderIdentifier", Instance.ControlReferenceTemplate?.ApplicationProviderIdentifier.ToString()),
                ("commands after installation", "processDataCount", Instance.ProcessData is { } data ? PinFacts.Invariant(data.Count) : null),
            ];
        }
    }
}

/// <summary>UICC access application specific parameters. TS 102 226 §8.2.1.3.2.2.2.</summary>
internal static class AccessParameters
{
    /// <summary>Of each file system: an AID (empty below the MF), the access domain, and its data authentication pattern, each with its length before it.</summary>
    internal static string? Words(Octets? parameters)
    {
        if (parameters is not { } octets) return null;
        List<string> words = [];
        for (int at = 0; at < octets.Length;)
        {
            if (Take(octets, ref at) is not { } aid || Take(octets, ref at) is not { } domain || Take(octets, ref at) is not { } pattern || aid.Length is > 0 and < 5 or > 16) return octets.ToString();
            words.Add($"{(aid.IsEmpty ? "MF" : aid)}: {GlobalPlatformWords.AccessDomain(domain)}{(pattern.IsEmpty ? "" : $" with a pattern of {PinFacts.Invariant(pattern.Length)} octets")}");
        }
        return string.Join("; ", words);
    }

    private static Octets? Take(Octets octets, ref int at)
    {
        if (at >= octets.Length || at + 1 + octets[at] > octets.Length) return null;
        Octets field = octets.Slice(at + 1, octets[at]);
        at += 1 + field.Length;
        return field;
    }
}

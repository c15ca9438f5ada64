using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>What the header says, and whether it fits what comes behind it. SAIP §8.2.</summary>
internal static class HeaderLint
{
    private static readonly ProfileRule s_iccidLength = Warning("iccid-length", "ITU-T E.118", "an ICCID has 19 or 20 digits",
        "Readers and ordering systems expect that many. Write all digits.");

    private static readonly ProfileRule s_iccidOrder = Warning("header-iccid-order", "SAIP §8.2", "the header's ICCID has its digits in reading order",
        "EF.ICCID has them swapped in each octet, the header has not: servers would see another number. Swap them.");

    private static readonly ProfileRule s_iccidIndustry = Note("iccid-industry", "ITU-T E.118", "an ICCID begins with 89, for telecommunication",
        "Other beginnings belong to banks and others.");

    private static readonly ProfileRule s_minor = Note("header-minor-version", "SAIP §8.2", "the version is one of SAIP 2.0 to 2.3 or 3.0 to 3.3",
        "This tool knows no later one: what is new in it is not looked at.");

    private static readonly ProfileRule s_versionServices = Warning("header-version-services", "SAIP §8.2", "the services are those of the version",
        "An eUICC of that version does not know the service. Write the version in which it came, or take it out.");

    private static readonly ProfileRule s_versionTemplates = Warning("header-version-templates", "SAIP annex A", "the templates are those of the version",
        "An eUICC of that version does not know the template. Write the version in which it came, or use an older template.");

    private static readonly ProfileRule s_listed = Warning("header-template-listed", "SAIP §8.2", "the templates of elements are in eUICC-Mandatory-GFSTEList",
        "An eUICC without the template stops in the middle, where it could have said so at the header. Add it to the list.");

    private static readonly ProfileRule s_used = Note("header-template-used", "SAIP §8.2", "the templates of eUICC-Mandatory-GFSTEList are used",
        "An eUICC without the template refuses the package in vain. Take it out of the list.");

    private static readonly ProfileRule s_twice = Warning("header-list-once", "SAIP §8.2", "an entry comes once in the header's lists",
        "It may stand in the place of another one. Take one out.");

    private static readonly ProfileRule s_applicationServices = Warning("header-application-services", "SAIP §8.2", "the header asks for the applications that the package makes",
        "An eUICC without that application would take the package, and the SIM would not work. Add the service.");

    private static readonly ProfileRule s_algorithmServices = Warning("header-algorithm-services", "SAIP §8.2", "the header asks for the algorithms that the package uses",
        "An eUICC without the algorithm would take the package, and the SIM would not authenticate. Add the service.");

    private static readonly ProfileRule s_berTlv = Warning("header-ber-tlv-service", "SAIP §8.2", "the header asks for ber-tlv where the package makes BER-TLV files",
        "An eUICC without them stops in the middle. Add the service.");

    private static readonly ProfileRule s_runtime = Warning("header-runtime-services", "SAIP §8.2", "the header asks for javacard or multos where the package loads applications",
        "An eUICC without the runtime stops in the middle. Add the service.");

    private static readonly ProfileRule s_type = Note("header-profile-type", "SAIP §8.2", "the header has a profileType",
        "People tell packages apart by it. Write one.");

    private static readonly ProfileRule s_pol = Note("header-policy", "SGP.02 §2.4, SGP.22 §2.9", "policy rules of the header are for M2M",
        "A consumer eUICC takes policy rules from the metadata. Put them into the order at the server.");

    private static readonly ProfileRule s_iot = Warning("header-iot-options", "SAIP 3.3 §7.5", "iotOptions come with a PE-IoT, and a PE-IoT with iotOptions",
        "The AIDs of a minimal profile are made with them. Add what is missing.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } =
    [
        s_iccidLength, s_iccidOrder, s_iccidIndustry, s_minor, s_versionServices, s_versionTemplates, s_listed, s_used, s_twice, s_applicationServices, s_algorithmServices, s_berTlv,
        s_runtime, s_type, s_pol, s_iot,
    ];

    internal static void Check(LintContext context)
    {
        if (context.Header is not { } header) return;
        Number(context, header);
        Version(context, header);
        Templates(context, header);
        Services(context, header);
        if (string.IsNullOrWhiteSpace(header.ProfileType)) context.Tell(s_type, 0);
        if (header.Pol is not null) context.Tell(s_pol, 0);
        if (header.IotOptions is not null != context.Elements.Any(element => element.Kind == PeKind.Iot)) context.Tell(s_iot, 0);
    }

    private static void Number(LintContext context, ProfileHeader header)
    {
        if (!header.TryReadIccid(out Iccid iccid)) return;
        if (header.Iccid[0] == 0x98) context.Tell(s_iccidOrder, 0, header.Iccid.ToString());
        if (iccid.Digits.Length < 19) context.Tell(s_iccidLength, 0, $"{iccid} has {iccid.Digits.Length}");
        else if (iccid.HasWrongCheckDigit) context.Tell(ConsistencyRules.CheckDigit, 0, $"that of {iccid} does not");
        if (!iccid.Digits.StartsWith("89", StringComparison.Ordinal)) context.Tell(s_iccidIndustry, 0, iccid.ToString());
    }

    private static void Version(LintContext context, ProfileHeader header)
    {
        if (header is { MajorVersion: 2 or 3, MinorVersion: < 0 or > 3 }) context.Tell(s_minor, 0, $"{header.MajorVersion}.{header.MinorVersion}");
        ServicesList list = header.EuiccMandatoryServices;
        bool of23 = list.GetIdentity || list.ProfileAX25519 || list.ProfileBP256;
        bool of3 = list.DnsResolution || list.Scp11ac || list.Scp11cAuthorizationMechanism || list.S16mode || list.Eaka;
        if (of3 && header.MajorVersion < 3) context.Tell(s_versionServices, 0, "dns-resolution and what follows it came with SAIP 3");
        if (of23 && IsBefore(header, 2, 3)) context.Tell(s_versionServices, 0, "get-identity and the concealment profiles came with SAIP 2.3");
        foreach (ObjectIdentifier id in header.EuiccMandatoryGfsteList)
        {
            if (TemplateTable.Find(id) is { } template && FirstVersion(template) is var (major, minor) && IsBefore(header, major, minor))
                context.Tell(s_versionTemplates, 0, $"{id} came with SAIP {major}.{minor}");
        }
    }

    private static void Templates(LintContext context, ProfileHeader header)
    {
        HashSet<string> listed = [], used = [];
        HashSet<PeKind> unknown = [];
        foreach (ObjectIdentifier id in header.EuiccMandatoryGfsteList)
            if (!listed.Add(id.Value)) context.Tell(s_twice, 0, id.Value);
        HashSet<Octets> libraries = [];
        foreach (MandatoryAid library in header.EuiccMandatoryAids ?? [])
            if (!libraries.Add(library.Aid)) context.Tell(s_twice, 0, library.Aid.ToString());
        foreach ((int position, ProfileElement.FileSystem element) in context.Of<ProfileElement.FileSystem>())
        {
            string id = element.Value.TemplateId.Value;
            bool isKnown = TemplateTable.Find(element.Value.TemplateId) is { } one && one.Kind == element.Kind;
            if (!isKnown) unknown.Add(element.Kind);
            if (used.Add(id) && !listed.Contains(id) && isKnown) context.Tell(s_listed, position, $"{id} is not");
        }
        foreach (string id in listed)
        {
            // An element whose template is not known may be meant to have this one.
            if (used.Contains(id) || TemplateTable.Find(new(id)) is not { } template || unknown.Contains(template.Kind)) continue;
            context.Tell(s_used, 0, $"{id} is not", context.AbsenceOf(template.Kind));
        }
    }

    private static void Services(LintContext context, ProfileHeader header)
    {
        ServicesList list = header.EuiccMandatoryServices;
        foreach (int position in Enumerable.Range(0, context.Elements.Count))
        {
            string? missing = context.Elements[position] switch
            {
                { Kind: PeKind.Usim } when !list.Usim => "usim",
                { Kind: PeKind.Isim } when !list.Isim => "isim",
                { Kind: PeKind.Csim } when !list.Csim => "csim",
                _ => null,
            };
            if (missing is not null) context.Tell(s_applicationServices, position, $"{missing} is not asked for");
            if (context.Elements[position] is ProfileElement.AkaParameter { Value.AlgoConfiguration: AlgoConfiguration.Algo { Value: var algorithm } }
                && Unasked(algorithm, list) is { } name) context.Tell(s_algorithmServices, position, $"{name} is not asked for");
            if (context.Elements[position] is ProfileElement.Application && list is { Javacard: false, Multos: false }) context.Tell(s_runtime, position);
        }
        if (!list.BerTlv && context.Files.All.FirstOrDefault(file => file.Definition.Type == FileType.BerTlv && file.Target is null) is { } tlv) context.Tell(s_berTlv, tlv);
    }

    private static string? Unasked(AlgoParameter algorithm, ServicesList list) => algorithm switch
    {
        { AlgorithmID: AlgorithmId.Milenage } when !list.Milenage => "milenage",
        { AlgorithmID: AlgorithmId.Tuak, Key.Length: 16 } when !list.Tuak128 => "tuak128",
        { AlgorithmID: AlgorithmId.Tuak, Key.Length: 32 } when !list.Tuak256 => "tuak256",
        { AlgorithmID: AlgorithmId.UsimTestAlgorithm } when !list.UsimTestAlgorithm => "usim-test-algorithm",
        _ => null,
    };

    private static bool IsBefore(ProfileHeader header, int major, int minor) => header.MajorVersion < major || (header.MajorVersion == major && header.MinorVersion < minor);

    /// <summary>The version of SAIP in which a template came, as far as it matters for headers of 2.0 and later.</summary>
    private static (int Major, int Minor)? FirstVersion(ProfileTemplate template) => template.Id.Value["2.23.143.1.2.".Length..] switch
    {
        "12" => (2, 2),
        "13" or "14" => (2, 3),
        "5.3" or "13.4" or "15" or "16" or "17" or "18" => (3, 3),
        var id when id.Contains('.', StringComparison.Ordinal) => (3, 1),
        _ => null,
    };
}

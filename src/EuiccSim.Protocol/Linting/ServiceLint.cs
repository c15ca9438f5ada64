using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>EF.UST, and whether the files are there that it speaks of, a rule for each family. TS 31.102 §4.2.8.</summary>
internal static class ServiceLint
{
    private static readonly Family[] s_families =
    [
        Of("phonebook", "the telephone book", (1, 0x5F3A, 0x4F30, "DF.PHONEBOOK/EF.PBR")),
        Of("dialling", "dialling numbers", File(2, 0x6F3B, "EF.FDN"), File(3, 0x6F4B, "EF.EXT2"), File(4, 0x6F49, "EF.SDN"), File(5, 0x6F4C, "EF.EXT3"), File(6, 0x6F4D, "EF.BDN"),
            File(7, 0x6F55, "EF.EXT4"), File(44, 0x6F4E, "EF.EXT5")),
        Of("calls", "calls and their charge", File(8, 0x6F81, "EF.OCI"), File(9, 0x6F80, "EF.ICI"), File(13, 0x6F39, "EF.ACM")),
        Of("messages", "short messages", File(10, 0x6F3C, "EF.SMS"), File(11, 0x6F47, "EF.SMSR"), File(12, 0x6F42, "EF.SMSP")),
        Of("broadcast", "cell broadcast", File(15, 0x6F45, "EF.CBMI"), File(16, 0x6F50, "EF.CBMIR"), File(29, 0x6F48, "EF.CBMID"), File(97, 0x6FEC, "EF.PWS")),
        Of("groups", "group identifiers", File(17, 0x6F3E, "EF.GID1"), File(18, 0x6F3F, "EF.GID2")),
        Of("names", "names and the own number", File(19, 0x6F46, "EF.SPN"), File(21, 0x6F40, "EF.MSISDN"), File(45, 0x6FC5, "EF.PNN"), File(46, 0x6FC6, "EF.OPL"), File(51, 0x6FCD, "EF.SPDI")),
        Of("networks", "lists of networks", File(20, 0x6F60, "EF.PLMNwAcT"), File(42, 0x6F61, "EF.OPLMNwAcT"), File(43, 0x6F62, "EF.HPLMNwAcT"), File(71, 0x6FD9, "EF.EHPLMN"),
            File(73, 0x6FDB, "EF.EHPLMNPI"), File(74, 0x6FDC, "EF.LRPLMNSI"), File(96, 0x6FE8, "EF.NASCONFIG")),
        Of("gsm-access", "access to GSM", (27, 0x5F3B, 0x4F20, "DF.GSM-ACCESS/EF.Kc")),
        Of("control", "control lists and keys", File(34, 0x6F56, "EF.EST"), File(35, 0x6F57, "EF.ACL"), File(36, 0x6F2C, "EF.DCK"), File(37, 0x6F32, "EF.CNL")),
        Of("mailbox", "mailboxes and forwarding", File(47, 0x6FC7, "EF.MBDN"), File(48, 0x6FCA, "EF.MWIS"), File(49, 0x6FCB, "EF.CFIS")),
        Of("multimedia", "multimedia messages", File(52, 0x6FD0, "EF.MMSICP"), File(53, 0x6FCF, "EF.EXT8"), File(55, 0x6FD2, "EF.MMSUCP")),
        Of("security", "generic bootstrapping and broadcast keys", File(68, 0x6FD5, "EF.GBABP"), File(69, 0x6FD7, "EF.MSK")),
        Of("eps", "EPS", File(85, 0x6FE3, "EF.EPSLOCI")),
        Of("5gs", "5GS", In5gs(122, 0x4F01, "EF.5GS3GPPLOCI"), In5gs(123, 0x4F05, "EF.5GAUTHKEYS"), In5gs(126, 0x4F06, "EF.UAC_AIC"), In5gs(129, 0x4F08, "EF.OPL5G"),
            In5gs(130, 0x4F09, "EF.SUPI_NAI"), In5gs(132, 0x4F0B, "EF.URSP"), In5gs(135, 0x4F0C, "EF.TN3GPPSNN"), In5gs(137, 0x4F0D, "EF.CAG")),
    ];

    private static readonly ProfileRule s_unserved = Note("ust-file-service", "TS 31.102 §4.2.8", "the files of a USIM come with their services",
        "A phone does not look at a file whose service is not available. Set the service, or leave the file out; where the template makes it, nothing need be done.");

    private static readonly ProfileRule s_packet = Warning("ust-packet", "TS 31.102 §4.2.8", "service 33 is available in EF.UST",
        "The standard has it always on. Set the bit.");

    private static readonly ProfileRule s_enabled = Warning("est-services", "TS 31.102 §4.2.47", "what EF.EST enables is available in EF.UST",
        "A phone acts on it only if the service is available: 2 for fixed dialling, 6 for barred dialling, 35 for the APN list. Set the service, or clear the bit.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [.. s_families.Select(family => family.Rule), s_unserved, s_packet, s_enabled];

    internal static void Check(LintContext context)
    {
        foreach (PackageFile usim in context.Usims)
        {
            if (LintContext.Find(usim, 0x6F38) is not { } table) continue;
            Octets services = table.Content;
            if (!Has(services, 33)) context.Tell(s_packet, table);
            List<string> unserved = [];
            foreach (Family family in s_families)
            {
                foreach ((int service, int directory, int file, string name) in family.Files)
                {
                    PackageFile? place = directory == 0 ? usim : usim.Find(directory);
                    bool isThere = place?.Find(file) is not null || (service == 1 && context.Files.Mf?.Find(0x7F10)?.Find(directory)?.Find(file) is not null);
                    if (Has(services, service) && !isThere) context.Tell(family.Rule, table, $"service {service} without {name}");
                    if (!Has(services, service) && isThere && place?.Find(file) is { Source: var source } && IsAsked(context, source)) unserved.Add($"{name} without {service}");
                }
            }
            if (unserved.Count > 0) context.Tell(s_unserved, table, string.Join(", ", unserved));
            if (LintContext.Find(usim, 0x6F56)?.Content is { Length: > 0 } enabled) Enabled(context, LintContext.Find(usim, 0x6F56)!, enabled[0], services);
        }
    }

    /// <summary>Service n is bit n mod 8 of octet n div 8, counted from 1 and from the lowest bit.</summary>
    internal static bool Has(Octets table, int service) => (service - 1) / 8 is var at && at < table.Length && (table[at] >> ((service - 1) % 8) & 1) != 0;

    /// <summary>True if the package wants the file; false if its template makes it, or has it in every package.</summary>
    private static bool IsAsked(LintContext context, FileSource source) =>
        context.Elements[source.Element] is not ProfileElement.FileSystem { Value: var element }
        || (element.Find(source.Item) is not null && TemplateTable.Find(element.TemplateId)?.Find(source.Item) is { Mandatory: false });

    private static void Enabled(LintContext context, PackageFile file, byte enabled, Octets services)
    {
        foreach ((int bit, int service) in (ReadOnlySpan<(int, int)>)[(1, 2), (2, 6), (4, 35)])
            if ((enabled & bit) != 0 && !Has(services, service)) context.Tell(s_enabled, file, $"service {service} is not");
    }

    private static Family Of(string name, string what, params (int Service, int Directory, int File, string Name)[] files) => new(
        Warning($"ust-{name}", "TS 31.102 §4.2.8", $"a USIM has the files of its services: {what}", "A phone reads the file and gets an error. Add the file, or clear the service in EF.UST."), files);

    private static (int, int, int, string) File(int service, int file, string name) => (service, 0, file, name);

    private static (int, int, int, string) In5gs(int service, int file, string name) => (service, 0x5FC0, file, $"DF.5GS/{name}");

    private sealed record Family(ProfileRule Rule, (int Service, int Directory, int File, string Name)[] Files);
}

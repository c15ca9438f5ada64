using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>EF.UST, and whether the files are there that it speaks of, a rule for each family. TS 31.102 §4.2.8.</summary>
internal static class ServiceLint
{
    private static readonly Family[] s_families =
    [
        Of("phonebook", "the telephone book", 1),
        Of("dialling", "dialling numbers", 2, 3, 4, 5, 6, 7, 44),
        Of("calls", "calls and their charge", 8, 9, 13),
        Of("messages", "short messages", 10, 11, 12),
        Of("broadcast", "cell broadcast", 15, 16, 29, 97),
        Of("groups", "group identifiers", 17, 18),
        Of("names", "names and the own number", 19, 21, 45, 46, 51),
        Of("networks", "lists of networks", 20, 42, 43, 71, 73, 74, 96),
        Of("gsm-access", "access to GSM", 27),
        Of("control", "control lists and keys", 34, 35, 36, 37),
        Of("mailbox", "mailboxes and forwarding", 47, 48, 49),
        Of("multimedia", "multimedia messages", 52, 53, 55),
        Of("security", "generic bootstrapping and broadcast keys", 68, 69),
        Of("eps", "EPS", 85),
        Of("5gs", "5GS", 122, 123, 126, 129, 130, 132, 135, 137),
    ];

    private static readonly ProfileRule s_unserved = Note("ust-file-service", "TS 31.102 §4.2.8", "the files of a USIM come with their services",
        "A phone does not look at a file whose service is not available. Set the service, or leave the file out; where the template makes it, nothing need be done.");

    private static readonly ProfileRule s_packet = Warning("ust-packet", "TS 31.102 §4.2.8", "service 33 is available in EF.UST",
        "The standard has it always on. Set the bit.");

    private static readonly ProfileRule s_enabled = Warning("est-services", "TS 31.102 §4.2.47", "what EF.EST enables is available in EF.UST",
        "A phone acts on it only if the service is available: 2 for fixed dialling, 6 for barred dialling, 35 for the APN list. Set the service, or clear the bit.");

    /// <summary>A service without its file, by family.</summary>
    internal static IReadOnlyList<ProfileRule> OfFiles { get; } = [.. s_families.Select(family => family.Rule)];

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [.. OfFiles, s_unserved, s_packet, s_enabled];

    internal static void Check(LintContext context)
    {
        foreach (PackageFile usim in context.Usims)
        {
            if (LintContext.Find(usim, 0x6F38) is not { } table) continue;
            Octets services = table.Content;
            if (!UsimServices.Has(services, 33)) context.Tell(s_packet, table);
            List<string> unserved = [];
            foreach (Family family in s_families)
            {
                foreach (ServiceFile one in family.Services.Select(service => ServiceFile.Of(service)!))
                {
                    bool isAvailable = UsimServices.Has(services, one.Service), isThere = one.MayBeIn(context.Files, usim);
                    if (isAvailable && !isThere) context.Tell(family.Rule, table, $"service {one.Service} without {one.Name}", cause: AbsenceOf(context, usim, one));
                    if (!isAvailable && one.Find(usim) is { Source: var source } && IsAsked(context, source)) unserved.Add($"{one.Name} without {one.Service}");
                }
            }
            if (unserved.Count > 0) context.Tell(s_unserved, table, string.Join(", ", unserved));
            if (LintContext.Find(usim, 0x6F56)?.Content is { Length: > 0 } enabled) Enabled(context, LintContext.Find(usim, 0x6F56)!, enabled[0], services);
        }
    }

    /// <summary>Where there is no element of the kind that has the file, its files are absent for one cause.</summary>
    private static object? AbsenceOf(LintContext context, PackageFile usim, ServiceFile file) => file.Directory != 0 && context.Has(usim, file.Directory) ? null
        : TemplateTable.KindOf(FileType.Adf, PeKind.Usim, file.Directory == 0 ? file.FileId : file.Directory) is { } kind ? context.AbsenceOf(kind) : null;

    /// <summary>True if the package wants the file; false if its template makes it, or has it in every package.</summary>
    private static bool IsAsked(LintContext context, FileSource source) =>
        context.Elements[source.Element] is not ProfileElement.FileSystem { Value: var element }
        || (element.Find(source.Item) is not null && TemplateTable.Find(element.TemplateId)?.Find(source.Item) is { Mandatory: false });

    private static void Enabled(LintContext context, PackageFile file, byte enabled, Octets services)
    {
        foreach ((int bit, int service) in (ReadOnlySpan<(int, int)>)[(1, 2), (2, 6), (4, 35)])
            if ((enabled & bit) != 0 && !UsimServices.Has(services, service)) context.Tell(s_enabled, file, $"service {service} is not");
    }

    private static Family Of(string name, string what, params int[] services) => new(
        Warning($"ust-{name}", "TS 31.102 §4.2.8", $"a USIM has the files of its services: {what}", "A phone reads the file and gets an error. Add the file, or clear the service in EF.UST."), services);

    private sealed record Family(ProfileRule Rule, int[] Services);
}

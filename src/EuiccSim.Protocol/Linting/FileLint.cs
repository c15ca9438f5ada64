using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>Attributes of files that an eUICC takes and readers stumble at. SAIP §8.3, TS 102 221 §8.</summary>
internal static class FileLint
{
    private static readonly ProfileRule s_reserved = Warning("file-identifier-reserved", "TS 102 221 §8.6", "a file does not have an identifier that is reserved",
        "3FFF, 7FFF and FFFF stand for other things in commands. Give it another one.");

    private static readonly ProfileRule s_template = Warning("file-identifier-template", "SAIP annex A", "a file of a template has the template's identifier",
        "Phones look for it under the standard's identifier. Take fileID out, or make the file with PE-GenericFileManagement.");

    private static readonly ProfileRule s_shortOnce = Warning("file-short-identifier-once", "TS 102 221 §8.6", "a short file identifier comes once in its directory",
        "READ with it reaches one of the two files. Give one another, or none: shortEFID empty.");

    private static readonly ProfileRule s_lifeCycle = Warning("file-life-cycle", "TS 102 221 §11.1.1.4.9", "a file is activated or deactivated at the start",
        "In another state a phone cannot read it. Take lcsi out, which is then '05'.");

    private static readonly ProfileRule s_deactivated = Note("file-deactivated", "TS 102 221 §11.1.1.4.9", "a file is activated at the start",
        "A phone cannot read it before somebody activates it. Take lcsi out, unless that is meant.");

    private static readonly ProfileRule s_objects = Warning("file-ber-tlv-content", "TS 102 221 §8.2.2.4", "the content of a BER-TLV file is data objects",
        "RETRIEVE DATA would find nothing. Write tag, length and value.");

    private static readonly ProfileRule s_aid = Warning("adf-aid-prefix", "TS 101 220 annex E", "the AID of a USIM, ISIM or CSIM begins as the standard has it",
        "Phones look for the application by it: A0000000871002, A0000000871004, A0000003431002. Correct dfName.");

    private static readonly ProfileRule s_aidOnce = Error("aid-once", "TS 102 221 §8.1", "an AID comes once in the package",
        "SELECT would reach one of the two. Give one another AID.");

    private static readonly ProfileRule s_temporary = Warning("adf-temporary-identifier-free", "SAIP §8.3.1", "the temporary identifier of an ADF is none of a directory below the MF",
        "A path with it would lead to the directory. Give the ADF another one.");

    private static readonly ProfileRule s_large = Note("file-size-large", "SAIP §8.3.1", "a file has at most 32767 octets",
        "READ BINARY cannot reach what is behind. Make it smaller, unless a BER-TLV file is meant.");

    private static readonly ProfileRule s_unset = Warning("file-access-rule", "SAIP §8.3.3, TS 102 221 §9.2", "a file has an access rule",
        "Without one nobody can read it on some eUICCs, and anybody on others. Write securityAttributesReferenced.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [s_reserved, s_template, s_shortOnce, s_lifeCycle, s_deactivated, s_objects, s_aid, s_aidOnce, s_temporary, s_large, s_unset];

    internal static void Check(LintContext context)
    {
        Dictionary<(PackageFile, int), PackageFile> shorts = [];
        foreach (PackageFile file in context.Files.All)
        {
            FileDefinition made = file.Definition;
            if (made.FileId is 0x3FFF or 0x7FFF or 0xFFFF) context.Tell(s_reserved, file);
            if (made.Lcsi is not (0x04 or 0x05 or 0x06 or 0x07)) context.Tell(s_lifeCycle, file, $"{made.Lcsi:X2}");
            else if ((made.Lcsi & 1) == 0) context.Tell(s_deactivated, file);
            if (made.ArrRecord is null or 0) context.Tell(s_unset, file);
            if (made.IsDirectory) continue;
            if (made.ShortFileId is { } id && !shorts.TryAdd((file.Parent!, id), file)) context.Tell(s_shortOnce, file, $"{id} is that of {context.PathOf(shorts[(file.Parent!, id)])}");
            if (made.Type == FileType.BerTlv && file.Target is null && file.Filling is { Written: > 0 } && !IsObjects(file.Content)) context.Tell(s_objects, file);
            if (made.Type == FileType.Transparent && file.Target is null && made.Size > LargestBinary) context.Tell(s_large, file, $"{made.Size}");
        }
        Applications(context);
        Identifiers(context);
    }

    private static void Applications(LintContext context)
    {
        HashSet<Octets> aids = [];
        foreach (PackageFile adf in context.Files.Adfs)
        {
            if (adf.Definition.DfName is { } aid)
            {
                if (!aids.Add(aid)) context.Tell(s_aidOnce, adf, aid.ToString());
                if (LintContext.NameOf(adf) is FileNames.Usim or FileNames.Isim or FileNames.Csim && UiccApplication.NameOf(aid) != LintContext.NameOf(adf)) context.Tell(s_aid, adf, aid.ToString());
            }
            if (context.Files.Mf?.Find(adf.Definition.FileId) is not null) context.Tell(s_temporary, adf, $"{adf.Definition.FileId:X4}");
        }
        foreach ((int position, Octets aid) in Instances(context))
            if (!aids.Add(aid)) context.Tell(s_aidOnce, position, aid.ToString());
    }

    /// <summary>AIDs of what can be selected and is no ADF.</summary>
    internal static IEnumerable<(int Position, Octets Aid)> Instances(LintContext context)
    {
        for (int i = 0; i < context.Elements.Count; i++)
        {
            switch (context.Elements[i])
            {
                case ProfileElement.SecurityDomain domain:
                    yield return (i, domain.Value.Instance.InstanceAID);
                    break;
                case ProfileElement.Rfm rfm:
                    yield return (i, rfm.Value.InstanceAID);
                    break;
                case ProfileElement.Application application:
                    foreach (ApplicationInstance instance in application.Value.InstanceList ?? []) yield return (i, instance.InstanceAID);
                    break;
            }
        }
    }

    private static void Identifiers(LintContext context)
    {
        foreach ((int position, ProfileElement.FileSystem element) in context.Of<ProfileElement.FileSystem>())
        {
            if (TemplateTable.Find(element.Value.TemplateId) is not { } template) continue;
            foreach (TemplatedFile file in element.Value.Files)
            {
                if (template.Find(file.Tag) is not { FileId: { } first } row || file.Fcp?.FileID is not { } given) continue;
                int id = (given[0] << 8) | given[1];
                if (id < first || id > (row.LastFileId ?? first)) context.Tell(s_template, position, $"{row.Name} has {given}");
            }
        }
    }

    private static bool IsObjects(Octets content) => BerTlv.ReadWhole(content).Sum(one => (long)one.Encoded.Length) is var length && (length == content.Length || LintContext.IsErased(content.Slice((int)length)));

    // 15 bits of offset, TS 102 221 §11.1.3.
    private const int LargestBinary = 0x7FFF;
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>EF.DIR, by which a phone finds applications, and languages. TS 102 221 §13.1, §13.3.</summary>
internal static class DirectoryLint
{
    private static readonly ProfileRule s_coding = Warning("dir-coding", "TS 102 221 §13.1", "a record of EF.DIR is empty or an application template '61' with an AID '4F'",
        "A phone passes over it, or stops reading. Write 61, length, 4F, length, AID, 50, length, label.");

    private static readonly ProfileRule s_listed = Error("dir-application-listed", "TS 102 221 §8.4, §13.1", "each ADF has a record in EF.DIR",
        "A phone looks for applications there, and does not find it. Add a record with the ADF's AID.");

    private static readonly ProfileRule s_there = Warning("dir-application-there", "TS 102 221 §13.1", "each record of EF.DIR names an application of the package",
        "A phone selects it and gets an error. Take the record out, or correct the AID.");

    private static readonly ProfileRule s_once = Warning("dir-application-once", "TS 102 221 §13.1", "an application has one record in EF.DIR",
        "A phone may show or open it twice. Take one out.");

    private static readonly ProfileRule s_label = Note("dir-label", "TS 102 221 §13.1", "a record of EF.DIR has a label",
        "A phone has no name to show for the application. Add '50', length and a name.");

    private static readonly ProfileRule s_language = Warning("language-coding", "TS 102 221 §13.3, TS 31.102 §4.2.1", "EF.PL and EF.LI hold languages of two letters",
        "ISO 639 has two small letters for each: 'en' is 656E; an unused place is FFFF.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [s_coding, s_listed, s_there, s_once, s_label, s_language];

    internal static void Check(LintContext context)
    {
        if (LintContext.Find(context.Files.Mf, EfDir) is { } dir) Directory(context, dir);
        foreach (PackageFile file in context.Usims.Select(usim => LintContext.Find(usim, EfLi)).Append(LintContext.Find(context.Files.Mf, EfPl)).OfType<PackageFile>())
        {
            Octets content = file.Content;
            for (int i = 0; i + 1 < content.Length; i += 2)
            {
                if (LintContext.IsErased(content.Slice(i, 2)) || !content.Slice(i, 2).Span.ContainsAnyExceptInRange((byte)'a', (byte)'z')) continue;
                context.Tell(s_language, file, content.Slice(i, 2).ToString());
                break;
            }
        }
    }

    private static void Directory(LintContext context, PackageFile dir)
    {
        HashSet<Octets> there = [.. context.Files.Adfs.Select(adf => adf.Definition.DfName).OfType<Octets>(), .. FileLint.Instances(context).Select(one => one.Aid)], listed = [];
        foreach ((int number, Octets record) in LintContext.Records(dir))
        {
            if (LintContext.IsErased(record)) continue;
            IReadOnlyList<BerTlv> fields = BerTlv.ReadWhole(record) is [{ Tag: 0x61 } template, ..] ? BerTlv.ReadWhole(template.Value) : [];
            if (fields.FirstOrDefault(field => field.Tag == 0x4F) is not { Value.Length: >= 5 and <= 16 } aid)
            {
                context.Tell(s_coding, dir, $"record {number} is {record}");
                continue;
            }
            if (!listed.Add(aid.Value)) context.Tell(s_once, dir, aid.Value.ToString());
            else if (!there.Contains(aid.Value) && !context.Files.Unknown.MayHaveApplication(aid.Value)) context.Tell(s_there, dir, $"{aid.Value} is none", context.AbsenceOf(aid.Value));
            if (!fields.Any(field => field is { Tag: 0x50, Value.IsEmpty: false })) context.Tell(s_label, dir, $"record {number} has none");
        }
        foreach (PackageFile adf in context.Files.Adfs)
            if (adf.Definition.DfName is { } name && !listed.Contains(name)) context.Tell(s_listed, adf, $"{name} has none");
    }

    private const int EfDir = 0x2F00;
    private const int EfPl = 0x2F05;
    private const int EfLi = 0x6F05;
}

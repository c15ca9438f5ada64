using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>Lists and names of networks. TS 31.102 §4.2.5, §4.2.16, §4.2.58, §4.2.59, §4.2.66, §4.2.84.</summary>
internal static class NetworkLint
{
    private static readonly ProfileRule s_plmn = Warning("plmn-coding", "TS 24.008 §10.5.1.13", "a network in a list has decimal digits, or is empty",
        "A phone does not know it, or takes it for another. 262-01 is 62F210; an empty place is FFFFFF.");

    private static readonly ProfileRule s_length = Warning("plmn-list-length", "TS 31.102 §4.2.5, §4.2.16", "a list of networks has whole entries",
        "The last one is cut. An entry has 3 octets, with access technologies 5.");

    private static readonly ProfileRule s_technology = Warning("plmn-technology", "TS 31.102 §4.2.5", "a network of a list has an access technology",
        "A phone passes over the entry. Set a bit: 8000 is UTRAN, 4000 E-UTRAN, 0800 NG-RAN, 0080 GSM.");

    private static readonly ProfileRule s_home = Note("plmn-home", "TS 31.102 §4.2.84", "EF.EHPLMN has the network of the IMSI",
        "With a list, the network of the IMSI is no home network any more unless it is in it. Add it.");

    private static readonly ProfileRule s_name = Warning("pnn-coding", "TS 31.102 §4.2.58, TS 24.008 §10.5.3.5a", "a record of EF.PNN is empty or begins with a full name '43'",
        "A phone shows no name. Write 43, length, coding, name.");

    private static readonly ProfileRule s_reference = Warning("opl-name", "TS 31.102 §4.2.59", "EF.OPL refers to records of EF.PNN that are there and not empty",
        "A phone shows no name for the network. Add the record, or correct the number.");

    private static readonly ProfileRule s_entry = Warning("opl-coding", "TS 31.102 §4.2.59", "a record of EF.OPL is empty or a network with areas from low to high",
        "A phone passes over it. 3 octets of network, where D stands for any digit; first and last area; the record of EF.PNN.");

    private static readonly ProfileRule s_display = Warning("spdi-coding", "TS 31.102 §4.2.66", "EF.SPDI is a list of networks '80' in 'A3'",
        "A phone passes over it. Write A3, length, 80, length, networks of 3 octets.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [s_plmn, s_length, s_technology, s_home, s_name, s_reference, s_entry, s_display];

    internal static void Check(LintContext context)
    {
        foreach (PackageFile usim in context.Usims)
        {
            foreach (int id in (ReadOnlySpan<int>)[0x6F60, 0x6F61, 0x6F62]) List(context, LintContext.Find(usim, id), 5);
            foreach (int id in (ReadOnlySpan<int>)[0x6F7B, 0x6FD9]) List(context, LintContext.Find(usim, id), 3);
            Home(context, usim);
            Names(context, usim);
            if (LintContext.Find(usim, 0x6FCD) is { } display && !IsDisplay(display.Content)) context.Tell(s_display, display, display.Content.ToString());
        }
    }

    private static void List(LintContext context, PackageFile? file, int entry)
    {
        if (file is null || file.Definition.RecordLength > 0) return;
        Octets content = file.Content;
        if (content.Length % entry != 0) context.Tell(s_length, file, $"{content.Length} octets");
        for (int i = 0; i + entry <= content.Length; i += entry)
        {
            Octets plmn = content.Slice(i, 3);
            if (LintContext.IsErased(plmn)) continue;
            bool isNetwork = IsNetwork(plmn);
            if (isNetwork && (entry == 3 || content[i + 3] != 0 || content[i + 4] != 0)) continue;
            context.Tell(isNetwork ? s_technology : s_plmn, file, isNetwork ? $"entry {(i / entry) + 1} has none" : $"entry {(i / entry) + 1} is {plmn}");
            // One is enough: a file may have thousands.
            break;
        }
    }

    private static void Home(LintContext context, PackageFile usim)
    {
        if (LintContext.Find(usim, 0x6FD9) is not { } file || LintContext.Find(usim, 0x6F07) is not { } identity || LintContext.Find(usim, 0x6FAD)?.Content is not { Length: >= 4 } ad) return;
        if (!Identifiers.Imsi.TryFromEf(identity.Content, out Identifiers.Imsi? imsi) || imsi.Value.Digits.Length < 6 || (ad[3] & 0xF) is not (2 or 3)) return;
        string home = imsi.Value.Digits[..(3 + (ad[3] & 0xF))];
        Octets content = file.Content;
        string[] networks = [.. Enumerable.Range(0, content.Length / 3).Select(i => Plmn.TryRead(content.Slice(3 * i, 3))).OfType<Plmn>().Select(plmn => plmn.ToString())];
        if (networks.Length > 0 && !networks.Contains(home)) context.Tell(s_home, file, $"{home} is not in it");
    }

    private static void Names(LintContext context, PackageFile usim)
    {
        List<bool> named = [];
        PackageFile? pnn = LintContext.Find(usim, 0x6FC5), opl = LintContext.Find(usim, 0x6FC6);
        foreach ((int number, Octets record) in LintContext.Records(pnn))
        {
            named.Add(!LintContext.IsErased(record));
            if (named[^1] && BerTlv.ReadWhole(record) is not [{ Tag: 0x43, Value.Length: > 0 }, ..]) context.Tell(s_name, pnn!, $"record {number} is {record}");
        }
        foreach ((int number, Octets record) in LintContext.Records(opl))
        {
            if (record.Length < 8 || LintContext.IsErased(record)) continue;
            int name = record[7];
            bool isGood = Plmn.TryRead(record.Slice(0, 3)) is not null && ((record[3] << 8) | record[4]) <= ((record[5] << 8) | record[6]);
            if (!isGood) context.Tell(s_entry, opl!, $"record {number} is {record}");
            else if (name > 0 && (name > named.Count || !named[name - 1])) context.Tell(s_reference, opl!, $"record {number} has {name}");
        }
    }

    private static bool IsNetwork(Octets plmn) => Plmn.TryRead(plmn) is { } read && !read.ToString().Contains('D', StringComparison.Ordinal);

    private static bool IsDisplay(Octets content)
    {
        if (LintContext.IsErased(content)) return true;
        return BerTlv.ReadWhole(content) is [{ Tag: 0xA3 } list, ..] && BerTlv.ReadWhole(list.Value) is [{ Tag: 0x80 } networks, ..] && networks.Value.Length % 3 == 0
            && Enumerable.Range(0, networks.Value.Length / 3).Select(i => networks.Value.Slice(3 * i, 3)).All(plmn => LintContext.IsErased(plmn) || IsNetwork(plmn));
    }
}

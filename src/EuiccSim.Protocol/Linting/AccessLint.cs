using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>Access rules: whether each file has one that can be kept. SAIP §8.3.3, TS 102 221 §9.2.</summary>
internal static class AccessLint
{
    private static readonly ProfileRule s_file = Warning("arr-file", "SAIP §8.3.3, TS 102 221 §9.2.4", "the EF.ARR that a file refers to is there",
        "Without its rule nobody can access the file. Make the EF.ARR, or name another one in securityAttributesReferenced.");

    private static readonly ProfileRule s_record = Warning("arr-record", "SAIP §8.3.3, TS 102 221 §9.2.4", "the record of EF.ARR that a file refers to is there and not empty",
        "Without its rule nobody can access the file. Add the record, or name another one in securityAttributesReferenced.");

    private static readonly ProfileRule s_coding = Warning("arr-coding", "TS 102 221 §9.2.4, ISO/IEC 7816-4 §5.4.3", "a record of EF.ARR is access modes with their conditions",
        "eUICCs may refuse all access where they cannot read the rule. '8001019000' allows anybody to read.");

    private static readonly ProfileRule s_key = Warning("arr-key", "TS 102 221 §9.5.1", "an access rule names PINs and keys that the package defines",
        "What nobody can verify is never allowed. Define the PIN, or name another one.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [s_file, s_record, s_coding, s_key];

    internal static void Check(LintContext context)
    {
        HashSet<int> codes = [.. context.Of<ProfileElement.PinCodes>().SelectMany(pins => pins.Element.Value.PinCodes is PinCodes.Pinconfig all ? all.Value : []).Select(pin => (int)pin.KeyReference)];
        Dictionary<PackageFile, Octets[]> rules = [];
        HashSet<(PackageFile, int)> seen = [];
        foreach (PackageFile file in context.Files.All)
        {
            if (file.Definition.ArrRecord is not { } number || number == 0) continue;
            if (FileOf(context, file) is not { Definition.RecordLength: > 0 } arr)
            {
                context.Tell(s_file, file);
                continue;
            }
            if (!rules.TryGetValue(arr, out Octets[]? records)) rules[arr] = records = [.. LintContext.Records(arr).Select(record => record.Record)];
            if (number > records.Length || LintContext.IsErased(records[number - 1])) context.Tell(s_record, file, $"record {number} of {context.PathOf(arr)}");
            else if (seen.Add((arr, number))) Rule(context, arr, number, records[number - 1], codes);
        }
    }

    /// <summary>
    /// EF.ARR under the MF serves the MF, what is directly under it, and the ADFs; EF.ARR of the directory, or of the next one above that has one, all else.
    /// TS 102 221 §9.2.4, SAIP §8.3.3.
    /// </summary>
    private static PackageFile? FileOf(LintContext context, PackageFile file)
    {
        int id = file.Definition.ArrFileId ?? (file.Definition.Type is FileType.Mf or FileType.Adf || file.Parent == context.Files.Mf ? MfRules : DirectoryRules);
        for (PackageFile? at = file.Definition.IsDirectory ? file : file.Parent; at is not null; at = at.Parent)
            if (LintContext.Find(at, id) is { } found) return found;
        return null;
    }

    private static void Rule(LintContext context, PackageFile arr, int number, Octets record, HashSet<int> codes)
    {
        IReadOnlyList<BerTlv> objects = BerTlv.ReadWhole(record);
        bool isGood = objects.Count > 0 && objects.Count % 2 == 0 && LintContext.IsErased(record.Slice(objects.Sum(one => one.Encoded.Length)));
        for (int i = 0; i + 1 < objects.Count && isGood; i += 2)
        {
            isGood = objects[i].Tag is >= 0x80 and <= 0x8F && objects[i + 1].Tag is 0x90 or 0x97 or 0xA0 or 0xA4 or 0xA7 or 0xAF or 0x9E;
            if (isGood && Key(objects[i + 1]).FirstOrDefault(key => !codes.Contains(key)) is > 0 and var missing)
                context.Tell(s_key, arr, $"record {number} names {new PinReference((byte)missing)}");
        }
        if (!isGood) context.Tell(s_coding, arr, $"record {number} is {record}");
    }

    private static IEnumerable<int> Key(BerTlv condition) => condition.Tag switch
    {
        0xA4 => BerTlv.ReadWhole(condition.Value).Where(field => field is { Tag: 0x83, Value.Length: 1 }).Select(field => (int)field.Value[0]),
        0xA0 or 0xA7 or 0xAF => BerTlv.ReadWhole(condition.Value).SelectMany(Key),
        _ => [],
    };

    private const int MfRules = 0x2F06;
    private const int DirectoryRules = 0x6F06;
}

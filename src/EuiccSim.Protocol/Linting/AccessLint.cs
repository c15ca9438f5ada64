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
        // What a directory names and nobody defines is told there.
        HashSet<int> codes = [.. context.Files.All.SelectMany(file => file.Definition.PinReferences.ToArray()).Select(reference => (int)reference)];
        codes.UnionWith(context.Of<ProfileElement.PinCodes>().SelectMany(pins => pins.Element.Value.PinCodes is PinCodes.Pinconfig all ? all.Value : []).Select(pin => (int)pin.KeyReference));
        Dictionary<PackageFile, Octets[]> rules = [];
        HashSet<(PackageFile, int)> seen = [];
        Dictionary<(ProfileRule Rule, string What), List<PackageFile>> missing = [];
        foreach (PackageFile file in context.Files.All)
        {
            if (file.Definition.ArrRecord is not { } number || number == 0) continue;
            PackageFile? arr = FileOf(context, file, out int id);
            if (arr is null or { IsFilled: true, Definition.RecordLength: 0 }) Miss(s_file, $"{id:X4} in {context.PathOf(PlaceOf(file, id))} is not", file);
            if (arr is not { IsFilled: true, Definition.RecordLength: > 0 }) continue;
            if (!rules.TryGetValue(arr, out Octets[]? records)) rules[arr] = records = [.. LintContext.Records(arr).Select(record => record.Record)];
            if (number > records.Length || LintContext.IsErased(records[number - 1])) Miss(s_record, $"record {number} of {context.PathOf(arr)}", file);
            else if (seen.Add((arr, number))) Rule(context, arr, number, records[number - 1], codes);
        }
        foreach (((ProfileRule rule, string what), List<PackageFile> files) in missing)
            context.Tell(rule, files[0], files.Count == 1 ? what : $"{what}, for this and {files.Count - 1} more");

        void Miss(ProfileRule rule, string what, PackageFile file)
        {
            if (!missing.TryGetValue((rule, what), out List<PackageFile>? files)) missing[(rule, what)] = files = [];
            files.Add(file);
        }
    }

    /// <summary>
    /// EF.ARR under the MF serves the MF, what is directly under it, and the ADFs; EF.ARR of the directory, or of the next one above that has one, all else.
    /// TS 102 221 §9.2.4, SAIP §8.3.3.
    /// </summary>
    private static PackageFile? FileOf(LintContext context, PackageFile file, out int id)
    {
        id = file.Definition.ArrFileIdIn(file.Parent?.Definition);
        for (PackageFile? at = file.Definition.IsDirectory ? file : file.Parent; at is not null; at = at.Parent)
            if (context.Files.Unknown.Seek(at, id) is { } found and ({ Definition.IsDirectory: false } or { IsUnknown: true })) return found;
        return null;
    }

    /// <summary>Where one would look for the rules of a file: in the MF, in its application, or in its directory below the MF.</summary>
    private static PackageFile PlaceOf(PackageFile file, int id)
    {
        PackageFile at = file;
        while (at.Definition.Type != FileType.Adf && at.Parent is { } parent && (id == MfRules || parent.Parent is not null || !at.Definition.IsDirectory)) at = parent;
        return id == MfRules && at.Parent is { } mf ? mf : at;
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
}

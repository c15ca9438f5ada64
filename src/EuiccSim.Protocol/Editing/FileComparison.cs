using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Editing;

/// <summary>Compares the files of two packages by their paths: what they are, and what is in them.</summary>
internal sealed class FileComparison(ComparedPackage first, ComparedPackage second, ComparisonOptions options)
{
    private readonly List<(int? Element, ProfileDifference Difference)> _all = [];
    private string _element = "";
    private int? _index;
    private string _path = "";

    /// <param name="first">The first package.</param>
    /// <param name="second">The second.</param>
    /// <param name="options">What is told.</param>
    /// <param name="pairs">Which elements go with which: of one that goes with none, it was told that it is there.</param>
    /// <returns>The element of the first package, null for one of the second, and the difference.</returns>
    internal static IReadOnlyList<(int? Element, ProfileDifference Difference)> Between(
        ComparedPackage first, ComparedPackage second, ComparisonOptions options, IReadOnlyDictionary<int, int> pairs)
    {
        FileComparison comparison = new(first, second, options);
        Dictionary<string, PackageFile> others = second.Files.All.ToDictionary(second.Paths.TextOf);
        foreach (PackageFile file in first.Files.All)
        {
            comparison.Enter(first, file, file.Source.Element);
            if (others.Remove(comparison._path, out PackageFile? other)) comparison.Compare(file, other);
            else if (options.FilesOnly || pairs.ContainsKey(file.Source.Element)) comparison.Add("", null, null, ProfileDifference.OnlyFirst);
        }
        foreach ((string path, PackageFile file) in others)
        {
            if (!options.FilesOnly && !pairs.Values.Contains(file.Source.Element)) continue;
            int partner = pairs.FirstOrDefault(pair => pair.Value == file.Source.Element, new(-1, -1)).Key;
            comparison.Enter(second, file, partner < 0 ? null : partner);
            comparison.Add("", null, null, ProfileDifference.OnlySecond);
        }
        return comparison._all;
    }

    private void Enter(ComparedPackage package, PackageFile file, int? element)
    {
        _path = package.Paths.TextOf(file);
        _index = element;
        _element = options.FilesOnly ? _path.Split('/')[0] : package == first ? first.Names[file.Source.Element] : element is { } known ? first.Names[known] : second.Names[file.Source.Element];
    }

    private void Compare(PackageFile a, PackageFile b)
    {
        FileDefinition one = a.Definition, other = b.Definition;
        Property("type", one.Type.ToString(), other.Type.ToString());
        Property("AID", one.DfName?.ToString(), other.DfName?.ToString());
        Property("size", Text(one.Size), Text(other.Size));
        Property("record length", Text(one.RecordLength), Text(other.RecordLength));
        Property("short identifier", Text(one.ShortFileId), Text(other.ShortFileId));
        Property("access rule", RuleOf(one), RuleOf(other));
        Property("PINs", one.PinReferences.ToString(), other.PinReferences.ToString());
        Property("life cycle", one.Lcsi.ToString("X2", CultureInfo.InvariantCulture), other.Lcsi.ToString("X2", CultureInfo.InvariantCulture));
        Property("special file information", one.SpecialInformation.ToString("X2", CultureInfo.InvariantCulture), other.SpecialInformation.ToString("X2", CultureInfo.InvariantCulture));
        Property("link", LinkOf(first, a), LinkOf(second, b));
        // Of a link the target tells.
        bool isOwn = a.Target is null || b.Target is null;
        if (isOwn && a.Content is var content && b.Content is var next && content != next) CompareContents(a, content, next, one.RecordLength == other.RecordLength ? one.RecordLength : 0);
    }

    private void CompareContents(PackageFile file, Octets a, Octets b, int recordLength)
    {
        string name = first.Paths.NameOf(file);
        bool isSecret = first.Paths.IsSecret(file);
        if (options.IgnoreSubscriber && (isSecret || s_subscriber.Contains(name))) return;
        if (isSecret && !options.Keys)
        {
            Add("", null, null, ProfileDifference.Differs);
            return;
        }
        if (recordLength == 0)
        {
            CompareUnit("", name, a, b);
            return;
        }
        for (int at = 0, record = 1; at < Math.Max(a.Length, b.Length); at += recordLength, record++)
        {
            Octets one = at < a.Length ? a.Slice(at, recordLength) : Octets.Empty, other = at < b.Length ? b.Slice(at, recordLength) : Octets.Empty;
            if (one != other) CompareUnit(FormattableString.Invariant($"[{record}]"), name, one, other);
        }
    }

    /// <summary>A file or record: decoded where both can be; else the octets from the first to the last that differ.</summary>
    private void CompareUnit(string where, string name, Octets a, Octets b)
    {
        if (FileText.Decode(name, a) is { } one && FileText.Decode(name, b) is { } other && Apart(one, other) is var (only, onlyOther) && only != onlyOther)
        {
            Add(where, only, onlyOther, "");
            return;
        }
        int from = a.Span.CommonPrefixLength(b.Span);
        int same = 0;
        while (a.Length == b.Length && same < a.Length - from && a[^(same + 1)] == b[^(same + 1)]) same++;
        Octets left = a.Slice(from, a.Length - from - same), right = b.Slice(from, b.Length - from - same);
        Add(where, left.ToString(), right.ToString(), from == 0 && same == 0 ? "octets" : FormattableString.Invariant($"octets from {from} on"));
    }

    /// <summary>Of two lists what is in one of them only; else both texts.</summary>
    private static (string A, string B) Apart(Asn1Description a, Asn1Description b)
    {
        if (a is not { IsList: true, Parts.Count: > 0 } || b is not { IsList: true, Parts.Count: > 0 }) return (FileDecoder.TextOf(a), FileDecoder.TextOf(b));
        string[] one = [.. a.Parts.Select(FileDecoder.TextOf)], other = [.. b.Parts.Select(FileDecoder.TextOf)];
        return (string.Join("; ", one.Except(other)), string.Join("; ", other.Except(one)));
    }

    private void Property(string what, string? a, string? b)
    {
        if (a != b) Add("", a, b, what);
    }

    private void Add(string where, string? a, string? b, string what) => _all.Add((_index, new(_element, _path + where, a, b, what)));

    private static string? Text(int? number) => number is { } known and not 0 ? known.ToString(CultureInfo.InvariantCulture) : null;

    private static string? RuleOf(FileDefinition file) => file.ArrRecord is not { } record ? null
        : file.ArrFileId is { } arr ? FormattableString.Invariant($"record {record} of {arr:X4}") : FormattableString.Invariant($"record {record}");

    private static string? LinkOf(ComparedPackage package, PackageFile file) => file.Target is { } target ? package.Paths.TextOf(target) : null;

    private static readonly HashSet<string> s_subscriber = ["EF.ICCID", "EF.IMSI", "EF.MSISDN", "EF.ACC", "EF.IMPI", "EF.IMPU", "EF.SUPI_NAI"];
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Editing;

/// <summary>What a comparison tells.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Tells keys and PINs; else only that they differ.</summary>
    public bool Keys { get; init; }

    /// <summary>Compares the files alone, however they are made.</summary>
    public bool FilesOnly { get; init; }

    /// <summary>Leaves out what differs between two subscribers of one operator: ICCID, IMSI and what holds it, number, keys, PINs.</summary>
    public bool IgnoreSubscriber { get; init; }
}

/// <summary>
/// Where two packages differ, in the names of the standards: elements by kind and application, files by their paths, whatever makes them,
/// contents as they are decoded.
/// </summary>
public static class ProfileComparison
{
    /// <summary>Compares two packages.</summary>
    /// <returns>The differences, by element in the order of the first package; none: the packages are the same.</returns>
    public static IReadOnlyList<ProfileDifference> Between(ProfilePackage a, ProfilePackage b, ComparisonOptions? options = null)
    {
        options ??= new();
        ComparedPackage first = new(a), second = new(b);
        if (options.FilesOnly) return [.. FileComparison.Between(first, second, options, new Dictionary<int, int>()).Select(one => one.Difference)];
        return new Run(first, second, options).Compare();
    }

    private sealed class Run(ComparedPackage first, ComparedPackage second, ComparisonOptions options)
    {
        private readonly Dictionary<int, List<ProfileDifference>> _byElement = [];
        private readonly List<ProfileDifference> _onlySecond = [];
        private int _renumbered;

        internal IReadOnlyList<ProfileDifference> Compare()
        {
            Dictionary<int, int> pairs = ComparedPackage.Pair(first, second);
            for (int i = 0; i < first.Count; i++)
            {
                if (!pairs.TryGetValue(i, out int other)) Add(i, new(first.Names[i], "", null, null, ProfileDifference.OnlyFirst));
                else if (first.Encoded(i) != second.Encoded(other)) CompareFields(i, other);
            }
            for (int i = 0; i < second.Count; i++) if (!pairs.ContainsValue(i)) _onlySecond.Add(new(second.Names[i], "", null, null, ProfileDifference.OnlySecond));
            foreach ((int? element, ProfileDifference difference) in FileComparison.Between(first, second, options, pairs))
            {
                if (element is { } known) Add(known, difference);
                else _onlySecond.Add(difference);
            }
            foreach ((int i, int other) in pairs.Where(pair => first.Encoded(pair.Key) != second.Encoded(pair.Value) && !_byElement.ContainsKey(pair.Key)))
                if (!options.IgnoreSubscriber && !IsRenumberedOnly(i, other)) Add(i, new(first.Names[i], "", null, null, first.IsFiles(i) ? "the same files, written otherwise" : "encoded otherwise"));
            return [.. _byElement.OrderBy(one => one.Key).SelectMany(one => one.Value), .. _onlySecond, .. Whole(pairs)];
        }

        private void CompareFields(int i, int other)
        {
            foreach (FieldDifference field in FieldComparison.Between(first.Describe(i), second.Describe(other)))
            {
                if (field.Path.EndsWith(".identification", StringComparison.Ordinal) && field.Path.Count(c => c == '.') == 1) _renumbered++;
                else if (!first.IsFile(i, field.Path)) AddField(i, field);
            }
        }

        private void AddField(int i, FieldDifference field)
        {
            bool isSecret = SecretContents.IsField(field.Name);
            if (options.IgnoreSubscriber && (isSecret || field.Path == "iccid")) return;
            bool isHidden = isSecret && !options.Keys;
            string what = field.A is null ? ProfileDifference.OnlySecond : field.B is null ? ProfileDifference.OnlyFirst : isHidden ? ProfileDifference.Differs : "";
            Add(i, new(first.Names[i], field.Path, isHidden ? null : field.A, isHidden ? null : field.B, what));
        }

        private bool IsRenumberedOnly(int i, int other) =>
            FieldComparison.Between(first.Describe(i), second.Describe(other)).Any(field => field.Path.EndsWith(".identification", StringComparison.Ordinal));

        private IEnumerable<ProfileDifference> Whole(Dictionary<int, int> pairs)
        {
            if (_renumbered > 0) yield return new("", "", null, null, _renumbered == 1 ? "1 element has another identification" : FormattableString.Invariant($"{_renumbered} elements have other identifications"));
            int[] order = [.. pairs.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
            if (!order.SequenceEqual(order.Order())) yield return new("", "", null, null, "the elements are in another order");
        }

        private void Add(int element, ProfileDifference difference)
        {
            if (!_byElement.TryGetValue(element, out List<ProfileDifference>? all)) _byElement.Add(element, all = []);
            all.Add(difference);
        }
    }
}

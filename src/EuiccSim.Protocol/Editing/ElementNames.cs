using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Editing;

/// <summary>The elements of a package by their names: the standard's, "opt-usim", and which of them, "usim 2".</summary>
internal sealed class ElementNames
{
    private readonly List<string> _all = [];

    internal ElementNames(ProfilePackage package)
    {
        Dictionary<PeKind, int> counts = [];
        foreach (Signed<ProfileElement> element in package.Elements)
        {
            PeKind kind = element.Value.Kind;
            int count = counts[kind] = counts.GetValueOrDefault(kind) + 1;
            _all.Add(count == 1 ? NameOf(kind) : string.Create(CultureInfo.InvariantCulture, $"{NameOf(kind)} {count}"));
        }
    }

    internal IReadOnlyList<string> All => _all;

    /// <summary>"usim 2 (element 14)".</summary>
    internal string Describe(int index) => string.Create(CultureInfo.InvariantCulture, $"{_all[index]} (element {index + 1})");

    /// <summary>The position of an element, from 0 on.</summary>
    /// <param name="text">Its place, from 1 on, or its name; capitals and dashes do not matter.</param>
    internal int Find(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int place))
        {
            if (place >= 1 && place <= _all.Count) return place - 1;
            throw new ProfileEditException("noSuchElement", $"The package has no element {place}: it has {_all.Count}.");
        }
        string wanted = Plain(text);
        int index = _all.FindIndex(name => Plain(name) == (wanted.EndsWith(" 1", StringComparison.Ordinal) ? wanted[..^2] : wanted));
        if (index >= 0) return index;
        throw new ProfileEditException("noSuchElement", $"The package has no element '{text}'.{NearWords.Question(NearWords.Of(text, _all))}");
    }

    internal static string NameOf(PeKind kind) => PeLayout.IsFileSystem(kind) ? PeLayout.Of(kind).Name : StandardName.Of(kind);

    private static string Plain(string name) =>
        name.Trim().Replace("-", "", StringComparison.Ordinal).Replace('#', ' ').ToUpperInvariant();
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Editing;

/// <summary>A field that differs.</summary>
/// <param name="Path">Its names, "algoConfiguration.algoParameter.key".</param>
/// <param name="Name">The last of them, without a place in a list.</param>
/// <param name="A">The value in the first; null if it is absent.</param>
/// <param name="B">The value in the second; null if it is absent.</param>
internal sealed record FieldDifference(string Path, string Name, string? A, string? B);

/// <summary>Compares described values part by part.</summary>
internal static class FieldComparison
{
    internal static IEnumerable<FieldDifference> Between(Asn1Description a, Asn1Description b) => Between("", "", a, b);

    private static IEnumerable<FieldDifference> Between(string path, string name, Asn1Description? a, Asn1Description? b)
    {
        if (a?.Text is not null || b?.Text is not null)
        {
            (string? one, string? other) = (TextOf(a), TextOf(b));
            return one == other ? [] : [new(path, name, one, other)];
        }
        bool isList = (a ?? b)!.IsList;
        Dictionary<string, Asn1Description> first = Key(a, isList), second = Key(b, isList);
        return first.Keys.Union(second.Keys).SelectMany(key =>
            Between(Join(path, key, isList), isList ? name : key, first.GetValueOrDefault(key), second.GetValueOrDefault(key)));
    }

    /// <summary>The parts by name; the entries of a list by what tells them from each other, or their place.</summary>
    private static Dictionary<string, Asn1Description> Key(Asn1Description? description, bool isList)
    {
        Dictionary<string, Asn1Description> parts = [];
        int place = 0;
        foreach (Asn1Description part in description?.Parts ?? [])
        {
            place++;
            string key = isList ? MarkOf(part) ?? FormattableString.Invariant($"{place}") : part.Name;
            if (!parts.TryAdd(key, part)) parts.Add(FormattableString.Invariant($"{key} #{place}"), part);
        }
        return parts;
    }

    private static string Join(string path, string key, bool isList) => isList ? $"{path}[{key}]" : path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>A PIN's key reference, a key's version and identifier, an instance's AID; an object identifier, which comes once, is its own.</summary>
    private static string? MarkOf(Asn1Description entry)
    {
        if (entry.Text is { } text) return text.StartsWith("2.23.143.", StringComparison.Ordinal) ? text : null;
        string[] marks = [.. s_marks.Select(name => entry.Parts.FirstOrDefault(part => part.Name == name)?.Text).OfType<string>().Select(mark => mark.Split(' ')[0])];
        return marks.Length == 0 ? null : string.Join(' ', marks);
    }

    /// <summary>Templates have names.</summary>
    private static string? TextOf(Asn1Description? description)
    {
        if (description is null) return null;
        string text = description.Text ?? string.Join(", ", description.Parts.Select(part => $"{part.Name} {TextOf(part)}".Trim()));
        return text.StartsWith("2.23.143.", StringComparison.Ordinal) && TemplateTable.Find(new(text)) is { } template ? $"{text} ({NameOf(template)})" : text;
    }

    private static string NameOf(ProfileTemplate template)
    {
        int version = TemplateTable.All.Where(one => one.Kind == template.Kind).TakeWhile(one => one != template).Count() + 1;
        return version == 1 ? ElementNames.NameOf(template.Kind) : FormattableString.Invariant($"{ElementNames.NameOf(template.Kind)}, version {version}");
    }

    private static readonly string[] s_marks = ["keyReference", "keyVersionNumber", "keyIdentifier", "instanceAID"];
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EuiccSim.Asn1.Generator;

/// <summary>Tags: their notation, automatic tagging (X.680 §25), and the rule that a decoder must be able to tell components apart.</summary>
internal static class Tagging
{
    /// <summary>Reads "[5]", "[APPLICATION 15]", "[PRIVATE 3]" or the name of a universal type; null if it is none of these.</summary>
    public static TagModel? Parse(string text)
    {
        if (s_universal.TryGetValue(text, out int universal)) return new(TagClassModel.Universal, universal);
        if (text.Length < 3 || text[0] != '[' || text[text.Length - 1] != ']') return null;
        string[] words = text.Substring(1, text.Length - 2).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 1 or > 2) return null;
        if (!int.TryParse(words[words.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return null;
        return (words.Length == 1 ? "" : words[0]) switch
        {
            "" => new(TagClassModel.ContextSpecific, number),
            "APPLICATION" => new(TagClassModel.Application, number),
            "PRIVATE" => new(TagClassModel.Private, number),
            _ => null,
        };
    }

    /// <summary>
    /// X.680 §25.7 and §29.4: components are numbered only when none of them carries a written tag. An element of a SEQUENCE OF is never
    /// numbered. Whether a tag is explicit is the codec's business: it is on an untagged CHOICE, and nowhere else.
    /// </summary>
    public static IEnumerable<FieldModel> Apply(IReadOnlyList<FieldModel> fields)
    {
        bool automatic = fields.All(field => field.WrittenTag is null);
        for (int i = 0; i < fields.Count; i++)
            yield return fields[i] with { Tag = automatic ? new(TagClassModel.ContextSpecific, i) : fields[i].WrittenTag };
    }

    /// <summary>The outer tags with which a component can appear.</summary>
    public static IEnumerable<TagModel> TagsOf(FieldModel field) => field.Tag is { } tag ? [tag] : field.Value.Tags;

    /// <summary>The first pair that a decoder could not tell apart: alternatives, or an optional component and one that may follow it.</summary>
    public static (FieldModel First, FieldModel Second)? FindAmbiguity(bool isChoice, IReadOnlyList<FieldModel> fields)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            if (!isChoice && !fields[i].IsOptional) continue;
            for (int j = i + 1; j < fields.Count; j++)
            {
                if (TagsOf(fields[i]).Intersect(TagsOf(fields[j])).Any()) return (fields[i], fields[j]);
                if (!isChoice && !fields[j].IsOptional) break;
            }
        }
        return null;
    }

    private static readonly Dictionary<string, int> s_universal = new()
    {
        ["BOOLEAN"] = 1,
        ["INTEGER"] = 2,
        ["BIT STRING"] = 3,
        ["OCTET STRING"] = 4,
        ["NULL"] = 5,
        ["OBJECT IDENTIFIER"] = 6,
        ["UTF8String"] = 12,
        ["SEQUENCE"] = 16,
        ["UTCTime"] = 23,
        ["GeneralizedTime"] = 24,
    };
}

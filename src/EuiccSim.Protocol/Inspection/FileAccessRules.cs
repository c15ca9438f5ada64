using System.Globalization;
using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Inspection;

/// <summary>The access rules of a file, as the EF.ARR that it refers to has them. TS 102 221 §9.2.7.</summary>
/// <param name="Rules">What may be done, and on what condition; conditions come once. What none of them names is never allowed.</param>
/// <param name="Fault">Why there are none; null where there are.</param>
public sealed record FileAccessRules(SequenceOf<FileAccessRule> Rules, string? Fault)
{
    /// <summary>"read: PIN1 · update, activate: ADM1"; the fault where there are none.</summary>
    public override string ToString() => Fault ?? string.Join(" · ", Rules);

    internal static FileAccessRules Of(PackageFile file)
    {
        if (file.Definition.ArrRecord is not { } number) return None("no access rules are named");
        string name = string.Create(CultureInfo.InvariantCulture, $"record {number} of EF.ARR {file.Definition.ArrFileIdIn(file.Parent?.Definition):X4}");
        if (file.AccessRuleFile is not { Definition: { Type: FileType.LinearFixed, RecordLength: var length, Records: var records } } rules) return None($"{name} is not there");
        if (number == 0 || number > records) return None($"{name} is not there");
        SequenceOf<FileAccessRule> read = Read(rules.Content.Slice((number - 1) * length, length), file.Definition.IsDirectory);
        return read.Count == 0 ? None($"{name} has no rules") : new(read, null);
    }

    /// <summary>The rules of a record of EF.ARR; none for an empty one.</summary>
    internal static SequenceOf<FileAccessRule> Read(Octets record, bool isDirectory)
    {
        List<(string Condition, List<string> Access)> all = [];
        foreach ((string[] access, string condition) in AccessRuleContents.Rules(record, isDirectory))
        {
            if (all.Find(one => one.Condition == condition) is { Access: { } known }) known.AddRange(access);
            else all.Add((condition, [.. access]));
        }
        // What has no place in the order comes last.
        return SequenceOf.From(all.Select(one => new FileAccessRule(SequenceOf.From(one.Access.OrderBy(operation => (uint)Array.IndexOf(s_order, operation))), one.Condition)));
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteObjects("access", Rules, rule =>
        {
            json.WriteStrings("operations", rule.Operations);
            json.WriteString("condition", rule.Condition);
        });
        if (Fault is not null) json.WriteString("accessFault", Fault);
    }

    private static FileAccessRules None(string why) => new([], why);

    // Those that are asked for first.
    private static readonly string[] s_order = ["read", "update", "write", "increase", "create EF", "create DF", "delete child", "activate", "deactivate", "terminate", "delete", "resize"];
}

/// <summary>An access rule.</summary>
/// <param name="Operations">"read", "update", "deactivate"; of a directory "create EF", "delete child".</param>
/// <param name="Condition">"always", "never", "PIN1", "ADM1 or PIN2".</param>
public sealed record FileAccessRule(SequenceOf<string> Operations, string Condition)
{
    /// <summary>"read, update: PIN1".</summary>
    public override string ToString() => $"{string.Join(", ", Operations)}: {Condition}";
}

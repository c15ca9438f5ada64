using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Editing;

/// <summary>EF.DIR, which names the applications. TS 102 221 §13.1.</summary>
internal static class DirectoryEntries
{
    /// <summary>Empties the records of applications.</summary>
    internal static void Remove(PackageDraft draft, IEnumerable<Octets> aids)
    {
        if (Steps(draft) is not { } steps) return;
        foreach (Octets aid in aids)
        {
            foreach (int record in RecordsWith(steps, aid))
            {
                steps.Overwrite(record * steps.UnitLength, FileOctets.Pad(Octets.Empty, steps.UnitLength));
                draft.Notes.Add($"EF.DIR no longer names {aid}.");
            }
        }
    }

    /// <summary>The path of EF.DIR and the octets that it needs to name more applications; null if it has room, or cannot have it.</summary>
    internal static (string Path, int Size)? RoomFor(PackageDraft draft, IEnumerable<(Octets Aid, string Label)> applications)
    {
        if (Steps(draft) is not { } steps) return null;
        int wanted = applications.Count(one => RecordsWith(steps, one.Aid).Count == 0 && FileOctets.DirectoryEntry(one.Aid, one.Label).Length <= steps.UnitLength);
        int free = Records(steps).Count(record => !record.Span.ContainsAnyExcept((byte)0xFF));
        return wanted > free ? (draft.Paths.TextOf(draft.Files.Mf!.Find(EfDir)!), steps.Content.Length + ((wanted - free) * steps.UnitLength)) : null;
    }

    /// <summary>Names applications in empty records.</summary>
    internal static void Add(PackageDraft draft, IEnumerable<(Octets Aid, string Label)> applications)
    {
        foreach ((Octets aid, string label) in applications)
        {
            if (Steps(draft) is not { } steps)
            {
                draft.Notes.Add($"There is no EF.DIR that could name {aid}, and a phone does not find it.");
                continue;
            }
            if (RecordsWith(steps, aid).Count > 0) continue;
            Octets entry = FileOctets.DirectoryEntry(aid, label);
            int record = Records(steps).TakeWhile(one => one.Span.ContainsAnyExcept((byte)0xFF)).Count();
            if (record * steps.UnitLength >= steps.Content.Length || entry.Length > steps.UnitLength)
            {
                draft.Notes.Add($"EF.DIR has no empty record of {entry.Length} octets to name {aid}, and a phone does not find it.");
                continue;
            }
            steps.Overwrite(record * steps.UnitLength, FileOctets.Pad(entry, steps.UnitLength));
            draft.Notes.Add($"EF.DIR names {aid}.");
        }
    }

    private static FileSteps? Steps(PackageDraft draft) => draft.Files.Mf?.Find(EfDir) is { Definition.RecordLength: > 0, Target: null } file ? draft.StepsOf(file) : null;

    private static List<int> RecordsWith(FileSteps steps, Octets aid)
    {
        List<int> found = [];
        foreach ((int index, Octets record) in Records(steps).Index())
        {
            if (BerTlv.ReadWhole(record) is not [{ Tag: EntryTag } entry, ..]) continue;
            if (BerTlv.ReadWhole(entry.Value).Any(part => part.Tag == AidTag && part.Value == aid)) found.Add(index);
        }
        return found;
    }

    private static IEnumerable<Octets> Records(FileSteps steps)
    {
        Octets content = steps.Content;
        for (int at = 0; at + steps.UnitLength <= content.Length; at += steps.UnitLength) yield return content.Slice(at, steps.UnitLength);
    }

    private const int EfDir = 0x2F00;
    private const byte EntryTag = 0x61;
    private const byte AidTag = 0x4F;
}

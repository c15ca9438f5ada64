using System.Numerics;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>
/// One file of a <see cref="FileTree"/>: parameters and place, precomputed for commands. Its content is in the tree and in the
/// profile.
/// </summary>
internal sealed class FileNode
{
    private readonly FileNode[] _children;
    private readonly FileNode[] _byFid;
    private readonly FileNode[] _bySfi;
    private AccessRules?[]? _recordRules;
    private Fcp? _fcp;

    /// <summary>The node of a draft and, below it, those of its children. Numbers go on from the given one, parents first.</summary>
    internal FileNode(DraftFile draft, FileNode? parent, ref int nextId)
    {
        Id = nextId++;
        Parameters = draft.Parameters;
        Kind = draft.Parameters.Kind;
        Fid = draft.Parameters.Fid;
        Parent = parent;
        ContentId = draft.ContentId;
        AkaSlot = draft.AkaSlot;
        RecordCount = Parameters.RecordLength == 0 ? 0 : Parameters.Size / Parameters.RecordLength;
        LocalPins = [.. draft.LocalPins];
        _children = draft.Children.Count == 0 ? [] : new FileNode[draft.Children.Count];
        for (int i = 0; i < _children.Length; i++) _children[i] = new(draft.Children[i], this, ref nextId);
        Count = nextId - Id;
        _byFid = ByFid(_children);
        _bySfi = BySfi(_children);
    }

    /// <summary>The number of the file in its tree.</summary>
    internal int Id { get; }

    internal FileParameters Parameters { get; }

    internal FileKind Kind { get; }

    internal ushort Fid { get; }

    /// <summary>The number of files below it, itself counted: they have the numbers from <see cref="Id"/> on.</summary>
    internal int Count { get; }

    /// <summary>The directory it is in; null for the MF. An ADF is in the MF.</summary>
    internal FileNode? Parent { get; }

    /// <summary>The files in this directory, in the order of creation; of the MF also the ADFs, after all others.</summary>
    internal ReadOnlySpan<FileNode> Children => _children;

    /// <summary>Names the content of an EF; links share it. -1 for a directory.</summary>
    internal int ContentId { get; }

    /// <summary>The position of the authentication key of an ADF in <see cref="UiccProfile.Aka"/>, or -1.</summary>
    internal int AkaSlot { get; }

    /// <summary>The number of records; 0 for a file without.</summary>
    internal int RecordCount { get; }

    internal int RecordLength => Parameters.RecordLength;

    /// <summary>The local PINs of this directory.</summary>
    internal PinBinding[] LocalPins { get; }

    /// <summary>The control parameters, with what can change in them. Made when they are first asked for: of most files nobody does.</summary>
    internal Fcp Fcp => _fcp ??= Fcp.Of(Parameters);

    /// <summary>The AID of an ADF.</summary>
    internal Octets DfName => Parameters.DfName;

    /// <summary>The EF.ARR with the access rules of this file, or null.</summary>
    internal FileNode? ArrFile { get; private set; }

    /// <summary>Of an EF.ARR: the parsed rules of one record of its initial content, or null before the first use.</summary>
    internal AccessRules? RecordRules(int record) => _recordRules?[record - 1];

    /// <summary>Keeps parsed rules for all cards with this tree. Two threads may both parse; the result is the same.</summary>
    internal AccessRules SetRecordRules(int record, AccessRules rules)
    {
        AccessRules?[] all = _recordRules ?? new AccessRules?[RecordCount];
        all[record - 1] = rules;
        Volatile.Write(ref _recordRules, all);
        return rules;
    }

    /// <summary>The EF with a short identifier in this directory, or null.</summary>
    internal FileNode? FindSfi(int sfi)
    {
        foreach (FileNode child in _bySfi)
        {
            if (child.Parameters.Sfi == sfi) return child;
        }
        return null;
    }

    /// <summary>The file with an identifier in this directory, or null. ADFs are found by name only.</summary>
    internal FileNode? FindChild(int fid)
    {
        (int low, int high) = (0, _byFid.Length - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            FileNode child = _byFid[middle];
            if (child.Fid == fid) return child;
            if (child.Fid < fid) low = middle + 1;
            else high = middle - 1;
        }
        return null;
    }

    /// <summary>
    /// Finds the EF.ARR: in the directory of the file, then further up; for a directory at last in itself. TS 102 221 §9.2.7.
    /// </summary>
    internal void ResolveAccessRules()
    {
        if (Parameters.ArrFid != 0)
        {
            for (FileNode? at = Parent; at is not null && ArrFile is null; at = at.Parent) ArrFile = at.FindChild(Parameters.ArrFid);
            ArrFile ??= FindChild(Parameters.ArrFid);
        }
        foreach (FileNode child in _children) child.ResolveAccessRules();
    }

    /// <summary>True if a file in the same place of another tree is the same, whatever is in it.</summary>
    internal bool IsLike(FileNode other) =>
        Count == other.Count && ContentId == other.ContentId && AkaSlot == other.AkaSlot
        && LocalPins.AsSpan().SequenceEqual(other.LocalPins) && Parameters == other.Parameters;

    /// <summary>The children that have an identifier of their own, by it; of two with the same the first.</summary>
    private static FileNode[] ByFid(FileNode[] children)
    {
        if (IsByFid(children)) return children;
        FileNode[] sorted = Array.Exists(children, child => child.Kind == FileKind.Adf)
            ? Array.FindAll(children, child => child.Kind != FileKind.Adf)
            : [.. children];
        // Numbers tell the order of creation.
        Array.Sort(sorted, static (left, right) => left.Fid != right.Fid ? left.Fid.CompareTo(right.Fid) : left.Id.CompareTo(right.Id));
        int kept = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i].Fid != sorted[kept - 1].Fid) sorted[kept++] = sorted[i];
        }
        return kept == sorted.Length ? sorted : sorted[..kept];
    }

    private static bool IsByFid(FileNode[] children)
    {
        for (int i = 0; i < children.Length; i++)
        {
            if (children[i].Kind == FileKind.Adf || (i > 0 && children[i].Fid <= children[i - 1].Fid)) return false;
        }
        return true;
    }

    /// <summary>The EFs that have a short identifier, of two with the same the first: there are at most 30.</summary>
    private static FileNode[] BySfi(FileNode[] children)
    {
        uint all = 0;
        foreach (FileNode child in children) all |= Bit(child);
        FileNode[] found = all == 0 ? [] : new FileNode[BitOperations.PopCount(all)];
        int next = 0;
        foreach (FileNode child in children)
        {
            if ((all & Bit(child)) == 0) continue;
            found[next++] = child;
            all &= ~Bit(child);
        }
        return found;

        static uint Bit(FileNode file) => file.Kind.IsDirectory() || file.Parameters.Sfi == 0 ? 0 : 1u << file.Parameters.Sfi;
    }
}

/// <summary>A key reference and the position of its PIN in <see cref="UiccProfile.Pins"/>.</summary>
internal readonly record struct PinBinding(byte Reference, int Slot);

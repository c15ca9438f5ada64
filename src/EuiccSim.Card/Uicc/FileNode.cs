using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>
/// One file of a <see cref="FileTree"/>: parameters and place, precomputed for commands. Its content is in the tree and in the
/// profile.
/// </summary>
internal sealed class FileNode
{
    private readonly FileNode[] _children;
    private AccessRules?[]? _recordRules;

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
        Fcp = Fcp.Of(draft.Parameters);
        _children = new FileNode[draft.Children.Count];
        for (int i = 0; i < _children.Length; i++) _children[i] = new(draft.Children[i], this, ref nextId);
    }

    /// <summary>The number of the file in its tree.</summary>
    internal int Id { get; }

    internal FileParameters Parameters { get; }

    internal FileKind Kind { get; }

    internal ushort Fid { get; }

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

    /// <summary>The control parameters, with what can change in them.</summary>
    internal Fcp Fcp { get; }

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
        foreach (FileNode child in _children)
        {
            if (child.Parameters.Sfi == sfi && !child.Kind.IsDirectory()) return child;
        }
        return null;
    }

    /// <summary>The file with an identifier in this directory, or null. ADFs are found by name only.</summary>
    internal FileNode? FindChild(int fid)
    {
        foreach (FileNode child in _children)
        {
            if (child.Fid == fid && child.Kind != FileKind.Adf) return child;
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
}

/// <summary>A key reference and the position of its PIN in <see cref="UiccProfile.Pins"/>.</summary>
internal readonly record struct PinBinding(byte Reference, int Slot);

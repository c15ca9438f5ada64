using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>The files of a Profile without their contents: what packages of one kind have in common, whoever the subscriber is.</summary>
/// <threadsafety>Immutable, but for caches that any thread may fill.</threadsafety>
internal sealed class FileLayout
{
    private readonly int[] _globalPins;
    private readonly FileNode[] _files;
    private readonly FileNode[] _withContent;

    internal FileLayout(FileNode mf, int contents, int[] globalPins)
    {
        Mf = mf;
        _globalPins = globalPins;
        List<FileNode> adfs = [];
        foreach (FileNode child in mf.Children)
        {
            if (child.Kind == FileKind.Adf) adfs.Add(child);
        }
        Adfs = [.. adfs];
        _files = new FileNode[mf.Count];
        _withContent = new FileNode[contents];
        Enter(mf);
    }

    /// <summary>The file with a number.</summary>
    internal FileNode this[int id] => _files[id];

    internal FileNode Mf { get; }

    /// <summary>The ADFs in the order of creation.</summary>
    internal FileNode[] Adfs { get; }

    /// <summary>The same of two that <see cref="IsLike"/>, and seldom of others.</summary>
    internal int Shape
    {
        get
        {
            HashCode shape = default;
            foreach (FileNode file in _files)
            {
                shape.Add(file.Fid);
                shape.Add(file.ContentId);
                shape.Add(file.Parameters.Size);
            }
            return shape.ToHashCode();
        }
    }

    /// <summary>The first file with a content, parents before their children: links share it.</summary>
    internal FileNode WithContent(int contentId) => _withContent[contentId];

    /// <summary>The position of the PIN that a key reference means in a directory (or for a file in it), or -1.</summary>
    internal int PinSlot(byte reference, FileNode context)
    {
        if (PinReference.IsGlobal(reference)) return _globalPins[reference];
        for (FileNode? at = context; at is not null; at = at.Parent)
        {
            foreach (PinBinding pin in at.LocalPins)
            {
                if (pin.Reference == reference) return pin.Slot;
            }
        }
        return -1;
    }

    /// <summary>True if another has the same files in the same places, with the same PINs and keys, so that either can stand for both.</summary>
    internal bool IsLike(FileLayout other)
    {
        bool isOfOneSize = _files.Length == other._files.Length && _withContent.Length == other._withContent.Length;
        if (!isOfOneSize || !_globalPins.AsSpan().SequenceEqual(other._globalPins)) return false;
        for (int i = 0; i < _files.Length; i++)
        {
            if (!_files[i].IsLike(other._files[i])) return false;
        }
        return true;
    }

    private void Enter(FileNode file)
    {
        _files[file.Id] = file;
        if (file.ContentId >= 0) _withContent[file.ContentId] ??= file;
        foreach (FileNode child in file.Children) Enter(child);
    }
}

using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>The files of a Profile with the contents of its package: shared by all cards that installed the same package.</summary>
/// <threadsafety>Immutable, but for caches that any thread may fill.</threadsafety>
internal sealed class FileTree
{
    private readonly InitialContent[] _contents;
    private readonly int[] _globalPins;
    private readonly FileNode[] _files;
    private readonly FileNode[] _withContent;

    internal FileTree(FileNode mf, InitialContent[] contents, int[] globalPins)
    {
        Mf = mf;
        _contents = contents;
        _globalPins = globalPins;
        List<FileNode> adfs = [];
        foreach (FileNode child in mf.Children)
        {
            if (child.Kind == FileKind.Adf) adfs.Add(child);
        }
        Adfs = [.. adfs];
        _files = new FileNode[mf.Count];
        _withContent = new FileNode[contents.Length];
        Enter(mf);
    }

    /// <summary>The file with a number.</summary>
    internal FileNode this[int id] => _files[id];

    internal FileNode Mf { get; }

    /// <summary>The ADFs in the order of creation.</summary>
    internal FileNode[] Adfs { get; }

    /// <summary>The content of a file as the package has it.</summary>
    internal InitialContent InitialContent(int contentId) => _contents[contentId];

    /// <summary>The first file with a content, parents before their children: links share it.</summary>
    internal FileNode WithContent(int contentId) => _withContent[contentId];

    /// <summary>The ADF with a temporary identifier, or null.</summary>
    internal FileNode? FindAdf(int temporaryFid) => Array.Find(Adfs, adf => adf.Fid == temporaryFid);

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

    private void Enter(FileNode file)
    {
        _files[file.Id] = file;
        if (file.ContentId >= 0) _withContent[file.ContentId] ??= file;
        foreach (FileNode child in file.Children) Enter(child);
    }
}

using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>The files of a Profile with the contents of its package: shared by all cards that installed the same package.</summary>
/// <threadsafety>Immutable, but for caches that any thread may fill.</threadsafety>
internal sealed class FileTree
{
    private readonly Octets[] _contents;
    private readonly short[] _globalPins;

    internal FileTree(FileNode mf, Octets[] contents, short[] globalPins)
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
    }

    internal FileNode Mf { get; }

    /// <summary>The ADFs in the order of creation.</summary>
    internal FileNode[] Adfs { get; }

    /// <summary>The content of a file as the package has it.</summary>
    internal Octets InitialContent(int contentId) => _contents[contentId];

    /// <summary>The number of contents.</summary>
    internal int ContentCount => _contents.Length;

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
}

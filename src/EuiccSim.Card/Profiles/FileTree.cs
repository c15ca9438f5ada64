namespace EuiccSim.Card.Profiles;

/// <summary>
/// The files of a Profile with the contents of its package: shared by all cards that installed the same package. What it has in common with the
/// tree of another package may be that tree's.
/// </summary>
/// <threadsafety>Immutable, but for caches that any thread may fill.</threadsafety>
internal sealed class FileTree
{
    private readonly FileLayout _layout;
    private readonly InitialContent[] _contents;
    private readonly OwnContent[] _own = [];
    // Whoever has this tree keeps that one, and all that hangs on it.
    private readonly FileTree? _model;

    internal FileTree(FileNode mf, InitialContent[] contents, int[] globalPins)
    {
        _layout = new(mf, contents.Length, globalPins);
        _contents = contents;
    }

    private FileTree(FileTree model, OwnContent[] own) => (_model, _layout, _contents, _own) = (model, model._layout, model._contents, own);

    /// <summary>The file with a number.</summary>
    internal FileNode this[int id] => _layout[id];

    internal FileNode Mf => _layout.Mf;

    /// <summary>The ADFs in the order of creation.</summary>
    internal FileNode[] Adfs => _layout.Adfs;

    /// <summary>The same of two trees of which one can be the model of the other, and seldom of others.</summary>
    internal int Shape => _layout.Shape;

    /// <summary>The content of a file as the package has it.</summary>
    internal ref readonly InitialContent InitialContent(int contentId)
    {
        OwnContent[] own = _own;
        for (int i = 0; i < own.Length; i++)
        {
            if (own[i].ContentId == contentId) return ref own[i].Content;
        }
        return ref _contents[contentId];
    }

    /// <summary>True if a content is the same in all trees that share the files: then what was read out of it is theirs, too.</summary>
    internal bool IsCommon(int contentId)
    {
        foreach (OwnContent own in _own)
        {
            if (own.ContentId == contentId) return false;
        }
        return true;
    }

    /// <summary>The first file with a content, parents before their children: links share it.</summary>
    internal FileNode WithContent(int contentId) => _layout.WithContent(contentId);

    /// <summary>The ADF with a temporary identifier, or null.</summary>
    internal FileNode? FindAdf(int temporaryFid) => Array.Find(Adfs, adf => adf.Fid == temporaryFid);

    /// <summary>The position of the PIN that a key reference means in a directory (or for a file in it), or -1.</summary>
    internal int PinSlot(byte reference, FileNode context) => _layout.PinSlot(reference, context);

    /// <summary>This tree made of another one and the contents that differ; null if the files are not the same.</summary>
    internal FileTree? After(FileTree model)
    {
        if (model._model is not null || !_layout.IsLike(model._layout)) return null;
        List<OwnContent> own = [];
        for (int i = 0; i < _contents.Length; i++)
        {
            if (!_contents[i].Equals(model._contents[i])) own.Add(new(i, _contents[i]));
        }
        return new(model, [.. own]);
    }

    private readonly struct OwnContent(int contentId, InitialContent content)
    {
        internal readonly int ContentId = contentId;
        internal readonly InitialContent Content = content;
    }
}

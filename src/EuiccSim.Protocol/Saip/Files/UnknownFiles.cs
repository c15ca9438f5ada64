using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>
/// What a package would have but for its faults: a file that is refused, all that is in a directory that is refused, a thing that is not there and was
/// told so once. None of it is among the files of the package. But what refers to it, or is in it, is not at fault itself: a fault is told where it is,
/// and not again for each of its consequences.
/// </summary>
internal sealed class UnknownFiles
{
    private readonly Dictionary<(PackageFile Directory, int FileId), PackageFile> _children = [];
    private readonly Dictionary<int, PackageFile> _adfs = [];
    private readonly HashSet<PackageFile> _open = [], _pins = [], _keys = [];
    private readonly HashSet<Octets> _names = [];
    private bool _hasNameless;

    /// <summary>The MF, where it is refused or not there.</summary>
    internal PackageFile? Mf { get; private set; }

    /// <summary>True if there is a directory among it: which one an element belongs to cannot be told then.</summary>
    internal bool HasDirectories { get; private set; }

    /// <summary>Takes up a file.</summary>
    /// <param name="kind">The element that would have made it.</param>
    /// <param name="parent">Its directory; null for the MF.</param>
    /// <param name="definition">What is known of it; <see cref="NoIdentifier"/> where its identifier is not.</param>
    /// <param name="source">Where the package speaks of it.</param>
    /// <param name="isOpen">True for one of which it is not known what is in it: whatever is looked for there is found.</param>
    internal PackageFile Add(PeKind kind, PackageFile? parent, FileDefinition definition, FileSource source, bool isOpen = false)
    {
        HasDirectories |= definition.IsDirectory;
        if (parent?.Level >= PackageRoom.MostLevels)
        {
            _open.Add(parent);
            return parent;
        }
        PackageFile file = new(-1, kind, definition, parent, source, isUnknown: true);
        if (isOpen) _open.Add(file);
        Add(file);
        return file;
    }

    /// <summary>The file with an identifier in a directory, one that is made or one that would be; null if there would be none.</summary>
    internal PackageFile? Seek(PackageFile directory, int fileId)
    {
        if (directory.Find(fileId) is { } made) return made;
        return _children.GetValueOrDefault((directory, fileId)) ?? _children.GetValueOrDefault((directory, NoIdentifier)) ?? (_open.Contains(directory) ? directory : null);
    }

    /// <summary>The ADF that would have a temporary identifier, or null.</summary>
    internal PackageFile? SeekAdf(int fileId) => _adfs.GetValueOrDefault(fileId) ?? _adfs.GetValueOrDefault(NoIdentifier);

    /// <summary>True if an ADF with this name would be there, or one whose name is not known.</summary>
    internal bool MayHaveApplication(Octets name) => _hasNameless || _names.Contains(name) || (Mf is { } mf && _open.Contains(mf));

    /// <summary>After a PE-PINCodes at fault it is not known what PINs a directory has; global ones may have been among them.</summary>
    internal void LosePins(PackageFile directory) => _pins.Add(directory);

    internal bool MayHavePin(PackageFile directory, bool isGlobal)
    {
        if (isGlobal) return _pins.Count > 0;
        for (PackageFile? at = directory; at is not null; at = at.Parent)
            if (_pins.Contains(at)) return true;
        return false;
    }

    /// <summary>After a PE-AKAParameter at fault it is not known whether an ADF has a key.</summary>
    internal void LoseKey(PackageFile adf) => _keys.Add(adf);

    internal bool MayHaveKey(PackageFile adf) => adf.IsUnknown || _keys.Contains(adf);

    private void Add(PackageFile file)
    {
        switch (file.Definition)
        {
            case { Type: FileType.Mf }:
                Mf ??= file;
                break;
            case { Type: FileType.Adf } adf:
                _adfs.TryAdd(adf.FileId, file);
                if (adf.DfName is { } name) _names.Add(name);
                else _hasNameless = true;
                break;
            default:
                if (file.Parent is { } parent) _children.TryAdd((parent, file.Definition.FileId), file);
                break;
        }
    }

    /// <summary>The identifier of a file whose own is not known.</summary>
    internal const int NoIdentifier = -1;
}

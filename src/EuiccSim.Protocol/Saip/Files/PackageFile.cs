using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>A file that a profile package makes.</summary>
public sealed class PackageFile
{
    private DirectoryParts? _parts;

    internal PackageFile(int index, PeKind kind, FileDefinition definition, PackageFile? parent, FileSource source, PackageFile? target = null, bool isUnknown = false)
    {
        (Index, Kind, Definition, Parent, Source, Target) = (index, kind, definition, parent, source, target);
        Level = parent is null ? 1 : parent.Level + 1;
        IsUnknown = isUnknown || parent is { IsUnknown: true };
    }

    /// <summary>The element that makes it.</summary>
    public PeKind Kind { get; }

    /// <summary>What it is. A link is of the kind and the size of the file whose content it shares.</summary>
    public FileDefinition Definition { get; }

    /// <summary>The directory that it is in; null for the MF.</summary>
    public PackageFile? Parent { get; }

    /// <summary>The file whose content it shares; null: it has its own. Never a link itself.</summary>
    public PackageFile? Target { get; }

    /// <summary>The files in it, in the order in which they are made.</summary>
    public IReadOnlyList<PackageFile> Children => _parts?.Children.Values ?? (IReadOnlyList<PackageFile>)[];

    /// <summary>Its position in <see cref="PackageFiles.All"/>.</summary>
    public int Index { get; }

    /// <summary>How many directories it is in, itself counted: 1 for the MF.</summary>
    public int Level { get; }

    /// <summary>What the content of an EF is made of; null for a link and for a directory.</summary>
    public FileContent? Filling { get; internal set; }

    /// <summary>The content of an EF, a link's that of its target; empty for a directory. It is put together anew each time.</summary>
    public Octets Content => Target?.Content ?? Filling?.Finish() ?? Octets.Empty;

    /// <summary>The authentication key of an ADF, its own or that of another one (SAIP §8.5); null: it has none.</summary>
    public PeAkaParameter? Aka
    {
        get => _parts?.Aka;
        internal set => Parts.Aka = value;
    }

    /// <summary>Identifiers from below the MF on, "7FD0/6F07", the temporary one for an ADF; "3F00" for the MF.</summary>
    public string Path => Parent is null ? Name : Parent.Parent is null ? Name : $"{Parent.Path}/{Name}";

    /// <summary>Where the package says what is in it.</summary>
    internal FileSource Source { get; }

    /// <summary>True for one that is not made because of a fault, <see cref="UnknownFiles"/>, and for all that is in it.</summary>
    internal bool IsUnknown { get; }

    /// <summary>True for one that must have a content of its own, and has none.</summary>
    internal bool LacksContent { get; set; }

    /// <summary>True for an EF whose content, or that of its target, is there without a fault.</summary>
    internal bool IsFilled => (Target ?? this) is { Filling: not null, LacksContent: false };

    /// <summary>Key references of the PINs that elements define for this directory; in the MF also those that hold everywhere.</summary>
    internal HashSet<int> Pins => Parts.Pins ??= [];

    /// <summary>The file with an identifier in this directory, or null.</summary>
    public PackageFile? Find(int fileId) => _parts?.Children.GetValueOrDefault(fileId);

    /// <summary>The EF.ARR that has its access rules: the nearest of the identifier that holds here; null: none was named, or there is none.</summary>
    public PackageFile? AccessRuleFile
    {
        get
        {
            if (Definition.ArrRecord is null) return null;
            int fileId = Definition.ArrFileIdIn(Parent?.Definition);
            for (PackageFile? at = Parent; at is not null; at = at.Parent)
                if (at.Find(fileId) is { } found) return found;
            return Find(fileId);
        }
    }

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    internal void Add(PackageFile child) => Parts.Children.TryAdd(child.Definition.FileId, child);

    /// <summary>True if an element defines the PIN for this directory or one above.</summary>
    internal bool HasPin(int reference)
    {
        for (PackageFile? at = this; at is not null; at = at.Parent)
        {
            if (at._parts?.Pins?.Contains(reference) == true) return true;
        }
        return false;
    }

    private DirectoryParts Parts => _parts ??= new();

    private string Name => Definition.FileId.ToString("X4", CultureInfo.InvariantCulture);

    // Most files are EFs, and have none of these.
    private sealed class DirectoryParts
    {
        internal OrderedDictionary<int, PackageFile> Children { get; } = [];

        internal HashSet<int>? Pins { get; set; }

        internal PeAkaParameter? Aka { get; set; }
    }
}

/// <summary>Where a package speaks of a file.</summary>
/// <param name="Element">The position of the element, from 0 on.</param>
/// <param name="Item">In an element with a template, the number of the component's tag; in generic file management, the position of the list of steps.</param>
/// <param name="Step">The position of the step that makes the file; 0 in an element with a template.</param>
internal readonly record struct FileSource(int Element, int Item, int Step = 0);

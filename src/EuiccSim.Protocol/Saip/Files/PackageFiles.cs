using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>
/// The files that the elements of a package make, one element after the other: the one reading of templates, generic file management and
/// links, on which the card and the tools stand. SAIP §8.3 to §8.5.
/// </summary>
/// <threadsafety>Not safe for use by several threads while elements are added.</threadsafety>
public sealed class PackageFiles
{
    private readonly PackageRoom _room;
    private readonly Dictionary<PeKind, PackageFile> _lastAdf = [];
    private readonly Dictionary<int, PackageFile> _adfById = [];
    private readonly CodeReader _codes;
    private readonly List<PackageFile> _all = [];
    private readonly List<PackageFile> _adfs = [];
    private FileFault? _fault;

    /// <summary>No file, not even the MF.</summary>
    /// <param name="room">What the one who reads has room for; null: for everything, but <see cref="PackageRoom.MostLevels"/> directories in one another.</param>
    public PackageFiles(PackageRoom? room = null)
        : this(room, FileManagementReading.Ours)
    {
    }

    internal PackageFiles(PackageRoom? room, FileManagementReading reading) => (_room, Reading, _codes) = (room ?? PackageRoom.Unlimited, reading, new(this));

    /// <summary>The MF; null as long as no element has made it.</summary>
    public PackageFile? Mf { get; private set; }

    /// <summary>All files in the order in which they are made, the MF first.</summary>
    public IReadOnlyList<PackageFile> All => _all;

    /// <summary>The ADFs in the order in which they are made. They are in the MF, but no child of it: they have no identifier there.</summary>
    public IReadOnlyList<PackageFile> Adfs => _adfs;

    /// <summary>The directory of the last file system element: PIN codes belong to it. SAIP §8.4. Null also where that is one that could not be made.</summary>
    public PackageFile? Directory => Place is { IsUnknown: false } made ? made : null;

    /// <summary>The ADF that was made last: authentication keys belong to it. SAIP §8.5. Null also where the last one could not be made.</summary>
    public PackageFile? Adf => Application is { IsUnknown: false } made ? made : null;

    internal FileManagementReading Reading { get; }

    /// <summary>What is not made because of a fault.</summary>
    internal UnknownFiles Unknown { get; } = new();

    /// <summary>The directory of the last file system element, made or not.</summary>
    internal PackageFile? Place { get; private set; }

    /// <summary>The ADF of the last element that makes one, made or not.</summary>
    internal PackageFile? Application { get; private set; }

    /// <summary>The position of the element that is read.</summary>
    internal int Position { get; private set; } = -1;

    /// <summary>Reads a whole package as far as it can be read: of an element at fault what can be made all the same is made, and the next one is read.</summary>
    /// <param name="package">The package.</param>
    /// <param name="faults">What an eUICC would not make, in the order of the elements.</param>
    public static PackageFiles Read(ProfilePackage package, out SequenceOf<ProfileFault> faults) =>
        Read(package, FileManagementReading.Ours, out faults);

    internal static PackageFiles Read(ProfilePackage package, FileManagementReading reading, out SequenceOf<ProfileFault> faults)
    {
        PackageFiles files = new(null, reading);
        List<ProfileFault> found = [];
        foreach (Signed<ProfileElement> element in package.Elements)
        {
            if (files.Add(element.Value) is { } fault) found.Add(fault);
        }
        faults = SequenceOf.From(found);
        return files;
    }

    /// <summary>Reads the next element.</summary>
    /// <returns>Why an eUICC cannot take it, the first reason if there are several; or null. What can be made of it all the same is made.</returns>
    public ProfileFault? Add(ProfileElement element)
    {
        Position++;
        _fault = null;
        switch (element)
        {
            case ProfileElement.FileSystem files:
                new TemplateReader(this).Read(files.Value);
                break;
            case ProfileElement.GenericFileManagement files:
                new FileManagementReader(this).Read(files.Value);
                break;
            case ProfileElement.PinCodes pins:
                _codes.Read(pins.Value.PinCodes);
                break;
            case ProfileElement.AkaParameter aka:
                _codes.Read(aka.Value);
                break;
        }
        return _fault is null ? null : ProfileFault.Of(_fault.Rule, element, Position, _fault.Message) with { Absent = _fault.Absent };
    }

    /// <summary>The file at a path of file identifiers below the MF, with or without the MF's; the first may be the temporary one of an ADF.</summary>
    /// <param name="path">The identifiers, 2 octets each.</param>
    /// <returns>Null if there is none, or no such path.</returns>
    public PackageFile? Find(Octets path)
    {
        if (path.Length % 2 != 0) return null;
        PackageFile? at = Mf;
        for (int i = StartOf(path); i < path.Length && at is not null; i += 2)
        {
            int id = (path[i] << 8) | path[i + 1];
            at = at.Find(id) ?? (at == Mf ? FindAdf(id) : null);
        }
        return at;
    }

    /// <summary>The ADF with this name that has an authentication key, or null.</summary>
    public PackageFile? FindAuthenticating(Octets name) => _codes.FindAuthenticating(name);

    /// <summary>The PINs that directories name and no element defines, each once.</summary>
    public IEnumerable<ProfileFault> FindMissingPins()
    {
        HashSet<byte> told = [];
        foreach (PackageFile directory in _all)
        {
            foreach (byte reference in directory.Definition.PinReferences.ToArray())
            {
                if (!directory.HasPin(reference) && !Unknown.MayHavePin(directory, CodeReader.IsGlobal(reference)) && told.Add(reference))
                    yield return ProfileFault.Of(CodeRules.PinMissing, sentence: $"the PIN '{reference:X2}', which a directory names, is defined");
            }
        }
    }

    /// <summary>As <see cref="Find"/>, and with what would be at the path but for a fault.</summary>
    internal PackageFile? Seek(Octets path)
    {
        if (path.Length % 2 != 0) return null;
        PackageFile? at = Root;
        for (int i = StartOf(path); i < path.Length && at is not null; i += 2) at = Seek(at, (path[i] << 8) | path[i + 1]);
        return at;
    }

    /// <summary>A path leads nowhere, which is told by who looked for it: from now on something is there, of which nothing is known.</summary>
    /// <param name="kind">The element that looked for it.</param>
    /// <param name="path">The path.</param>
    /// <param name="absent">The kind of element that has such a file; null if none has.</param>
    internal PackageFile Lose(PeKind kind, Octets path, out PeKind? absent)
    {
        absent = null;
        PackageFile at = RequireRoot();
        for (int i = StartOf(path); i + 1 < path.Length; i += 2)
        {
            int fileId = (path[i] << 8) | path[i + 1];
            if (Seek(at, fileId) is { } next)
            {
                at = next;
                continue;
            }
            absent = TemplateTable.KindOf(at.Definition.Type, at.Kind, fileId);
            return Unknown.Add(kind, at, FileResolver.Outline(FileType.Df, fileId), new(Position, 0), isOpen: true);
        }
        return new(-1, kind, FileResolver.Outline(FileType.Df), at, new(Position, 0), isUnknown: true);
    }

    /// <summary>An application is not there, and that has been told: from now on there is one, of which nothing is known.</summary>
    internal PackageFile LoseApplication(PeKind kind)
    {
        return Application = _lastAdf[kind] = Unknown.Add(kind, RequireRoot(), FileResolver.Outline(FileType.Adf), new(Position, 0), isOpen: true);
    }

    /// <summary>Takes note of a fault of the element that is read; the first one is told.</summary>
    internal void Tell(FileFault fault) => _fault ??= fault;

    /// <summary>The directory that an element's files go to; null for none. One that is not there is told.</summary>
    internal PackageFile? Base(BaseDirectory place)
    {
        if (place == BaseDirectory.None) return null;
        PeKind kind = place switch { BaseDirectory.Isim => PeKind.Isim, BaseDirectory.Csim => PeKind.Csim, _ => PeKind.Usim };
        PackageFile? directory = place switch { BaseDirectory.Mf => Root, BaseDirectory.LastAdf => Application, _ => _lastAdf.GetValueOrDefault(kind) };
        if (directory is not null) return directory;
        Tell(new(FileRules.DirectoryThere));
        return place == BaseDirectory.Mf ? RequireRoot() : LoseApplication(kind);
    }

    /// <summary>The MF, which is told if it is not there.</summary>
    internal PackageFile RequireRoot()
    {
        if (Root is { } root) return root;
        Tell(new(FileRules.MfFirst) { Absent = PeKind.Mf });
        return Unknown.Add(PeKind.Mf, null, FileResolver.Outline(FileType.Mf), new(Position, 0), isOpen: true);
    }

    /// <summary>Makes a directory.</summary>
    internal PackageFile AddDirectory(PeKind kind, PackageFile? parent, FileDefinition definition, FileSource source)
    {
        if (definition.LinkPath is not null) throw new FileFault(FileRules.DirectoryLink, "the eUICC supports links to directories");
        if (parent?.Level >= _room.Levels)
            throw new FileFault(FileRules.Levels, $"the eUICC supports directories in more than {_room.Levels} levels");
        Take(0);
        PackageFile directory;
        switch (definition.Type)
        {
            case FileType.Mf:
                if (Mf is not null) throw new FileFault(FileRules.MfOnce);
                Mf = directory = new(_all.Count, kind, definition, null, source);
                break;
            case FileType.Adf:
                if (FindAdf(definition.FileId) is not null) throw Taken(FileRules.TemporaryOnce, definition);
                if (RequireRoot() is { IsUnknown: true } unknown) return AddUnknown(kind, unknown, definition, source);
                Application = directory = new(_all.Count, kind, definition, Mf, source);
                _adfs.Add(directory);
                _adfById.Add(definition.FileId, directory);
                break;
            default:
                PackageFile place = parent ?? RequireRoot();
                directory = AddTo(RequireFree(place, definition), new(_all.Count, kind, definition, place, source));
                break;
        }
        return Count(directory);
    }

    /// <summary>Takes up a file that cannot be made.</summary>
    internal PackageFile AddUnknown(PeKind kind, PackageFile? parent, FileDefinition definition, FileSource source)
    {
        if (definition.Type == FileType.Mf && Mf is not null) return Mf;
        PackageFile file = Unknown.Add(kind, definition.Type == FileType.Mf ? null : parent ?? RequireRoot(), definition, source);
        if (definition.Type == FileType.Adf) Application = file;
        return file;
    }

    /// <summary>Makes an EF with a content of its own.</summary>
    internal PackageFile AddFile(PeKind kind, PackageFile parent, FileDefinition definition, FileSource source)
    {
        Take(definition.Size);
        return Count(AddTo(RequireFree(parent, definition), new(_all.Count, kind, definition, parent, source)));
    }

    /// <summary>Gives an EF its content. Only a BER-TLV file's is longer than what it was made with.</summary>
    internal void Fill(PackageFile file, FileContent content)
    {
        if (_room.Grows(Math.Max(content.Length - file.Definition.Size, 0))) file.Filling = content;
        else Tell(new(HeaderRules.Memory, "there is memory for the file's content"));
    }

    /// <summary>Makes an EF that shares the content of another. SAIP §8.3.6.</summary>
    internal void AddLink(PeKind kind, PackageFile parent, FileDefinition definition, FileSource source)
    {
        Take(0);
        Octets path = definition.LinkPath!.Value;
        PackageFile? found = Seek(path);
        PeKind? absent = null;
        if (found is null) Lose(kind, path, out absent);
        if (found is null or { IsUnknown: false, Definition.IsDirectory: true })
            throw new FileFault(FileRules.LinkTarget, $"the link {definition.FileId:X4} leads to a file that is made before it, {path} does not") { Absent = absent };
        if (found.IsUnknown)
        {
            AddUnknown(kind, parent, definition, source);
            return;
        }
        PackageFile target = found.Target ?? found;
        FileDefinition shared = definition with
        {
            Type = target.Definition.Type,
            Size = target.Definition.Size,
            RecordLength = target.Definition.RecordLength,
        };
        Count(AddTo(RequireFree(parent, shared), new(_all.Count, kind, shared, parent, source, target)));
    }

    /// <summary>Goes into the directory of an element: PIN codes and what belongs to an application follow.</summary>
    internal void Enter(PeKind kind, PackageFile directory)
    {
        Place = directory;
        if (directory.Definition.Type == FileType.Adf) _lastAdf[kind == PeKind.Iot ? PeKind.Usim : kind] = directory;
    }

    private PackageFile? Root => Mf ?? Unknown.Mf;

    private PackageFile? Seek(PackageFile directory, int fileId) => directory != Root
        ? Unknown.Seek(directory, fileId)
        : directory.Find(fileId) ?? FindAdf(fileId) ?? Unknown.SeekAdf(fileId) ?? Unknown.Seek(directory, fileId);

    /// <summary>What is in a directory that is not made is not among the files.</summary>
    private PackageFile Count(PackageFile file)
    {
        if (!file.IsUnknown) _all.Add(file);
        return file;
    }

    private void Take(int octets)
    {
        if (!_room.Takes(octets)) throw new FileFault(HeaderRules.Memory, "there is memory for the file");
    }

    private PackageFile? FindAdf(int temporaryId) => _adfById.GetValueOrDefault(temporaryId);

    private static int StartOf(Octets path) => path is [0x3F, 0x00, ..] ? 2 : 0;

    private static PackageFile AddTo(PackageFile parent, PackageFile file)
    {
        parent.Add(file);
        return file;
    }

    private static PackageFile RequireFree(PackageFile parent, FileDefinition definition) =>
        parent.Find(definition.FileId) is null ? parent : throw Taken(FileRules.IdentifierOnce, definition);

    private static FileFault Taken(ProfileRule rule, FileDefinition definition) =>
        new(rule, $"a file identifier comes once in its directory, {definition.FileId:X4} does not");
}

/// <summary>A fault of an element. Thrown, it ends one file or step; caught by those who read them only.</summary>
/// <param name="rule">The rule that is broken.</param>
/// <param name="sentence">The rule with what was found; null: its statement.</param>
internal sealed class FileFault(ProfileRule rule, string? sentence = null) : Exception(sentence ?? rule.Statement)
{
    internal ProfileRule Rule { get; } = rule;

    /// <summary>The kind of element that is missing, where that is the fault.</summary>
    internal PeKind? Absent { get; init; }
}

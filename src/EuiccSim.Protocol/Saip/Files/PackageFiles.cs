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
    private readonly Dictionary<Octets, PackageFile> _authenticating = [];
    private readonly List<PackageFile> _all = [];
    private readonly List<PackageFile> _adfs = [];

    /// <summary>No file, not even the MF.</summary>
    /// <param name="room">What the one who reads has room for; null: for everything, but <see cref="PackageRoom.MostLevels"/> directories in one another.</param>
    public PackageFiles(PackageRoom? room = null)
        : this(room, FileManagementReading.Ours)
    {
    }

    internal PackageFiles(PackageRoom? room, FileManagementReading reading) => (_room, Reading) = (room ?? PackageRoom.Unlimited, reading);

    /// <summary>The MF; null as long as no element has made it.</summary>
    public PackageFile? Mf { get; private set; }

    /// <summary>All files in the order in which they are made, the MF first.</summary>
    public IReadOnlyList<PackageFile> All => _all;

    /// <summary>The ADFs in the order in which they are made. They are in the MF, but no child of it: they have no identifier there.</summary>
    public IReadOnlyList<PackageFile> Adfs => _adfs;

    /// <summary>The directory of the last file system element: PIN codes belong to it. SAIP §8.4.</summary>
    public PackageFile? Directory { get; private set; }

    /// <summary>The ADF that was made last: authentication keys belong to it. SAIP §8.5.</summary>
    public PackageFile? Adf { get; private set; }

    internal FileManagementReading Reading { get; }

    /// <summary>The position of the element that is read.</summary>
    internal int Position { get; private set; } = -1;

    /// <summary>Reads a whole package as far as it can be read: what an element at fault made before its fault stays, and the next one is read.</summary>
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
    /// <returns>Why an eUICC cannot take it, or null. What it made before its fault stays.</returns>
    public ProfileFault? Add(ProfileElement element)
    {
        Position++;
        try
        {
            switch (element)
            {
                case ProfileElement.FileSystem files:
                    new TemplateReader(this).Read(files.Value);
                    break;
                case ProfileElement.GenericFileManagement files:
                    new FileManagementReader(this).Read(files.Value);
                    break;
                case ProfileElement.PinCodes pins:
                    AddPins(pins.Value.PinCodes);
                    break;
                case ProfileElement.AkaParameter aka:
                    AddAka(aka.Value);
                    break;
            }
            return null;
        }
        catch (FileFault fault)
        {
            return ProfileFault.Of(fault.Rule, element, Position, fault.Message);
        }
    }

    /// <summary>The file at a path of file identifiers below the MF, with or without the MF's; the first may be the temporary one of an ADF.</summary>
    /// <param name="path">The identifiers, 2 octets each.</param>
    /// <returns>Null if there is none, or no such path.</returns>
    public PackageFile? Find(Octets path)
    {
        if (path.Length % 2 != 0) return null;
        PackageFile? at = Mf;
        for (int i = path is [0x3F, 0x00, ..] ? 2 : 0; i < path.Length && at is not null; i += 2)
        {
            int id = (path[i] << 8) | path[i + 1];
            at = at.Find(id) ?? (at == Mf ? FindAdf(id) : null);
        }
        return at;
    }

    /// <summary>The ADF with this name that has an authentication key, or null.</summary>
    public PackageFile? FindAuthenticating(Octets name) => _authenticating.GetValueOrDefault(name);

    /// <summary>The PINs that directories name and no element defines, each once.</summary>
    public IEnumerable<ProfileFault> FindMissingPins()
    {
        HashSet<byte> told = [];
        foreach (PackageFile directory in _all)
        {
            foreach (byte reference in directory.Definition.PinReferences.ToArray())
            {
                if (!directory.HasPin(reference) && told.Add(reference))
                    yield return ProfileFault.Of(CodeRules.PinMissing, sentence: $"the PIN '{reference:X2}', which a directory names, is defined");
            }
        }
    }

    /// <summary>The directory that an element's files go to; null for none.</summary>
    /// <exception cref="FileFault">It is not there.</exception>
    internal PackageFile? Base(BaseDirectory place)
    {
        if (place == BaseDirectory.None) return null;
        PackageFile? directory = place switch
        {
            BaseDirectory.Mf => Mf,
            BaseDirectory.Usim => _lastAdf.GetValueOrDefault(PeKind.Usim),
            BaseDirectory.Isim => _lastAdf.GetValueOrDefault(PeKind.Isim),
            BaseDirectory.Csim => _lastAdf.GetValueOrDefault(PeKind.Csim),
            _ => Adf,
        };
        return directory ?? throw new FileFault(FileRules.DirectoryThere);
    }

    internal PackageFile RequireMf() => Mf ?? throw new FileFault(FileRules.MfFirst);

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
                Adf = directory = new(_all.Count, kind, definition, RequireMf(), source);
                _adfs.Add(directory);
                _adfById.Add(definition.FileId, directory);
                break;
            default:
                directory = AddTo(RequireFree(parent ?? RequireMf(), definition), new(_all.Count, kind, definition, parent ?? Mf, source));
                break;
        }
        _all.Add(directory);
        return directory;
    }

    /// <summary>Makes an EF with a content of its own.</summary>
    internal PackageFile AddFile(PeKind kind, PackageFile parent, FileDefinition definition, FileSource source)
    {
        Take(definition.Size);
        PackageFile file = AddTo(RequireFree(parent, definition), new(_all.Count, kind, definition, parent, source));
        _all.Add(file);
        return file;
    }

    /// <summary>Gives an EF its content. Only a BER-TLV file's is longer than what it was made with.</summary>
    internal void Fill(PackageFile file, FileContent content)
    {
        if (!_room.Grows(Math.Max(content.Length - file.Definition.Size, 0)))
            throw new FileFault(HeaderRules.Memory, "there is memory for the file's content");
        file.Filling = content;
    }

    /// <summary>Makes an EF that shares the content of another. SAIP §8.3.6.</summary>
    internal void AddLink(PeKind kind, PackageFile parent, FileDefinition definition, FileSource source)
    {
        Take(0);
        if (Find(definition.LinkPath!.Value) is not { Definition.IsDirectory: false } found)
            throw new FileFault(FileRules.LinkTarget, $"the link {definition.FileId:X4} leads to a file that is made before it, {definition.LinkPath} does not");
        PackageFile target = found.Target ?? found;
        FileDefinition shared = definition with
        {
            Type = target.Definition.Type,
            Size = target.Definition.Size,
            RecordLength = target.Definition.RecordLength,
        };
        _all.Add(AddTo(RequireFree(parent, shared), new(_all.Count, kind, shared, parent, source, target)));
    }

    /// <summary>Goes into the directory of an element: PIN codes and what belongs to an application follow.</summary>
    internal void Enter(PeKind kind, PackageFile directory)
    {
        Directory = directory;
        if (directory.Definition.Type == FileType.Adf) _lastAdf[kind == PeKind.Iot ? PeKind.Usim : kind] = directory;
    }

    private void AddPins(PinCodes codes)
    {
        PackageFile directory = Directory ?? throw new FileFault(FileRules.MfFirst, "PIN codes follow the directory that they belong to");
        switch (codes)
        {
            case PinCodes.Pinconfig pins:
                foreach (PinConfiguration pin in pins.Value) AddPin(directory, (int)pin.KeyReference);
                break;
            case PinCodes.FilePath path:
                PackageFile source = Find(path.Value)
                    ?? throw new FileFault(CodeRules.SharedDirectory, $"the directory {path.Value}, whose PINs are shared, is there");
                directory.Pins.UnionWith(source.Pins.Where(pin => !IsGlobal(pin)));
                break;
        }
    }

    private void AddPin(PackageFile directory, int reference)
    {
        if (reference is < 0 or > byte.MaxValue) throw new FileFault(CodeRules.ReferenceOctet);
        (IsGlobal(reference) ? RequireMf() : directory).Pins.Add(reference);
    }

    private void AddAka(PeAkaParameter aka)
    {
        PackageFile adf = Adf ?? throw new FileFault(CodeRules.AkaAfterAdf);
        adf.Aka = aka.AlgoConfiguration is AlgoConfiguration.Mapping { Value.MappingSource: var name }
            ? FindAuthenticating(name)?.Aka
                ?? throw new FileFault(CodeRules.AkaMapping, $"the application {name}, whose key is shared, has one")
            : aka;
        if (adf.Definition.DfName is { } own) _authenticating.TryAdd(own, adf);
    }

    private void Take(int octets)
    {
        if (!_room.Takes(octets)) throw new FileFault(HeaderRules.Memory, "there is memory for the file");
    }

    private PackageFile? FindAdf(int temporaryId) => _adfById.GetValueOrDefault(temporaryId);

    private static PackageFile AddTo(PackageFile parent, PackageFile file)
    {
        parent.Add(file);
        return file;
    }

    private static PackageFile RequireFree(PackageFile parent, FileDefinition definition) =>
        parent.Find(definition.FileId) is null ? parent : throw Taken(FileRules.IdentifierOnce, definition);

    private static FileFault Taken(ProfileRule rule, FileDefinition definition) =>
        new(rule, $"a file identifier comes once in its directory, {definition.FileId:X4} does not");

    // TS 102 221 §9.5.1: from '81' on, a PIN belongs to an application or a directory.
    private static bool IsGlobal(int reference) => (reference & 0x80) == 0;
}

/// <summary>Stops the reading of an element; caught in <see cref="PackageFiles"/> only.</summary>
/// <param name="rule">The rule that is broken.</param>
/// <param name="sentence">The rule with what was found; null: its statement.</param>
internal sealed class FileFault(ProfileRule rule, string? sentence = null) : Exception(sentence ?? rule.Statement)
{
    internal ProfileRule Rule { get; } = rule;
}

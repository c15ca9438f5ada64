using System.Collections.Immutable;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Card.Install;

/// <summary>The SIM as far as it is built. What files the package means is <see cref="PackageFiles"/>' to say; here they become those of a card.</summary>
internal sealed class InstallContext
{
    private readonly int _freeMemory;
    private readonly PackageFiles _files;
    // By the file's index.
    private readonly List<DraftFile> _drafts = [];
    private FileTreeBuilder? _builder;

    internal InstallContext(ProfileClass profileClass, int freeMemory, int levels)
    {
        (ProfileClass, _freeMemory) = (profileClass, freeMemory);
        _files = new(new PackageRoom(TryReserve, TryGrow, levels));
    }

    internal ProfileClass ProfileClass { get; }

    /// <summary>The memory that files, PINs and keys take so far, in octets.</summary>
    internal int Reserved { get; private set; }

    internal List<Octets> SecurityDomains { get; } = [];

    internal List<Octets> Applications { get; } = [];

    internal List<Octets> RemoteFileManagement { get; } = [];

    /// <summary>The directory of the last file system element: PIN codes belong to it. SAIP §8.4.</summary>
    internal DraftFile Directory => _files.Directory is { } directory
        ? _drafts[directory.Index]
        : throw new ElementException(PeStatusCode.BadValues, "codes follow the directory that they belong to");

    /// <summary>The ADF that was created last: authentication keys belong to it. SAIP §8.5.</summary>
    internal DraftFile? Adf => _files.Adf is { } adf ? _drafts[adf.Index] : null;

    /// <summary>True as long as there is no file, not even the MF.</summary>
    internal bool IsEmpty => _builder is null;

    internal FileTreeBuilder Builder => _builder ?? throw new ElementException(PeStatusCode.BadValues, "the MF is made before other files");

    /// <summary>Reads an element's files, PIN references and use of keys, and makes the files.</summary>
    /// <exception cref="ElementException">It breaks a rule.</exception>
    internal void AddFiles(ProfileElement element)
    {
        int before = _files.All.Count;
        if (_files.Add(element) is { } fault) throw new ElementException(fault.Status.Status, fault.Rule);
        _drafts.EnsureCapacity(_files.All.Count);
        for (int i = before; i < _files.All.Count; i++) _drafts.Add(Draft(_files.All[i]));
    }

    /// <summary>Takes memory for one more thing: a package of a few octets can ask for a large file.</summary>
    /// <param name="octets">Its content.</param>
    /// <exception cref="ElementException">There is not so much.</exception>
    internal void Reserve(int octets)
    {
        if (!TryReserve(octets)) throw new ElementException(PeStatusCode.NotEnoughMemory, "there is memory for it");
    }

    /// <summary>Keeps an element that is not run.</summary>
    internal void Keep(List<Octets> elements, Octets encoded)
    {
        Reserve(encoded.Length);
        elements.Add(encoded);
    }

    /// <summary>The directory at a path of file identifiers below the MF.</summary>
    internal DraftFile? Find(Octets path) => _files.Find(path) is { } found ? _drafts[found.Index] : null;

    /// <summary>A PIN that a directory names and no element defines, or null.</summary>
    internal ProfileFault? FindMissingPin() => _files.FindMissingPins().FirstOrDefault();

    internal UiccProfile Freeze() => Builder.Freeze() with
    {
        SecurityDomains = [.. SecurityDomains],
        Applications = [.. Applications],
        RemoteFileManagement = [.. RemoteFileManagement],
    };

    private bool TryReserve(int octets) => octets <= _freeMemory - Reserved - Overhead && TryGrow(octets + Overhead);

    private bool TryGrow(int octets)
    {
        if (octets > _freeMemory - Reserved) return false;
        Reserved += octets;
        return true;
    }

    private DraftFile Draft(PackageFile file)
    {
        FileParameters parameters = Parameters(file.Definition, file.Parent?.Definition);
        switch (parameters.Kind)
        {
            case FileKind.Mf:
                _builder = new(parameters);
                return _builder.Mf;
            case FileKind.Adf:
                return Builder.AddAdf(parameters);
            case FileKind.Df:
                return FileTreeBuilder.AddDf(_drafts[file.Parent!.Index], parameters);
        }
        if (file.Target is { } target) return FileTreeBuilder.AddLink(_drafts[file.Parent!.Index], parameters, _drafts[target.Index]);
        DraftFile draft = Builder.AddEf(_drafts[file.Parent!.Index], parameters);
        if (file.Filling is { } filling) draft.Initial = InitialContent.Of(filling);
        return draft;
    }

    private static FileParameters Parameters(FileDefinition file, FileDefinition? parent) => new()
    {
        Kind = s_kinds[(int)file.Type],
        Fid = (ushort)file.FileId,
        Sfi = (byte)(file.ShortFileId ?? 0),
        Size = file.Size,
        RecordLength = file.RecordLength,
        MaximumSize = file.MaximumSize ?? 0,
        LifeCycle = file.Lcsi,
        ArrFid = file.ArrRecord is null ? (ushort)0 : (ushort)(file.ArrFileId ?? ArrFileFor(file, parent)),
        ArrRecord = (byte)(file.ArrRecord ?? 0),
        DfName = file.DfName ?? Octets.Empty,
        PinReferences = file.PinReferences,
        Shareable = (file.Descriptor[0] & 0x40) != 0,
        SpecialInformation = file.SpecialInformation,
    };

    /// <summary>EF.ARR under the MF serves the MF, what is directly under it, and the ADFs; EF.ARR of the DF all else. SAIP §8.3.3.</summary>
    private static int ArrFileFor(FileDefinition file, FileDefinition? parent) =>
        file.Type is FileType.Mf or FileType.Adf || parent?.Type == FileType.Mf ? 0x2F06 : 0x6F06;

    // By FileType.
    private static readonly ImmutableArray<FileKind> s_kinds =
        [FileKind.Mf, FileKind.Adf, FileKind.Df, FileKind.Transparent, FileKind.LinearFixed, FileKind.Cyclic, FileKind.BerTlv];

    // What a file, a PIN or a key takes beside its content.
    private const int Overhead = 32;
}

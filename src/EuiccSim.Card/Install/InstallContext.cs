using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Card.Install;

/// <summary>The SIM as far as it is built, and the place that the next element refers to.</summary>
internal sealed class InstallContext(ProfileClass profileClass, int freeMemory, int levels)
{
    private readonly Dictionary<PeKind, DraftFile> _lastAdf = [];
    private readonly List<DraftFile> _directories = [];
    private FileTreeBuilder? _builder;
    private DraftFile? _directory;

    internal ProfileClass ProfileClass { get; } = profileClass;

    /// <summary>The memory that files, PINs and keys take so far, in octets.</summary>
    internal int Reserved { get; private set; }

    internal List<Octets> SecurityDomains { get; } = [];

    internal List<Octets> Applications { get; } = [];

    internal List<Octets> RemoteFileManagement { get; } = [];

    /// <summary>The directory of the last file system element: PIN codes belong to it. SAIP §8.4.</summary>
    internal DraftFile Directory => _directory ?? throw new ElementException(PeStatusCode.BadValues);

    /// <summary>The ADF that was created last: authentication keys belong to it. SAIP §8.5.</summary>
    internal DraftFile? Adf { get; private set; }

    /// <summary>True as long as there is no file, not even the MF.</summary>
    internal bool IsEmpty => _builder is null;

    internal FileTreeBuilder Builder => _builder ?? throw new ElementException(PeStatusCode.BadValues);

    /// <summary>The directory that an element's files go to.</summary>
    internal DraftFile? Base(BaseDirectory place) => place switch
    {
        BaseDirectory.None => null,
        BaseDirectory.Mf => Builder.Mf,
        BaseDirectory.Usim => _lastAdf.GetValueOrDefault(PeKind.Usim),
        BaseDirectory.Isim => _lastAdf.GetValueOrDefault(PeKind.Isim),
        BaseDirectory.Csim => _lastAdf.GetValueOrDefault(PeKind.Csim),
        _ => Adf,
    };

    /// <summary>Takes memory for one more thing: a package of a few octets can ask for a large file.</summary>
    /// <param name="octets">Its content.</param>
    /// <exception cref="ElementException">There is not so much.</exception>
    internal void Reserve(int octets)
    {
        if (octets > freeMemory - Reserved - Overhead) throw new ElementException(PeStatusCode.NotEnoughMemory);
        Reserved += octets + Overhead;
    }

    /// <summary>Keeps an element that is not run.</summary>
    internal void Keep(List<Octets> elements, Octets encoded)
    {
        Reserve(encoded.Length);
        elements.Add(encoded);
    }

    /// <summary>Gives an EF its content.</summary>
    internal void Fill(DraftFile file, FileContent content)
    {
        // Only a BER-TLV file is longer than what it was made with.
        int more = content.Length - file.Parameters.Size;
        if (more > freeMemory - Reserved) throw new ElementException(PeStatusCode.NotEnoughMemory);
        Reserved += Math.Max(more, 0);
        file.Initial = InitialContent.Of(content);
    }

    /// <summary>Creates a directory.</summary>
    internal DraftFile AddDirectory(DraftFile? parent, FileDefinition file)
    {
        if (file.LinkPath is not null || parent?.Level >= levels) throw new ElementException(PeStatusCode.FeatureNotSupported);
        Reserve(0);
        FileParameters parameters = Parameters(file, parent);
        DraftFile directory = parameters.Kind switch
        {
            FileKind.Mf => AddMf(parameters),
            FileKind.Adf => AddAdf(parameters),
            _ => Builder.AddDf(RequireFree(parent!, parameters), parameters),
        };
        _directories.Add(directory);
        return directory;
    }

    /// <summary>Creates an EF with a content of its own.</summary>
    internal DraftFile AddFile(DraftFile parent, FileDefinition file)
    {
        Reserve(file.Size);
        FileParameters parameters = Parameters(file, parent);
        return Builder.AddEf(RequireFree(parent, parameters), parameters);
    }

    /// <summary>Creates an EF that shares the content of another. SAIP §8.3.6.</summary>
    internal void AddLink(DraftFile parent, FileDefinition file, Octets path)
    {
        Reserve(0);
        if (Find(path) is not { } target || target.Parameters.Kind.IsDirectory()) throw new ElementException(PeStatusCode.InvalidParameter);
        FileParameters parameters = Parameters(file, parent) with
        {
            Kind = target.Parameters.Kind,
            Size = target.Parameters.Size,
            RecordLength = target.Parameters.RecordLength,
        };
        Builder.AddLink(RequireFree(parent, parameters), parameters, target);
    }

    /// <summary>The file at a path of file identifiers below the MF.</summary>
    internal DraftFile? Find(Octets path)
    {
        if (path.Length % 2 != 0) throw new ElementException(PeStatusCode.InvalidParameter);
        List<ushort> steps = [];
        for (int i = 0; i < path.Length; i += 2) steps.Add((ushort)((path[i] << 8) | path[i + 1]));
        if (steps is [MasterFile, ..]) steps.RemoveAt(0);
        return Builder.Find([.. steps]);
    }

    /// <summary>Remembers the ADF of an application's element.</summary>
    internal void Enter(PeKind kind, DraftFile directory)
    {
        _directory = directory;
        if (directory.Parameters.Kind != FileKind.Adf) return;
        _lastAdf[kind == PeKind.Iot ? PeKind.Usim : kind] = directory;
    }

    /// <summary>True if a directory names a PIN that no element defines.</summary>
    internal bool MissesPin()
    {
        foreach (DraftFile directory in _directories)
        {
            foreach (byte reference in directory.Parameters.PinReferences.Span)
            {
                if (directory.PinSlot(reference) < 0) return true;
            }
        }
        return false;
    }

    internal UiccProfile Freeze() => Builder.Freeze() with
    {
        SecurityDomains = [.. SecurityDomains],
        Applications = [.. Applications],
        RemoteFileManagement = [.. RemoteFileManagement],
    };

    private DraftFile AddMf(FileParameters parameters)
    {
        if (_builder is not null) throw new ElementException(PeStatusCode.InvalidParameter);
        _builder = new(parameters);
        return _builder.Mf;
    }

    private DraftFile AddAdf(FileParameters parameters)
    {
        if (Builder.FindAdf(parameters.Fid) is not null) throw new ElementException(PeStatusCode.InvalidParameter);
        return Adf = Builder.AddAdf(parameters);
    }

    private static DraftFile RequireFree(DraftFile parent, FileParameters parameters) =>
        parent.FindChild(parameters.Fid) is null ? parent : throw new ElementException(PeStatusCode.InvalidParameter);

    private static FileParameters Parameters(FileDefinition file, DraftFile? parent) => new()
    {
        Kind = Kinds[(int)file.Type],
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
    private static int ArrFileFor(FileDefinition file, DraftFile? parent) =>
        file.Type is FileType.Mf or FileType.Adf || parent?.Parameters.Kind == FileKind.Mf ? 0x2F06 : 0x6F06;

    // By FileType.
    private static readonly FileKind[] Kinds =
        [FileKind.Mf, FileKind.Adf, FileKind.Df, FileKind.Transparent, FileKind.LinearFixed, FileKind.Cyclic, FileKind.BerTlv];

    private const ushort MasterFile = 0x3F00;

    // What a file, a PIN or a key takes beside its content.
    private const int Overhead = 32;
}

using System.Collections.Immutable;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Card.Install;

/// <summary>The files of a whole package as those of a card. They are made at the end, and not at all where a card had the package before.</summary>
internal sealed class DraftTree
{
    // By the file's index.
    private readonly DraftFile[] _drafts;

    internal DraftTree(IReadOnlyList<PackageFile> files)
    {
        _drafts = new DraftFile[files.Count];
        // The MF is the first, and directories come before what is in them.
        Builder = new(Parameters(files[0].Definition, null));
        _drafts[0] = Builder.Mf;
        for (int i = 1; i < files.Count; i++) _drafts[i] = Draft(files[i]);
    }

    internal FileTreeBuilder Builder { get; }

    internal DraftFile this[PackageFile file] => _drafts[file.Index];

    private DraftFile Draft(PackageFile file)
    {
        FileParameters parameters = Parameters(file.Definition, file.Parent?.Definition);
        if (parameters.Kind == FileKind.Adf) return Builder.AddAdf(parameters);
        DraftFile parent = this[file.Parent!];
        if (parameters.Kind == FileKind.Df) return FileTreeBuilder.AddDf(parent, parameters);
        if (file.Target is { } target) return FileTreeBuilder.AddLink(parent, parameters, this[target]);
        DraftFile draft = Builder.AddEf(parent, parameters);
        if (file.Filling is { } filling) draft.Initial = InitialContent.Of(filling);
        return draft;
    }

    private static FileParameters Parameters(FileDefinition file, FileDefinition? parent) => new()
    {
        Kind = s_kinds[(int)file.Type],
        Fid = (ushort)file.FileId,
        Sfi = file.ShortFileId ?? 0,
        Size = file.Size,
        RecordLength = file.RecordLength,
        MaximumSize = file.MaximumSize ?? 0,
        LifeCycle = file.Lcsi,
        ArrFid = file.ArrRecord is null ? (ushort)0 : (ushort)file.ArrFileIdIn(parent),
        ArrRecord = file.ArrRecord ?? 0,
        DfName = file.DfName ?? Octets.Empty,
        PinReferences = file.PinReferences,
        Shareable = (file.Descriptor[0] & 0x40) != 0,
        SpecialInformation = file.SpecialInformation,
    };

    // By FileType.
    private static readonly ImmutableArray<FileKind> s_kinds =
        [FileKind.Mf, FileKind.Adf, FileKind.Df, FileKind.Transparent, FileKind.LinearFixed, FileKind.Cyclic, FileKind.BerTlv];
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>Makes files as PE-GenericFileManagement orders, step by step. SAIP §8.3.5.</summary>
/// <param name="files">Where they go.</param>
internal sealed class FileManagementReader(PackageFiles files)
{
    // Null is the MF: it may not be there yet.
    private PackageFile? _directory;
    private PackageFile? _file;
    private FileContent? _content;

    internal void Read(PeGenericFileManagement element)
    {
        for (int list = 0; list < element.FileManagementCMD.Count; list++)
        {
            if (files.Reading.StartsEachListAtMf) _directory = null;
            SequenceOf<FileManagementStep> steps = element.FileManagementCMD[list];
            for (int step = 0; step < steps.Count; step++) Do(steps[step], new(files.Position, list, step));
            FinishFile();
        }
    }

    private void Do(FileManagementStep step, FileSource source)
    {
        switch (step)
        {
            case FileManagementStep.FilePath path:
                FinishFile();
                files.RequireMf();
                _directory = files.Find(path.Value) is { Definition.IsDirectory: true } found
                    ? found
                    : throw new FileFault(FileRules.Path, $"the path {path.Value} leads to a directory that is made before");
                break;
            case FileManagementStep.CreateFCP fcp:
                FinishFile();
                Create(fcp.Value, source);
                break;
            case FileManagementStep.FillFileOffset offset:
                if (Content.Skip(offset.Value) != PeStatusCode.Ok) throw DoesNotFit();
                break;
            case FileManagementStep.FillFileContent octets:
                if (Content.Write(octets.Value) != PeStatusCode.Ok) throw DoesNotFit();
                break;
        }
    }

    private FileContent Content => _content ?? throw new FileFault(FileRules.ContentAfterFile);

    private FileFault DoesNotFit() => new(FileRules.ContentFits, $"the content of {_file} fits in its {_file!.Definition.Size} octets");

    private void Create(Fcp fcp, FileSource source)
    {
        if (FileResolver.Refuse(null, fcp, out FileDefinition? definition) is { } broken)
            throw new FileFault(broken, $"{fcp.FileID} is a file that can be made: {broken.Statement}");
        if (definition!.Type == FileType.Df && definition.FileId == MasterFile) definition = definition with { Type = FileType.Mf };
        if (definition.IsDirectory)
        {
            PackageFile? parent = definition.Type == FileType.Mf ? null : Place;
            PackageFile directory = files.AddDirectory(PeKind.GenericFileManagement, parent, definition, source);
            files.Enter(PeKind.GenericFileManagement, directory);
            if (files.Reading.EntersWhatItMakes) _directory = directory;
            return;
        }
        if (definition.LinkPath is not null)
        {
            files.AddLink(PeKind.GenericFileManagement, Place, definition, source);
            return;
        }
        _file = files.AddFile(PeKind.GenericFileManagement, Place, definition, source);
        _content = new(definition);
    }

    private PackageFile Place => _directory ?? files.RequireMf();

    private void FinishFile()
    {
        if (_file is not null) files.Fill(_file, _content!);
        _file = null;
        _content = null;
    }

    private const int MasterFile = 0x3F00;
}

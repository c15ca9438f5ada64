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
    private bool _isPassedOver;

    internal void Read(PeGenericFileManagement element)
    {
        for (int list = 0; list < element.FileManagementCMD.Count; list++)
        {
            if (files.Reading.StartsEachListAtMf) _directory = null;
            SequenceOf<FileManagementStep> steps = element.FileManagementCMD[list];
            for (int step = 0; step < steps.Count; step++) Try(steps[step], new(files.Position, list, step));
            FinishFile();
        }
    }

    private void Try(FileManagementStep step, FileSource source)
    {
        try
        {
            Do(step, source);
        }
        catch (FileFault fault)
        {
            files.Tell(fault);
        }
    }

    private void Do(FileManagementStep step, FileSource source)
    {
        switch (step)
        {
            case FileManagementStep.FilePath path:
                FinishFile();
                files.RequireRoot();
                Go(path.Value);
                break;
            case FileManagementStep.CreateFCP fcp:
                FinishFile();
                Create(fcp.Value, source);
                break;
            case FileManagementStep.FillFileOffset offset:
                Write(content => content.Skip(offset.Value));
                break;
            case FileManagementStep.FillFileContent octets:
                Write(content => content.Write(octets.Value));
                break;
        }
    }

    private void Go(Octets path)
    {
        PackageFile? found = files.Seek(path);
        if (found is { Definition.IsDirectory: true } or { IsUnknown: true })
        {
            _directory = found;
            return;
        }
        _directory = files.Lose(PeKind.GenericFileManagement, path, out PeKind? absent);
        throw new FileFault(FileRules.Path, $"the path {path} leads to a directory that is made before") { Absent = absent };
    }

    /// <summary>Of a file that is refused, or whose content did not fit, nothing more is said.</summary>
    private void Write(Func<FileContent, PeStatusCode> write)
    {
        if (_isPassedOver) return;
        if (_content is null) throw new FileFault(FileRules.ContentAfterFile);
        if (write(_content) == PeStatusCode.Ok) return;
        (_content, _isPassedOver) = (null, true);
        throw new FileFault(FileRules.ContentFits, $"the content of {_file} fits in its {_file!.Definition.Size} octets");
    }

    private void Create(Fcp fcp, FileSource source)
    {
        try
        {
            Make(fcp, source);
        }
        catch (FileFault fault)
        {
            files.Tell(fault);
            PackageFile lost = files.AddUnknown(PeKind.GenericFileManagement, Place, AsRoot(FileResolver.Outline(null, fcp)), source);
            if (lost.Definition.IsDirectory) Enter(lost);
            else _isPassedOver = true;
        }
    }

    private void Make(Fcp fcp, FileSource source)
    {
        if (FileResolver.Refuse(null, fcp, out FileDefinition? given) is { } broken)
            throw new FileFault(broken, $"{fcp.FileID} is a file that can be made: {broken.Statement}");
        FileDefinition definition = AsRoot(given!);
        if (definition.IsDirectory)
        {
            PackageFile? parent = definition.Type == FileType.Mf ? null : Place;
            Enter(files.AddDirectory(PeKind.GenericFileManagement, parent, definition, source));
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

    private static FileDefinition AsRoot(FileDefinition definition) =>
        definition is { Type: FileType.Df, FileId: MasterFile } ? definition with { Type = FileType.Mf } : definition;

    private void Enter(PackageFile directory)
    {
        files.Enter(PeKind.GenericFileManagement, directory);
        if (files.Reading.EntersWhatItMakes) _directory = directory;
    }

    private PackageFile Place => _directory ?? files.RequireRoot();

    private void FinishFile()
    {
        if (_file is not null && _content is not null) files.Fill(_file, _content);
        (_file, _content, _isPassedOver) = (null, null, false);
    }

    private const int MasterFile = 0x3F00;
}

using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Card.Install;

/// <summary>Creates files as PE-GenericFileManagement orders, step by step. SAIP §8.3.5.</summary>
internal sealed class GenericFileInstaller
{
    private readonly InstallContext _context;
    private DraftFile? _directory;
    private DraftFile? _file;
    private FileContent? _content;

    private GenericFileInstaller(InstallContext context) => _context = context;

    internal static void Install(PeGenericFileManagement element, InstallContext context)
    {
        foreach (SequenceOf<FileManagementStep> command in element.FileManagementCMD)
        {
            // Each command starts at the MF, if that is there yet.
            GenericFileInstaller installer = new(context);
            foreach (FileManagementStep step in command) installer.Do(step);
            installer.FinishFile();
        }
    }

    private void Do(FileManagementStep step)
    {
        switch (step)
        {
            case FileManagementStep.FilePath path:
                FinishFile();
                _directory = _context.Find(path.Value) is { } found && found.Parameters.Kind.IsDirectory()
                    ? found
                    : throw new ElementException(PeStatusCode.InvalidParameter);
                break;
            case FileManagementStep.CreateFCP fcp:
                FinishFile();
                Create(fcp.Value);
                break;
            case FileManagementStep.FillFileOffset offset:
                ElementException.ThrowUnlessOk(Content.Skip(offset.Value));
                break;
            case FileManagementStep.FillFileContent octets:
                ElementException.ThrowUnlessOk(Content.Write(octets.Value));
                break;
        }
    }

    private FileContent Content => _content ?? throw new ElementException(PeStatusCode.InvalidParameter);

    private void Create(Protocol.Saip.Fcp fcp)
    {
        ElementException.ThrowUnlessOk(FileResolver.Resolve(fcp, out FileDefinition? definition));
        if (definition!.Type == FileType.Df && definition.FileId == MasterFile) definition = definition with { Type = FileType.Mf };
        if (definition.IsDirectory)
        {
            DraftFile directory = _context.AddDirectory(definition.Type == FileType.Mf ? null : Place, definition);
            _context.Enter(PeKind.GenericFileManagement, directory);
            return;
        }
        if (definition.LinkPath is { } path)
        {
            _context.AddLink(Place, definition, path);
            return;
        }
        _file = _context.AddFile(Place, definition);
        _content = new(definition);
    }

    private DraftFile Place => _directory ?? _context.Builder.Mf;

    private void FinishFile()
    {
        if (_file is not null) _context.Fill(_file, _content!);
        _file = null;
        _content = null;
    }

    private const int MasterFile = 0x3F00;
}

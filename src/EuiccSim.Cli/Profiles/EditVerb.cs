using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile edit</c>: fields by name, files and elements in.</summary>
internal sealed class EditVerb
{
    private readonly Argument<FileInfo> _file = ProfileCommand.File();
    private readonly Option<string[]> _set = new("--set") { Description = "NAME=VALUE, for lists also NAME+=VALUE and NAME-=VALUE. A NAME is a field or the path of a file: see docs/profile-editing.md.", HelpName = "NAME=VALUE" };
    private readonly Option<bool> _grow = new("--grow") { Description = "Gives files more room where a value of --set needs it, and EF.DIR where an application comes." };
    private readonly Option<FileInfo?> _addElement = new("--add-element") { Description = "A file with elements that come in.", HelpName = "ELEMENT" };
    private readonly Option<int?> _at = new("--at") { Description = "The place of the first of them, 2 or more; without it, before the end.", HelpName = "N" };
    private readonly Option<string?> _aid = new("--aid") { Description = "The AID that the application among them shall have, where its own is taken.", HelpName = "AID" };
    private readonly Option<string?> _addFile = new("--add-file") { Description = "The path of a file that comes in; its content with --set.", HelpName = "PATH" };
    private readonly Option<int?> _size = new("--size") { Description = "Its octets, of a file with records those of all.", HelpName = "N" };
    private readonly Option<int?> _recordLength = new("--record-length") { Description = "The octets of its records, 1 to 255.", HelpName = "N" };
    private readonly Option<int?> _arr = new("--arr") { Description = "The record of EF.ARR with its access rules.", HelpName = "N" };
    private readonly Option<int?> _sfi = new("--sfi") { Description = "Its short file identifier, 1 to 30.", HelpName = "N" };
    private readonly PackageOutput _output = new();

    internal static Command Build(Surroundings at)
    {
        EditVerb verb = new();
        verb._size.Between(0, FileResolver.LargestFile);
        verb._recordLength.Between(1, 255);
        verb._arr.Between(1, 254);
        verb._sfi.Between(1, 30);
        Command command = new("edit", "Changes fields of a package, by name, and brings files and elements into it.")
        {
            verb._file, verb._set, verb._grow, verb._addElement, verb._at, verb._aid, verb._addFile, verb._size, verb._recordLength, verb._arr, verb._sfi,
        };
        verb._output.AddTo(command);
        return command.Does(at, verb.Run);
    }

    private VerbResult Run(VerbCall call)
    {
        Octets? aid = call.Parsed.GetValue(_aid) is { } text ? GivenNumber.Aid(_aid.Name, text) : null;
        OpenedPackage opened = OpenedPackage.Read(call.At, call.Parsed.GetRequiredValue(_file));
        string place = _output.PlaceOf(call, opened.File);
        if (!new Option[] { _set, _addElement, _addFile }.Any(option => call.Parsed.GetResult(option) is not null))
            throw CommandFailure.Missing("arguments", "Say what: --set NAME=VALUE, --add-file PATH or --add-element ELEMENT.");
        FieldSetting[] settings = [.. (call.Parsed.GetValue(_set) ?? []).Select(FieldSetting.Parse)];
        foreach (FieldSetting iccid in settings.Where(setting => setting.Name.Equals("iccid", StringComparison.OrdinalIgnoreCase))) Check(iccid, _output.Insists(call));
        ProfileEditor before = new(opened.Package), editor = before;
        if (call.Parsed.GetValue(_addElement) is { } elements)
            editor = editor.InsertElements(OpenedPackage.ReadElements(call.At, elements), call.Parsed.GetValue(_at), aid, call.Parsed.GetValue(_grow));
        if (call.Parsed.GetValue(_addFile) is { } path)
        {
            editor = editor.AddFile(path, new()
            {
                Size = call.Parsed.GetValue(_size),
                RecordLength = call.Parsed.GetValue(_recordLength),
                AccessRule = call.Parsed.GetValue(_arr),
                ShortFileId = call.Parsed.GetValue(_sfi),
            });
        }
        editor = editor.Set(settings, call.Parsed.GetValue(_grow));
        return PackageOutput.Write(call, place, opened, before, editor);
    }

    private static void Check(FieldSetting iccid, bool force)
    {
        try
        {
            _ = GivenNumber.Iccid(iccid.Value, force);
        }
        catch (FormatException fault)
        {
            throw CommandFailure.Missing("badValue", $"--set iccid: {FaultWords.Of(fault)}", fault);
        }
    }
}

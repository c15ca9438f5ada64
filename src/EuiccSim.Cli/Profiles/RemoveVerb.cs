using EuiccSim.Protocol.Editing;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile remove</c>: elements, files and applications out of a package.</summary>
internal sealed class RemoveVerb
{
    private readonly Argument<FileInfo> _file = ProfileCommand.File();
    private readonly PackageParts _parts = new();
    private readonly Option<bool> _withDependents = new("--with-dependents") { Description = "Removes as well what needs them." };
    private readonly PackageOutput _output = new();

    internal static Command Build(Surroundings at)
    {
        RemoveVerb verb = new();
        Command command = new("remove", "Takes elements, files and applications out of a package.") { verb._file, verb._withDependents };
        verb._parts.AddTo(command);
        verb._output.AddTo(command);
        return command.Does(at, verb.Run);
    }

    private VerbResult Run(VerbCall call)
    {
        OpenedPackage opened = OpenedPackage.Read(call.At, call.Parsed.GetRequiredValue(_file));
        (string[] elements, string[] files, Octets[] applications) = _parts.Of(call);
        string place = _output.PlaceOf(call, opened.File);
        bool withDependents = call.Parsed.GetValue(_withDependents);
        ProfileEditor before = new(opened.Package);
        // Files and applications have names that stay; the places of elements are those of the package as it was given.
        ProfileEditor editor = elements.Length > 0 ? before.RemoveElements(elements, withDependents) : before;
        editor = files.Aggregate(editor, (one, path) => one.RemoveFile(path, withDependents));
        editor = applications.Aggregate(editor, (one, aid) => one.RemoveApplication(aid, withDependents));
        return PackageOutput.Write(call, place, opened, before, editor);
    }
}

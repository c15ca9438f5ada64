using EuiccSim.Protocol.Inspection;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile show</c>: what is in a package, at first in few lines.</summary>
internal sealed class ShowVerb
{
    private readonly Argument<FileInfo> _file = ProfileCommand.File();
    private readonly Option<bool> _tree = new("--tree") { Description = "The files, with identifiers, sizes and access rules in words." };
    private readonly Option<bool> _files = new("--files") { Description = "What is in the files, decoded." };
    private readonly Option<string[]> _paths = new("--file")
    {
        Description = "What is in one file, or in the files of a directory; may be given several times.",
        HelpName = "PATH",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _keys = new("--keys") { Description = "Keys, PINs and PUKs with their values; with --files and --element what is secret there, too." };
    private readonly Option<bool> _apps = new("--apps") { Description = "Security domains, applets and their code, remote file management." };
    private readonly Option<string[]> _elements = new("--element")
    {
        Description = "All fields of an element, by its place from 1 on or its kind: 8, usim, \"usim 2\"; may be given several times.",
        HelpName = "N|KIND",
        DefaultValueFactory = _ => [],
    };

    internal static Command Build(Surroundings at)
    {
        ShowVerb verb = new();
        return new Command("show", "Shows what is in a package: a summary, or what the options ask for.")
        {
            verb._file, verb._tree, verb._files, verb._paths, verb._keys, verb._apps, verb._elements,
        }.Does(at, verb.Run);
    }

    private ShownPackage Run(VerbCall call)
    {
        FileInfo file = call.Parsed.GetRequiredValue(_file);
        PackageInspection package = PackageInspection.Read(PackageSource.ReadAsFar(call.At, file));
        ShownPackage shown = new(package.Summary, [.. Views(call.Parsed, package)]);
        foreach (string fault in package.Faults.Take(MostFaults)) call.Say(FaultWords.Sentence(FaultWords.Capital(fault)));
        if (package.Faults.Count > 0) call.Say($"'euiccsim profile check {Shell.Quote(file.ToString())}' says more.");
        return shown;
    }

    private IEnumerable<PackageView> Views(ParseResult parsed, PackageInspection package)
    {
        bool hasKeys = parsed.GetValue(_keys);
        string[] paths = parsed.GetValue(_paths) ?? [];
        if (parsed.GetValue(_tree)) yield return package.Tree;
        if (parsed.GetValue(_files) || paths.Length > 0) yield return package.Contents(hasKeys, parsed.GetValue(_files) ? [] : paths);
        if (hasKeys) yield return package.Keys;
        if (parsed.GetValue(_apps)) yield return package.Applications;
        if (parsed.GetValue(_elements) is { Length: > 0 } elements) yield return package.Fields(hasKeys, elements);
    }

    private const int MostFaults = 5;
}

/// <summary>The summary, or what was asked for instead. For a program the summary is always there.</summary>
internal sealed record ShownPackage(PackageSummary Summary, IReadOnlyList<PackageView> Views) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        Summary.WriteMembers(json);
        foreach (PackageView view in Views) view.WriteMembers(json);
    }

    internal override void Show(IAnsiConsole console) => console.Write(Views.Count == 0 ? Summary.Sections : Views.SelectMany(view => view.Sections));
}

using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile extract</c>: the octets of elements, files and applications.</summary>
internal sealed class ExtractVerb
{
    private readonly Argument<FileInfo> _file = ProfileCommand.File();
    private readonly PackageParts _parts = new();
    private readonly Option<FileInfo?> _output = new("--output") { Description = "Where the octets go; without it they are shown.", HelpName = "OUT" };
    private readonly Option<bool> _keys = new("--keys") { Description = "Shows what holds keys or PINs, too; a file of --output has them anyway." };
    private readonly Option<bool> _force = new("--force") { Description = "Writes over OUT if it is there." };

    internal static Command Build(Surroundings at)
    {
        ExtractVerb verb = new();
        Command command = new("extract", "Copies elements, the content of a file or an application out of a package.") { verb._file, verb._output, verb._keys, verb._force };
        verb._parts.AddTo(command);
        return command.Does(at, verb.Run);
    }

    private VerbResult Run(VerbCall call)
    {
        ProfileEditor editor = new(OpenedPackage.Read(call.At, call.Parsed.GetRequiredValue(_file)).Package);
        (string[] elements, string[] files, Octets[] applications) = _parts.Of(call);
        Octets octets = Octets.Concat([editor.ExtractElements(elements), .. applications.Select(editor.ExtractApplication), .. files.Select(editor.ExtractFile)]);
        FileInfo? output = call.Parsed.GetValue(_output);
        if (output is { Exists: true } && !call.Parsed.GetValue(_force)) throw CommandFailure.Missing("exists", $"{output} is there already: --force writes over it.");
        if (output is not null) Failures.OfFiles("output", () => NewFile.Write(output.FullName, octets.Span));
        bool isSecret = editor.HasSecrets(elements) || applications.Any(editor.HasSecrets) || files.Any(editor.IsSecretFile), isShown = !isSecret || call.Parsed.GetValue(_keys);
        bool isOneFile = files.Length == 1 && elements.Length + applications.Length == 0;
        return new ExtractedOctets(output?.FullName, octets, isShown, isShown && isOneFile ? editor.DescribeFile(files[0]) : null);
    }
}

/// <summary>Octets out of a package, and what they say if they are one file's. What is secret is shown to who asks for keys.</summary>
internal sealed record ExtractedOctets(string? File, Octets Octets, bool IsShown, string? Decoded) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("file", File);
        json.WriteNumber("size", Octets.Length);
        if (IsShown) json.WriteString("octets", Octets.ToString());
        else json.WriteBoolean("masked", true);
        json.WriteString("decoded", Decoded);
    }

    internal override void Show(IAnsiConsole console)
    {
        if (File is null) console.Line(IsShown ? Octets.ToString() : SecretContents.Masked(Octets.Length));
        else console.Line($"{File}: {Octets.Length} octets.");
        if (Decoded is not null) console.Line(Decoded);
    }
}

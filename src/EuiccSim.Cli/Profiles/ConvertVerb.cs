using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile convert</c>: a package in another form.</summary>
internal sealed class ConvertVerb
{
    private readonly Argument<FileInfo> _in = ProfileCommand.File("IN");
    private readonly Argument<string> _out = new("OUT") { Description = "Where the package goes; - for the standard output." };
    private readonly Option<string?> _to = new("--to") { Description = $"The form: {string.Join(", ", ProfileForms.Names)}. Without it, the ending of OUT tells.", HelpName = "FORM" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace OUT if it is there." };

    internal static Command Build(Surroundings at)
    {
        ConvertVerb verb = new();
        return new Command("convert", "Writes a package in another form; each comes back to the same octets.") { verb._in, verb._out, verb._to, verb._force }.Does(at, verb.Run);
    }

    private VerbResult Run(VerbCall call)
    {
        string output = call.Parsed.GetRequiredValue(_out);
        ProfileForm to = FormOf(call.Parsed.GetValue(_to), output);
        if (output == Output && call.Json) throw CommandFailure.Missing("arguments", "With --json the package needs a file: both would be on the standard output.");
        FileInfo file = call.Parsed.GetRequiredValue(_in);
        (Octets package, ProfileForm from) = PackageSource.ReadPackage(file, PackageSource.Read(call.At, file));
        Octets written = ProfileForms.Write(package, to);
        if (output == Output)
        {
            Failures.OfFiles("output", () => call.At.StandardStreams().Output.Write(written.Span));
            return new NothingToSay();
        }
        if (FileFacts.Of(output) is { IsOrdinary: true } && !call.Parsed.GetValue(_force)) throw CommandFailure.Missing("exists", $"{output} is there already; --force replaces it.");
        Failures.OfFiles("output", () => NewFile.Write(output, written.Span));
        return new Converted(output, from, to, written.Length);
    }

    private static ProfileForm FormOf(string? name, string output) => (name is null ? ProfileForms.OfName(output) : ProfileForms.ByName(name))
        ?? throw CommandFailure.Missing("arguments", $"{(name is null ? $"The name {output} tells no form; --to does" : $"--to takes no '{name}'")}: {string.Join(", ", ProfileForms.Names)}.");

    private const string Output = "-";

    private sealed record Converted(string File, ProfileForm From, ProfileForm To, int Size) : VerbResult
    {
        internal override void WriteMembers(Utf8JsonWriter json)
        {
            json.WriteString("file", File);
            json.WriteString("from", ProfileForms.NameOf(From));
            json.WriteString("to", ProfileForms.NameOf(To));
            json.WriteNumber("size", Size);
        }

        internal override void Show(IAnsiConsole console) => console.Line($"{File}: {Size} octets, {ProfileForms.NameOf(From)} to {ProfileForms.NameOf(To)}.");
    }
}

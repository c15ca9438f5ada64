using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile build</c>: a package of a template, or of our own, and a subscriber's data.</summary>
internal sealed class BuildVerb
{
    private readonly Argument<FileInfo> _spec = new("SPEC.json")
    {
        Description = "A JSON object of texts: iccid, imsi, and as wanted template (a file beside it) or mncLength, algorithm, key, opc or op, pin1, pin2, puk1, puk2, adm1, "
            + "profileType, serviceProviderName, msisdn, impi, impu. Secrets that are not there are drawn.",
    };

    private readonly Option<FileInfo?> _output = new("--output") { Description = "Where the package goes; without it, beside the specification, with the ending .der." };
    private readonly Option<bool> _force = GivenNumber.Force();
    private readonly Option<int?> _seed = new("--seed") { Description = "Draw the same secrets as in the last run with this seed." };

    internal static Command Build(Surroundings at)
    {
        BuildVerb verb = new();
        return new Command("build", "Makes a package of a template and a subscriber's data.") { verb._spec, verb._output, verb._seed, verb._force }.Does(at, verb.Run);
    }

    private VerbResult Run(VerbCall call)
    {
        FileInfo file = call.Parsed.GetRequiredValue(_spec);
        PersonalisationSpec spec = Read(file, call.Parsed.GetValue(_force));
        RandomSource random = call.Parsed.GetValue(_seed) is { } seed ? new SeededRandom($"{seed} profile build") : call.At.Random;
        PersonalisedPackage made = Make(spec, file, random);
        string output = call.Parsed.GetValue(_output)?.FullName ?? Path.ChangeExtension(file.FullName, ".der");
        Failures.OfFiles("output", () => NewFile.Write(output, made.Package.Span));
        return new BuiltPackage(output, made);
    }

    private static PersonalisationSpec Read(FileInfo file, bool force)
    {
        try
        {
            return PersonalisationSpec.Read(PackageSource.Read(file), digits => GivenNumber.Iccid(digits, force));
        }
        catch (FormatException fault)
        {
            throw Wrong(FaultWords.Of(fault), fault);
        }
    }

    private static PersonalisedPackage Make(PersonalisationSpec spec, FileInfo file, RandomSource random)
    {
        try
        {
            Octets template = spec.Template is { } name ? PackageSource.ReadPackage(new(Path.Combine(file.DirectoryName!, name))) : spec.OwnTemplate();
            PackageSource.RequireWholeElements(template);
            return new PackageTemplate(template).Personalise(spec.Data, random);
        }
        catch (SubscriberDataException fault)
        {
            throw Wrong($"\"{fault.Field}\": {fault.Problem}", fault);
        }
        catch (Asn1ContentException fault)
        {
            throw CommandFailure.Missing("template", $"The template cannot be used: {FaultWords.Of(fault)}", fault);
        }
    }

    private static CommandFailure Wrong(string what, Exception inner) => CommandFailure.Missing("spec", $"The specification: {what}.", inner);
}

/// <summary>Where the package is, and what the network must know. This is the one place where drawn secrets can be read.</summary>
internal sealed record BuiltPackage(string File, PersonalisedPackage Made) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        foreach ((string name, string? value) in Facts) json.WriteString(name, value);
        json.WriteNumber("size", Made.Package.Length);
    }

    internal override void Show(IAnsiConsole console) => console.Write(Tables.OfFacts(Facts));

    private (string Name, string? Value)[] Facts => [("file", File), .. Made.ListSecrets()];
}

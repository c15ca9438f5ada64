using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Personalising;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile build</c>: a package of a template, or of our own, and what a specification says of it.</summary>
internal sealed class BuildVerb
{
    private readonly Argument<FileInfo> _spec = new("SPEC.json")
    {
        Description = "A JSON object with iccid and imsi, and as wanted template, keys, PINs, names, services, sqn, otaKeys, files, metadata: docs/profile-build.md. Secrets that are not there are drawn. - for the standard input.",
    };

    private readonly Option<FileInfo?> _output = new("--output") { Description = "Where the package goes; without it, beside the specification, with the ending .der." };
    private readonly Option<bool> _force = new("--force") { Description = "Replaces an output that is there, and takes an ICCID whose check digit is wrong." };
    private readonly Option<int?> _seed = new("--seed") { Description = "Draw the same secrets as in the last run with this seed." };

    internal static Command Build(Surroundings at)
    {
        BuildVerb verb = new();
        return new Command("build", "Makes a package of a template and a subscriber's data.") { verb._spec, verb._output, verb._seed, verb._force }.Does(at, verb.Run);
    }

    private VerbResult Run(VerbCall call)
    {
        FileInfo file = call.Parsed.GetRequiredValue(_spec);
        bool force = call.Parsed.GetValue(_force);
        PersonalisationSpec spec = Read(call.At, file, force);
        string output = call.Parsed.GetValue(_output)?.FullName ?? (PackageSource.IsInput(file)
            ? throw CommandFailure.Missing("arguments", "Say where the package goes, --output OUT: the standard input has no name.")
            : Path.ChangeExtension(file.FullName, ".der"));
        string? orders = spec.Metadata is { } metadata && CheckMetadata(call.At, metadata, file) ? Path.ChangeExtension(output, ".orders.json") : null;
        // Links and devices are told, and written to, by NewFile.
        if (!force && Array.Find([output, orders], path => path is not null && new FileInfo(path) is { Exists: true, LinkTarget: null } && FileFacts.Of(path) is not { IsOrdinary: false }) is { } there)
            throw CommandFailure.Missing("exists", $"{there} is there already; --force puts the new one in its place.");
        RandomSource random = call.Parsed.GetValue(_seed) is { } seed ? new SeededRandom($"{seed} profile build") : call.At.Random;
        MadePackage made = Make(call.At, spec, file, random);
        Failures.OfFiles("output", () => NewFile.Write(output, made.Package.Span));
        if (orders is not null) Failures.OfFiles("output", () => NewFile.Write(orders, OrdersOf(spec.Metadata!, file, output).Span, isSecret: false));
        return new BuiltPackage(output, orders, made);
    }

    private static PersonalisationSpec Read(Surroundings at, FileInfo file, bool force)
    {
        try
        {
            return PersonalisationSpec.Read(PackageSource.Read(at, file), digits => GivenNumber.Iccid(digits, force));
        }
        catch (SpecException fault)
        {
            throw Wrong(fault.Message, fault);
        }
    }

    private static MadePackage Make(Surroundings at, PersonalisationSpec spec, FileInfo file, RandomSource random)
    {
        try
        {
            Octets template = spec.Template is { } name ? PackageSource.ReadPackage(at, Beside(file, name)) : spec.OwnTemplate();
            return spec.Make(template, random);
        }
        catch (SpecException fault)
        {
            throw Wrong(fault.Message, fault);
        }
        catch (Asn1ContentException fault)
        {
            throw CommandFailure.Missing("template", $"The template cannot be used: {FaultWords.Of(fault)}. 'euiccsim profile check FILE' tells what is wrong with it.", fault);
        }
    }

    private static bool CheckMetadata(Surroundings at, SpecMetadata metadata, FileInfo file)
    {
        Octets? icon = metadata.Icon is { } name ? PackageSource.Read(at, Beside(file, name), "icon") : null;
        try
        {
            _ = ProfileDescription.Read(metadata.ServiceProvider, metadata.Name, icon, metadata.ProfileClass, metadata.PolicyRules, metadata.ProfileOwner);
            return true;
        }
        catch (FormatException fault)
        {
            throw Wrong($"\"metadata\": {FaultWords.Of(fault)}", fault);
        }
    }

    private static Octets OrdersOf(SpecMetadata metadata, FileInfo file, string output) => metadata.WriteOrders(
        Path.GetFileName(output), metadata.Icon is { } icon ? Path.GetRelativePath(Path.GetDirectoryName(output)!, Beside(file, icon).FullName) : null);

    private static FileInfo Beside(FileInfo file, string name) => new(Path.Combine(file.DirectoryName!, name));

    private static CommandFailure Wrong(string what, Exception inner) => CommandFailure.Missing("spec", $"The specification: {what}.", inner);
}

/// <summary>Where the package is, and what the network and the subscriber must know. This is the one place where drawn secrets can be read.</summary>
internal sealed record BuiltPackage(string File, string? Orders, MadePackage Made) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("file", File);
        json.WriteString("orders", Orders);
        Made.WriteMembers(json);
    }

    internal override void Show(IAnsiConsole console)
    {
        IEnumerable<(string, string?)> secrets = Made.ListSecrets().Select(one => (one.Name, Made.Drawn.Contains(one.Name) ? $"{one.Value} (drawn)" : one.Value));
        string sqn = string.Join(", ", Made.ListSqn().Select(one => $"{one.Name} {one.Value}"));
        IEnumerable<(string, string?)> keys = Made.ListOtaKeys().SelectMany(set => new (string, string?)[]
        {
            ($"KVN {set.Version:X2} ({set.Protocol})", $"{(set.IsAes ? "AES" : "DES")}{(Made.Drawn.Contains($"otaKeys {set.Version:X2}") ? " (drawn)" : "")}"),
            ("  KIC", set.Kic?.ToString()), ("  KID", set.Kid?.ToString()), ("  KIK", set.Kik?.ToString()),
        });
        console.Write(Tables.OfFacts([("file", File), ("orders", Orders), ("size", $"{Made.Package.Length} octets"), .. secrets, ("sqn", sqn), .. keys]));
    }
}

using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile diff</c>: where two packages differ, in names.</summary>
internal sealed class DiffVerb
{
    private readonly Argument<FileInfo> _first = ProfileCommand.File("A");
    private readonly Argument<FileInfo> _second = ProfileCommand.File("B");
    private readonly Option<bool> _files = new("--files") { Description = "Compares the files alone, whatever makes them." };
    private readonly Option<bool> _keys = new("--keys") { Description = "Shows keys and PINs; without it only that they differ." };
    private readonly Option<bool> _ignoreSubscriber = new("--ignore-subscriber") { Description = "Leaves out ICCID, IMSI and what holds it, number, keys and PINs." };

    internal static Command Build(Surroundings at)
    {
        DiffVerb verb = new();
        return new Command("diff", "Tells where two packages differ; exit code 1 if they do.") { verb._first, verb._second, verb._files, verb._keys, verb._ignoreSubscriber }
            .Does(at, verb.Run);
    }

    private VerbResult Run(VerbCall call) => new PackageDifferences(ProfileComparison.Between(Read(call, _first), Read(call, _second), new()
    {
        FilesOnly = call.Parsed.GetValue(_files),
        Keys = call.Parsed.GetValue(_keys),
        IgnoreSubscriber = call.Parsed.GetValue(_ignoreSubscriber),
    }));

    private static ProfilePackage Read(VerbCall call, Argument<FileInfo> file) => PackageSource.Elements(OpenedPackage.Read(call.At, call.Parsed.GetRequiredValue(file)).Package);
}

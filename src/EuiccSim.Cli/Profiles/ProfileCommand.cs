using System.CommandLine;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile</c>: unprotected profile packages.</summary>
internal static class ProfileCommand
{
    internal static Command Build(Surroundings at)
    {
        Argument<FileInfo> shown = File(), checkedFile = File(), first = File("A"), second = File("B");
        return new("profile", "Profile packages.")
        {
            new Command("show", "Shows what is in a package.") { shown }
                .Does(at, call => new PackageFacts(Read(call.Parsed.GetRequiredValue(shown)))),
            new Command("check", "Looks for breaches of SAIP's rules.") { checkedFile }
                .Does(at, call => new PackageFaults(ProfileChecks.Check(Read(call.Parsed.GetRequiredValue(checkedFile))))),
            BuildVerb.Build(at),
            new Command("diff", "Tells where two packages differ; exit code 1 if they do.") { first, second }
                .Does(at, call => new PackageDifferences(PackageDifference.Between(
                    Read(call.Parsed.GetRequiredValue(first)), Read(call.Parsed.GetRequiredValue(second))))),
        };
    }

    private static ProfilePackage Read(FileInfo file) => ProfilePackage.Read(PackageSource.Read(file));

    private static Argument<FileInfo> File(string name = "FILE") => new(name) { Description = "An unprotected profile package (DER)." };
}

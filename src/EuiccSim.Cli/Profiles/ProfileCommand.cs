using System.CommandLine;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile</c>: unprotected profile packages.</summary>
internal static class ProfileCommand
{
    internal static Command Build(Surroundings at)
    {
        Argument<FileInfo> shown = File(), checkedFile = File();
        return new("profile", "Profile packages.")
        {
            new Command("show", "Shows what is in a package.") { shown }
                .Does(at, call => new PackageFacts(Read(call.Parsed.GetRequiredValue(shown)))),
            new Command("check", "Looks for breaches of SAIP's rules.") { checkedFile }
                .Does(at, call => new PackageFaults(ProfileChecks.Check(Read(call.Parsed.GetRequiredValue(checkedFile))))),
        };
    }

    private static ProfilePackage Read(FileInfo file) => ProfilePackage.Read(PackageSource.Read(file));

    private static Argument<FileInfo> File() => new("FILE") { Description = "An unprotected profile package (DER)." };
}

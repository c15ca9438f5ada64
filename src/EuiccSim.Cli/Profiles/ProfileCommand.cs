using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile</c>: unprotected profile packages.</summary>
internal static class ProfileCommand
{
    internal static Command Build(Surroundings at) => new("profile", "Profile packages.")
    {
        ShowVerb.Build(at),
        CheckVerb.Build(at),
        BuildVerb.Build(at),
        ConvertVerb.Build(at),
        ExtractVerb.Build(at),
        RemoveVerb.Build(at),
        EditVerb.Build(at),
        DiffVerb.Build(at),
    };

    internal static ProfilePackage Read(FileInfo file) => PackageSource.Elements(PackageSource.ReadPackage(file));

    internal static Argument<FileInfo> File(string name = "FILE") => new(name) { Description = "An unprotected profile package: DER, hexadecimal digits, base64, value notation or JSON." };
}

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

    internal static Argument<FileInfo> File(string name = "FILE") => new(name) { Description = PackageText };

    internal const string PackageText = "An unprotected profile package: DER, hexadecimal digits, base64, value notation or JSON; - for the standard input.";
}

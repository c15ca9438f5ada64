using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Linting;

/// <summary>
/// What can be said of a profile package without a card: the rules at which any eUICC refuses it, and those that only networks, phones and other
/// tools insist on. The rules are in <see cref="ProfileRules"/>. No octets make it throw.
/// </summary>
public static class ProfileLinter
{
    /// <summary>Looks at the octets of a package.</summary>
    /// <param name="package">The unprotected profile package. Of one that cannot be read to its end, that is all that is told.</param>
    public static LintReport Lint(Octets package)
    {
        try
        {
            PackageOctets.RequireWholeElements(package);
            return Lint(ProfilePackage.Read(package));
        }
        catch (Asn1ContentException fault)
        {
            return new([EncodingLint.Unreadable(package, fault)]);
        }
    }

    /// <summary>The report of what is no package at all, or could not be had.</summary>
    /// <param name="why">What is the matter, in a sentence.</param>
    public static LintReport Unreadable(string why) => new([new(HeaderRules.Encoding, $"{HeaderRules.Encoding.Statement}: {why.TrimEnd('.')}")]);

    /// <summary>Looks at a package.</summary>
    /// <param name="package">The unprotected profile package.</param>
    public static LintReport Lint(ProfilePackage package)
    {
        PackageFiles files = PackageFiles.Read(package, out _);
        LintContext context = new(package, files);
        foreach (ProfileFault fault in ProfileChecks.Check(package).Concat(OtherReadings.Check(package, files)).Distinct()) context.Add(fault);
        foreach (Action<LintContext> family in s_families) family(context);
        return context.Report;
    }

    private static readonly Action<LintContext>[] s_families =
    [
        EncodingLint.Check, HeaderLint.Check, CodeLint.Check, AkaLint.Check, FileLint.Check, AccessLint.Check, DirectoryLint.Check, SubscriberLint.Check, ServiceLint.Check,
        NetworkLint.Check, NumberLint.Check, FiveGLint.Check, ImsLint.Check, ManagementLint.Check, ApplicationLint.Check,
    ];
}

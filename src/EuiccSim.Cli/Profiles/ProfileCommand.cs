using EuiccSim.Card;
using EuiccSim.Card.Store;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile</c>: unprotected profile packages.</summary>
internal static class ProfileCommand
{
    internal static Command Build(Surroundings at)
    {
        Argument<FileInfo> shown = File(), checkedFile = File(), first = File("A"), second = File("B");
        Option<FileInfo?> card = new("--card") { Description = "A card image that is asked, and not changed; without it, a new card.", HelpName = "IMAGE" };
        return new("profile", "Profile packages.")
        {
            new Command("show", "Shows what is in a package.") { shown }.Does(at, call => Show(call, call.Parsed.GetRequiredValue(shown))),
            new Command("check", "Tells whether a card would install a package, and if not, which element is to blame.") { checkedFile, card }
                .Does(at, call => Check(call, call.Parsed.GetRequiredValue(checkedFile), call.Parsed.GetValue(card))),
            BuildVerb.Build(at),
            new Command("diff", "Tells where two packages differ; exit code 1 if they do.") { first, second }
                .Does(at, call => new PackageDifferences(PackageDifference.Between(
                    Read(call.Parsed.GetRequiredValue(first)), Read(call.Parsed.GetRequiredValue(second))))),
        };
    }

    private static ShownPackage Show(VerbCall call, FileInfo file)
    {
        ProfilePackage package = Read(file);
        if (!package.HasHeader) throw CommandFailure.Missing("noHeader", "The package does not begin with a profile header.");
        PackageFacts facts = new(package);
        if (facts.NotMade.Count > 0) call.Say($"A card would not make all files of this package: see 'euiccsim profile check {Shell.Quote(file.ToString())}'.");
        GivenNumber.Tell(call.At.Error, facts.Iccid);
        return new(facts);
    }

    private static PackageFaults Check(VerbCall call, FileInfo file, FileInfo? image)
    {
        Octets package = PackageSource.ReadPackage(file);
        PackageSource.RequireWholeElements(package);
        call.Progress("check-package", package);
        CardState card = image is null ? NewCard(call.At) : FileCardStore.Read(image.FullName);
        return new(InstallationCheck.Check(card, package), ProfileChecks.Warn(package));
    }

    private static CardState NewCard(Surroundings at) => new CardOrder().Make([TestPki.Create(EcCurve.NistP256, at.Random, at.Yesterday)], at.Random, at.Yesterday);

    private static ProfilePackage Read(FileInfo file) => PackageSource.Elements(PackageSource.ReadPackage(file));

    private static Argument<FileInfo> File(string name = "FILE") => new(name) { Description = "An unprotected profile package (DER)." };
}

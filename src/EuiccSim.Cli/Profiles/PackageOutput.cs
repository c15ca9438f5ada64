using EuiccSim.Card;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Cli.Profiles;

/// <summary>Where a changed package goes, and what is said of it.</summary>
internal sealed class PackageOutput
{
    private readonly Option<FileInfo?> _output = new("--output") { Description = "Where the package goes, in the form of FILE.", HelpName = "OUT" };
    private readonly Option<bool> _inPlace = new("--in-place") { Description = "Writes over FILE." };
    private readonly Option<bool> _force = new("--force") { Description = "Writes over OUT if it is there, and takes an ICCID also if its check digit is wrong." };

    internal void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _output, _inPlace, _force }) command.Add(option);
    }

    internal bool Insists(VerbCall call) => call.Parsed.GetValue(_force);

    /// <summary>Makes sure, before anything is done, that there is a place for the result.</summary>
    internal string PlaceOf(VerbCall call, FileInfo file) => (call.Parsed.GetValue(_output), call.Parsed.GetValue(_inPlace)) switch
    {
        (null, true) when PackageSource.IsInput(file) => throw CommandFailure.Missing("arguments", "The standard input cannot be written over: --output OUT says where the package goes."),
        (null, true) => file.FullName,
        ({ } output, false) when !output.Exists || Insists(call) => output.FullName,
        ({ } output, false) => throw CommandFailure.Missing("exists", $"{output} is there already: --force writes over it."),
        _ => throw CommandFailure.Missing("arguments", "Say where the package goes: --output OUT, or --in-place to write over FILE."),
    };

    /// <summary>Writes the package in the form that it had, and looks whether a card would take it.</summary>
    internal static EditedPackage Write(VerbCall call, string place, OpenedPackage opened, ProfileEditor before, ProfileEditor after)
    {
        Failures.OfFiles("output", () => NewFile.Write(place, ProfileForms.Write(after.Octets, opened.Form).Span));
        InstallationFault? fault = InstallationCheck.Check(CheckVerb.NewCard(call.At), after.Octets);
        if (fault is not null) call.Say($"A card would not install this package: see 'euiccsim profile check {Shell.Quote(place)}'.");
        return new(place, after, ProfileComparison.Between(before.Package, after.Package), BrokenBy(before, after), fault is null);
    }

    /// <summary>What the package lacks now and did not before: errors and warnings of 'profile check'.</summary>
    private static LintFinding[] BrokenBy(ProfileEditor before, ProfileEditor after)
    {
        HashSet<(string, string, string?)> known = [.. ProfileLinter.Lint(before.Package).Findings.Select(Mark)];
        return [.. ProfileLinter.Lint(after.Package).Findings.Where(finding => finding.Severity > RuleSeverity.Note && !known.Contains(Mark(finding)))];

        // Elements may have moved.
        static (string, string, string?) Mark(LintFinding finding) => (finding.Rule.Id, finding.Message, finding.File);
    }
}

/// <summary>A package that was changed, with what changed.</summary>
internal sealed record EditedPackage(string File, ProfileEditor Edited, IReadOnlyList<ProfileDifference> Differences, IReadOnlyList<LintFinding> Broken, bool IsInstallable) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("file", File);
        json.WriteNumber("size", Edited.Octets.Length);
        json.WriteBoolean("installable", IsInstallable);
        json.WriteStrings("notes", Edited.Notes);
        json.WriteObjects("broken", Broken, finding => finding.WriteMembers(json));
        json.WriteObjects("differences", Differences, difference => difference.WriteMembers(json));
    }

    internal override void Show(IAnsiConsole console)
    {
        PackageDifferences.Show(console, Differences);
        foreach (string note in Edited.Notes) console.Line(note);
        foreach (LintFinding finding in Broken) console.Line($"Broken by this: {finding}");
        console.Line($"{File}: {Edited.Octets.Length} octets.");
    }
}

using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Linting;

/// <summary>Whether an eUICC would take a package, as far as it tells of itself. Nothing is installed, so not all can be known.</summary>
/// <param name="Findings">What it would refuse.</param>
/// <param name="Unknown">What cannot be told without an installation, in sentences.</param>
public sealed record CardFit(SequenceOf<LintFinding> Findings, SequenceOf<string> Unknown)
{
    internal static readonly ProfileRule IccidFree = ProfileRule.Error("card-iccid", "SGP.22 §2.5.6", "the eUICC has no profile with the ICCID",
        "It refuses the second one. Delete the profile that is there, or give this one another ICCID.").OfCard;

    internal static readonly ProfileRule MinorVersion = ProfileRule.Warning("card-minor-version", "SAIP §8.2", "the eUICC takes packages of the minor version",
        "It may take the package, or not know what is new in it. Make the package for its version, or try.").OfCard;

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [IccidFree, MinorVersion];

    /// <summary>True if nothing is known that would make the eUICC refuse the package.</summary>
    public bool Takes => Findings.All(finding => finding.Severity != RuleSeverity.Error);

    /// <summary>Compares a package with what an eUICC tells.</summary>
    /// <param name="package">The package.</param>
    /// <param name="card">What the eUICC tells.</param>
    public static CardFit Check(ProfilePackage package, CardAbilities card)
    {
        List<LintFinding> findings = [];
        List<string> unknown = [];
        if (package.Header is { } header)
        {
            Versions(header, card, findings, unknown);
            Services(header, card, findings, unknown);
            Number(header, card, findings, unknown);
            if (header.EuiccMandatoryAids is { Count: > 0 }) unknown.Add("Whether it has the libraries of eUICC-Mandatory-AIDs.");
            unknown.Add("Whether it has the templates of eUICC-Mandatory-GFSTEList, beyond what its version says.");
        }
        Memory(package, card, findings, unknown);
        unknown.Add("Whether it has limits of its own: directories in one another, links to directories, records.");
        return new(SequenceOf.From(findings), SequenceOf.From(unknown));
    }

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteBoolean("takes", Takes);
        json.WriteObjects("findings", Findings, finding => finding.WriteMembers(json));
        json.WriteStrings("unknown", Unknown);
    }

    private static void Versions(ProfileHeader header, CardAbilities card, List<LintFinding> findings, List<string> unknown)
    {
        if (card.ProfileVersions.Count == 0)
        {
            unknown.Add("Which versions of profile packages it takes: it does not tell.");
            return;
        }
        string versions = string.Join(", ", card.ProfileVersions.Select(version => $"{version.Major}.{version.Minor}"));
        if (!card.ProfileVersions.Any(version => version.Major == header.MajorVersion))
            findings.Add(Of(HeaderRules.VersionUnderstood, $"the package has {header.MajorVersion}.{header.MinorVersion}, the eUICC takes {versions}"));
        else if (!card.ProfileVersions.Any(version => version.Major == header.MajorVersion && version.Minor >= header.MinorVersion))
            findings.Add(Of(MinorVersion, $"the package has {header.MajorVersion}.{header.MinorVersion}, the eUICC takes {versions}"));
    }

    private static void Services(ProfileHeader header, CardAbilities card, List<LintFinding> findings, List<string> unknown)
    {
        if (card.Capability is not { } capability)
        {
            unknown.Add("Which services it supports: it does not tell.");
            return;
        }
        foreach (UiccCapability missing in MandatoryServices.FindAllMissing(header.EuiccMandatoryServices, capability))
            findings.Add(Of(missing is UiccCapability.Javacard or UiccCapability.Multos ? HeaderRules.RuntimeSupported : HeaderRules.ServiceSupported, $"it lacks {StandardName.Of(missing)}"));
    }

    private static void Number(ProfileHeader header, CardAbilities card, List<LintFinding> findings, List<string> unknown)
    {
        if (card.Iccids is null) unknown.Add("Whether it has a profile with the ICCID.");
        else if (header.TryReadIccid(out Iccid iccid) && card.Iccids.Contains(iccid.Ef)) findings.Add(Of(IccidFree, iccid.Digits));
    }

    private static void Memory(ProfilePackage package, CardAbilities card, List<LintFinding> findings, List<string> unknown)
    {
        if (card.FreeMemory is not { } free)
        {
            unknown.Add("Whether there is memory for it: it does not tell how much is free.");
            return;
        }
        long needed = PackageFiles.Read(package, out _).All.Where(file => file.Target is null).Sum(file => (long)file.Definition.Size);
        if (needed > free) findings.Add(Of(HeaderRules.Memory, $"its files take {needed} octets, {free} are free", isOfHeader: false));
        else unknown.Add($"How much memory it takes beside the {needed} octets of its files; {free} are free.");
    }

    private static LintFinding Of(ProfileRule rule, string what, bool isOfHeader = true) => new(rule, $"{rule.Statement}: {what}") { Number = isOfHeader ? 1 : null, Kind = isOfHeader ? PeKind.Header : null };
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Linting;

/// <summary>A package while it is looked at: what the rules look at, and what they found.</summary>
internal sealed class LintContext
{
    private readonly List<LintFinding> _findings = [];
    private readonly Lazy<PackagePaths> _paths;

    internal LintContext(ProfilePackage package, PackageFiles files)
    {
        (Package, Files) = (package, files);
        _paths = new(() => new(files));
        Elements = [.. package.Elements.Select(element => element.Value)];
    }

    internal ProfilePackage Package { get; }

    internal PackageFiles Files { get; }

    internal IReadOnlyList<ProfileElement> Elements { get; }

    internal ProfileHeader? Header => Package.Header;

    /// <summary>The ADFs of USIMs, the first one first.</summary>
    internal IEnumerable<PackageFile> Usims => Files.Adfs.Where(adf => NameOf(adf) == FileNames.Usim);

    /// <summary>The ADFs of ISIMs.</summary>
    internal IEnumerable<PackageFile> Isims => Files.Adfs.Where(adf => NameOf(adf) == FileNames.Isim);

    /// <summary>The findings, the worst first.</summary>
    internal LintReport Report => LintReport.Of(_findings);

    /// <summary>The elements of a type, with their positions from 0 on.</summary>
    internal IEnumerable<(int Position, T Element)> Of<T>()
        where T : ProfileElement
    {
        for (int i = 0; i < Elements.Count; i++)
            if (Elements[i] is T element) yield return (i, element);
    }

    /// <summary>An EF of a directory; null if it is not there, or a directory.</summary>
    internal static PackageFile? Find(PackageFile? directory, int fileId) => directory?.Find(fileId) is { Definition.IsDirectory: false } file ? file : null;

    /// <summary>The records of a file of records, each with its number.</summary>
    internal static IEnumerable<(int Number, Octets Record)> Records(PackageFile? file)
    {
        if (file is null || file.Definition.RecordLength == 0) yield break;
        Octets content = file.Content;
        int length = file.Definition.RecordLength;
        for (int i = 0; (i + 1) * length <= content.Length; i++) yield return (i + 1, content.Slice(i * length, length));
    }

    internal static bool IsErased(Octets octets) => octets.Span.IndexOfAnyExcept((byte)0xFF) < 0;

    /// <summary>"ADF.USIM" for the ADF of a USIM, however it was made.</summary>
    internal static string? NameOf(PackageFile adf) => adf.Kind switch
    {
        PeKind.Usim or PeKind.Iot => FileNames.Usim,
        PeKind.Isim => FileNames.Isim,
        PeKind.Csim => FileNames.Csim,
        _ => adf.Definition.DfName is { } aid ? UiccApplication.NameOf(aid) : null,
    };

    internal void Add(ProfileFault fault)
    {
        ProfileRule rule = ProfileRules.Find(fault.RuleId!)!;
        _findings.Add(new(rule, fault.Rule) { Number = fault.Number, Kind = fault.Kind, Identification = fault.Identification });
    }

    /// <summary>A file breaks a rule.</summary>
    internal void Tell(ProfileRule rule, PackageFile file, string? what = null) => Say(rule, what, file.Source.Element, PathOf(file));

    /// <summary>An element breaks a rule.</summary>
    internal void Tell(ProfileRule rule, int position, string? what = null) => Say(rule, what, position);

    /// <summary>The package breaks a rule, and no element is to blame.</summary>
    internal void Tell(ProfileRule rule, string? what = null) => Say(rule, what, null);

    /// <summary>A directory lacks files. Where its element is at fault already, they may be what could not be made.</summary>
    internal void TellMissing(ProfileRule rule, PackageFile directory, params (int FileId, string Name)[] files)
    {
        int element = directory.Source.Element;
        if (_findings.Exists(finding => finding.Number == element + 1 && finding.Rule.Severity == RuleSeverity.Error)) return;
        string[] missing = [.. files.Where(file => Find(directory, file.FileId) is null).Select(file => file.Name)];
        if (missing.Length > 0) Tell(rule, directory, $"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} not there");
    }

    internal string PathOf(PackageFile file) => _paths.Value.TextOf(file);

    private void Say(ProfileRule rule, string? what, int? position, string? file = null) => _findings.Add(new(rule, what is null ? rule.Statement : $"{rule.Statement}: {what}")
    {
        Number = position + 1,
        Kind = position is { } at ? Elements[at].Kind : null,
        Identification = position is { } of ? Elements[of].PeHeader?.Identification : null,
        File = file,
    });
}

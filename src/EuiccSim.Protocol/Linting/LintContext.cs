using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Linting;

/// <summary>A package while it is looked at: what the rules look at, and what they found.</summary>
internal sealed class LintContext
{
    private readonly List<(LintFinding Finding, object Cause)> _findings = [];
    private readonly Lazy<PackagePaths> _paths;
    private readonly HashSet<PeKind> _kinds;

    internal LintContext(ProfilePackage package, PackageFiles files)
    {
        (Package, Files) = (package, files);
        _paths = new(() => new(files));
        Elements = [.. package.Elements.Select(element => element.Value)];
        _kinds = [.. Elements.Select(element => element.Kind == PeKind.Iot ? PeKind.Usim : element.Kind)];
        if (!Elements.Any(element => element is ProfileElement.AkaParameter { Value.AlgoConfiguration: AlgoConfiguration.Algo })) _kinds.Remove(PeKind.AkaParameter);
    }

    internal ProfilePackage Package { get; }

    internal PackageFiles Files { get; }

    internal IReadOnlyList<ProfileElement> Elements { get; }

    internal ProfileHeader? Header => Package.Header;

    /// <summary>The ADFs of USIMs, the first one first.</summary>
    internal IEnumerable<PackageFile> Usims => Files.Adfs.Where(adf => NameOf(adf) == FileNames.Usim);

    /// <summary>The ADFs of ISIMs.</summary>
    internal IEnumerable<PackageFile> Isims => Files.Adfs.Where(adf => NameOf(adf) == FileNames.Isim);

    /// <summary>True if PINs are missing, and that is told.</summary>
    internal bool LacksPins => _findings.Exists(one => one.Finding.Rule == CodeRules.PinMissing || (one.Finding.Kind == PeKind.PinCodes && one.Finding.Severity == RuleSeverity.Error));

    /// <summary>The findings, the worst first; of those that have one cause only the worst.</summary>
    internal LintReport Report => LintReport.Of(_findings.GroupBy(one => one.Cause).Select(Root));

    /// <summary>The elements of a type, with their positions from 0 on.</summary>
    internal IEnumerable<(int Position, T Element)> Of<T>()
        where T : ProfileElement
    {
        for (int i = 0; i < Elements.Count; i++)
            if (Elements[i] is T element) yield return (i, element);
    }

    /// <summary>An EF of a directory; null if it is not there, or a directory, or its content is at fault.</summary>
    internal static PackageFile? Find(PackageFile? directory, int fileId) => directory?.Find(fileId) is { IsFilled: true } file ? file : null;

    /// <summary>True if a directory has a file, or would have it but for a fault that is told.</summary>
    internal bool Has(PackageFile directory, int fileId) => Files.Unknown.Seek(directory, fileId) is not null;

    /// <summary>What stands for the absence of all elements of a kind, as a cause; null if there is one. Of keys those count that are not another's.</summary>
    internal object? AbsenceOf(PeKind kind) => _kinds.Contains(kind) || (IsOptional(kind) && !IsListed(kind)) ? null : kind;

    /// <summary>The same for an application by its AID.</summary>
    internal object AbsenceOf(Octets aid) => UiccApplication.NameOf(aid) switch
    {
        FileNames.Usim => AbsenceOf(PeKind.Usim),
        FileNames.Isim => AbsenceOf(PeKind.Isim),
        FileNames.Csim => AbsenceOf(PeKind.Csim),
        _ => null,
    } ?? aid;

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
        LintFinding finding = new(rule, fault.Rule) { Number = fault.Number, Kind = fault.Kind, Identification = fault.Identification };
        _findings.Add((finding, (fault.Absent is { } kind ? AbsenceOf(kind) : null) ?? new object()));
    }

    /// <summary>A file breaks a rule.</summary>
    internal void Tell(ProfileRule rule, PackageFile file, string? what = null, object? cause = null) => Say(rule, what, cause, file.Source.Element, PathOf(file));

    /// <summary>An element breaks a rule.</summary>
    internal void Tell(ProfileRule rule, int position, string? what = null, object? cause = null) => Say(rule, what, cause, position);

    /// <summary>The package breaks a rule, and no element is to blame.</summary>
    internal void Tell(ProfileRule rule, string? what = null) => Say(rule, what, null, null);

    /// <summary>A directory lacks files.</summary>
    internal void TellMissing(ProfileRule rule, PackageFile directory, params (int FileId, string Name)[] files)
    {
        string[] missing = [.. files.Where(file => !Has(directory, file.FileId)).Select(file => file.Name)];
        if (missing.Length > 0) Tell(rule, directory, $"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} not there");
    }

    /// <summary>The worst of the findings that have one cause, with the cause where there is more to it.</summary>
    private static LintFinding Root(IGrouping<object, (LintFinding Finding, object)> findings)
    {
        LintFinding worst = findings.MaxBy(one => one.Finding.Severity).Finding;
        return findings.Key is PeKind kind && findings.Count() > 1 ? worst with { Message = $"{worst.Message}; there is no element {StandardName.Of(kind)}" } : worst;
    }

    /// <summary>All that is in them can also be made otherwise.</summary>
    private static bool IsOptional(PeKind kind) => kind is PeKind.OptUsim or PeKind.OptIsim or PeKind.OptCsim or PeKind.OptIot;

    /// <summary>True if the header asks for a template of a kind of element.</summary>
    private bool IsListed(PeKind kind) => Header is { } header && header.EuiccMandatoryGfsteList.Any(id => TemplateTable.Find(id)?.Kind == kind);

    internal string PathOf(PackageFile file) => _paths.Value.TextOf(file);

    private void Say(ProfileRule rule, string? what, object? cause, int? position, string? file = null)
    {
        LintFinding finding = new(rule, what is null ? rule.Statement : $"{rule.Statement}: {what}")
        {
            Number = position + 1,
            Kind = position is { } at ? Elements[at].Kind : null,
            Identification = position is { } of ? Elements[of].PeHeader?.Identification : null,
            File = file,
        };
        _findings.Add((finding, cause ?? new object()));
    }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Personalising;

/// <summary>
/// Members of a specification that do not go together, or not with the template, as far as the package shows it. What the template has wrong of
/// itself is no contradiction.
/// </summary>
internal sealed class SpecContradictions
{
    private readonly ProfilePackage _template, _made;
    private readonly IReadOnlyList<SpecSetting> _settings;
    private readonly PackageFiles _files;
    private readonly PackagePaths _paths;

    /// <param name="template">The package that was made over.</param>
    /// <param name="made">The package that came of it.</param>
    /// <param name="settings">The members that set something.</param>
    internal SpecContradictions(ProfilePackage template, ProfilePackage made, IReadOnlyList<SpecSetting> settings)
    {
        (_template, _made, _settings, _files) = (template, made, settings, PackageFiles.Read(made, out _));
        _paths = new(_files);
    }

    /// <exception cref="SpecException">There is one; the message has both names.</exception>
    internal void Check(string imsi)
    {
        CheckRules();
        foreach (PackageFile adf in _files.Adfs)
        {
            if (LintContext.NameOf(adf) == FileNames.Usim) CheckServices(adf, adf.Find(EfUst), ServiceFile.OfUsim);
            if (LintContext.NameOf(adf) == FileNames.Isim) CheckServices(adf, adf.Find(EfIst), ServiceFile.OfIsim);
        }
        CheckNetworkCode(imsi);
        CheckName();
    }

    /// <summary>Rules that the package breaks because of what a member sets, and the template does not.</summary>
    private void CheckRules()
    {
        HashSet<LintFinding> old = [.. ProfileLinter.Lint(_template).Findings];
        foreach (LintFinding finding in ProfileLinter.Lint(_made).Findings)
        {
            if (old.Contains(finding) || !IsMandated(finding) || CausesOf(finding) is not { Length: > 0 } causes) continue;
            throw new SpecException($"{Subject(finding, causes)}: {finding.Message} (rule {finding.Rule.Id})");
        }
    }

    /// <summary>An eUICC goes without what is not mandated, and the header need not ask for it. SAIP §8.2.</summary>
    private bool IsMandated(LintFinding finding) =>
        finding.Rule.Id != ApplicationServices || finding.Number is not { } number || _made.Elements[number - 1].Value.PeHeader?.Mandated == true;

    /// <summary>The members to which a rule that is broken comes down.</summary>
    private SpecSetting[] CausesOf(LintFinding finding) => [.. s_rules
        .Where(row => Array.Exists(row.Rules, rule => rule.EndsWith('-') ? finding.Rule.Id.StartsWith(rule, StringComparison.Ordinal) : finding.Rule.Id == rule))
        .SelectMany(row => _settings.Where(setting => setting.Name == row.What)).DistinctBy(cause => cause.Member)];

    /// <summary>Two members, or a member and what of the package it does not go with.</summary>
    private static string Subject(LintFinding finding, SpecSetting[] causes)
    {
        if (causes.Length > 1) return $"\"{causes[0].Member}\" and \"{causes[1].Member}\" do not go together";
        string? other = finding.File is { } file && file != causes[0].What ? file : finding is { File: null, Number: > 1 and var number } ? $"element {number} ({finding.KindName})" : null;
        return $"\"{causes[0].Member}\"{(other is null ? "" : $" does not go with {other}")}";
    }

    /// <summary>A file that is set, and the services for which it is are switched off by another member.</summary>
    private void CheckServices(PackageFile adf, PackageFile? table, IReadOnlyList<ServiceFile> services)
    {
        if (table is null || Setting(table) is not { } switches) return;
        foreach (IGrouping<PackageFile, ServiceFile> one in services.Where(service => service.Find(adf) is not null).GroupBy(service => service.Find(adf)!))
        {
            if (Setting(one.Key) is not { } value || one.Any(service => UsimServices.Has(table.Content, service.Service))) continue;
            throw new SpecException($"\"{switches.Member}\" leaves service {one.First().Service} off, and \"{value.Member}\" sets its file, {value.What}");
        }
    }

    private void CheckNetworkCode(string imsi)
    {
        if (SubscriberFiles.UsimOf(_files)?.Find(EfAd) is not { } file || file.Content is not { Length: >= 4 } ad) return;
        int digits = ad[3] & 0xF;
        if (digits is not (2 or 3) || imsi.Length > Mcc + digits) return;
        string source = Setting(file) is { } setting ? $"\"{setting.Member}\" {digits}" : $"EF.AD of the template, {digits},";
        throw new SpecException($"\"imsi\" has {imsi.Length} digits, and {source} leaves none for the subscriber");
    }

    /// <summary>TS 31.102 §4.2.12: an octet that says when the name behind it is shown.</summary>
    private void CheckName()
    {
        if (_settings.FirstOrDefault(setting => setting.Member == "spn") is { } display && LintContext.IsErased(_paths.Find(display.What).Content.Slice(1)))
            throw new SpecException($"\"spn\" says when the name in {display.What} is shown, and there is none: \"serviceProviderName\" is not given");
    }

    private SpecSetting? Setting(PackageFile file)
    {
        string path = _paths.TextOf(file.Target ?? file);
        return _settings.FirstOrDefault(setting => setting.What == path);
    }

    private const string ApplicationServices = "header-application-services";
    private const int EfUst = 0x6F38;
    private const int EfIst = 0x6F07;
    private const int EfAd = 0x6FAD;
    private const int Mcc = 3;

    // By what is set: the rules that are then broken by it. With a hyphen at the end it is the beginning of several.
    private static readonly (string What, string[] Rules)[] s_rules =
    [
        (SpecSetting.Header, [ApplicationServices, "header-algorithm-services", "header-runtime-services", "header-ber-tlv-service", "header-version-services", "service-"]),
        ("EF.ARR", ["arr-"]),
        ("EF.DIR", ["dir-application-"]),
        ("EF.UST", [.. ServiceLint.OfFiles.Select(rule => rule.Id), "est-services", "suci-services", "suci-where"]),
        ("EF.EST", ["est-services"]),
        ("EF.IST", ["ist-files"]),
        ("EF.OPL", ["opl-name"]),
        ("EF.PNN", ["opl-name"]),
        ("EF.SUCI_Calc_Info", ["suci-key-"]),
        ("EF.SUCICalcInfo", ["suci-key-"]),
    ];
}

/// <summary>A member of a specification that sets something.</summary>
/// <param name="Member">The member, for messages.</param>
/// <param name="What">The path of a file, or what else it sets.</param>
internal sealed record SpecSetting(string Member, string What)
{
    /// <summary>The services that the header asks for.</summary>
    internal const string Header = "header";

    /// <summary>The file's name without its directory.</summary>
    internal string Name => What[(What.LastIndexOf('/') + 1)..];
}

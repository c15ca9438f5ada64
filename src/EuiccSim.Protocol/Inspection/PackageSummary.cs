using System.Globalization;
using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Inspection;

/// <summary>What people want to know of a package first. No secret is among it.</summary>
public sealed class PackageSummary : PackageView
{
    private readonly PackageInspection _of;
    private readonly ProfileHeader? _header;
    private readonly PackageApplications _applications;

    internal PackageSummary(PackageInspection of)
    {
        _of = of;
        _header = of.Elements.Select(element => element.Value).OfType<ProfileElement.Header>().FirstOrDefault()?.Value;
        _applications = of.Applications;
        Applications = SequenceOf.From(of.Files.Adfs.Select(adf => new NetworkApplication(of, adf)));
        Pins = of.Keys.Pins;
    }

    /// <summary>The header's profile type.</summary>
    public string? ProfileType => _header?.ProfileType;

    /// <summary>The version of SAIP, "2.3"; null without a header.</summary>
    public string? Version => _header is { } header ? string.Create(CultureInfo.InvariantCulture, $"{header.MajorVersion}.{header.MinorVersion}") : null;

    /// <summary>The header's ICCID; null if there is none, or it holds other than decimal digits.</summary>
    public Iccid? Iccid => _header is { } header && header.TryReadIccid(out Iccid iccid) ? iccid : null;

    /// <summary>The header's ICCID in digits, or its octets.</summary>
    public string? IccidText => Iccid?.Digits ?? _header?.Iccid.ToString();

    /// <summary>The ICCID of EF.ICCID in digits; null if there is no such file.</summary>
    public string? FileIccid => _of.Files.Mf is { } mf ? new DirectoryReader(_of, mf).First("EF.ICCID", "iccid") : null;

    /// <summary>USIMs, ISIMs, CSIMs.</summary>
    public SequenceOf<NetworkApplication> Applications { get; }

    /// <summary>The IMSI of the first USIM; null if there is none.</summary>
    public string? Imsi => SubscriberFiles.ImsiOf(_of.Files);

    /// <summary>"milenage", "tuak" or "usimTestAlgorithm" of the first USIM; null if it has no key.</summary>
    public string? Algorithm => SubscriberFiles.UsimOf(_of.Files) is { } usim && SubscriberFiles.AlgorithmOf(usim) is { } one ? StandardName.Of(one.AlgorithmID) : null;

    /// <summary>What the eUICC must be able to do, by SAIP's names: "usim", "gba-usim".</summary>
    public IEnumerable<string> MandatoryServices => _header is { } header ? Asn1Description.Of("", header.EuiccMandatoryServices).Parts.Select(part => part.Name) : [];

    /// <summary>The templates that the eUICC must know, by name and version; the object identifier of one that is not known here.</summary>
    public IEnumerable<string> MandatoryTemplates => _header?.EuiccMandatoryGfsteList.Select(id => InspectedElement.NameOf(id) ?? id.Value) ?? [];

    /// <summary>The libraries that the eUICC must have, AID and version.</summary>
    public IEnumerable<string> MandatoryLibraries => (_header?.EuiccMandatoryAids ?? []).Select(one => $"{one.Aid} {one.Version}");

    /// <summary>Which PINs there are, and in which state; <see cref="PackageKeys"/> has their values.</summary>
    private SequenceOf<PinFacts> Pins { get; }

    /// <inheritdoc/>
    public override IEnumerable<ViewSection> Sections
    {
        get
        {
            yield return Profile;
            foreach (NetworkApplication application in Applications) yield return application.Section;
            SectionBuilder needs = new("The eUICC must have");
            needs.Fact("services", string.Join(", ", MandatoryServices)).Fact("templates", string.Join(", ", MandatoryTemplates)).Facts("libraries", MandatoryLibraries);
            needs.Fact("IoT", _header?.IotOptions is { } iot ? $"PIX {iot.Pix}" : null);
            if (!needs.IsEmpty) yield return needs.Section;
            SectionBuilder management = new("PINs and management");
            management.Facts("PINs", PinStates.Select(pin => $"{pin.Name} {(pin.IsEnabled ? "enabled" : "disabled")}{(pin.Directories.Count == 0 ? "" : $" in {string.Join(", ", pin.Directories)}")}"));
            management.Facts("security domains", _applications.SecurityDomains.Select(one => one.Instance.InstanceAID.ToString()));
            management.Facts("code", _applications.Code.Select(one => $"{one.Code.Load.LoadPackageAID}, {PinFacts.Invariant(one.Code.Load.LoadBlockObject.Length)} octets"));
            management.Facts("applications", _applications.Instances.Select(one => one.Instance.InstanceAID.ToString()));
            management.Facts("RFM", _applications.RemoteFileManagement.Select(one => $"{one.Application.InstanceAID}, TAR {string.Join(' ', one.Tars)}"));
            if (!management.IsEmpty) yield return management.Section;
            yield return ElementTable;
        }
    }

    /// <inheritdoc/>
    public override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("profileType", ProfileType);
        json.WriteString("version", Version);
        json.WriteString("iccid", IccidText);
        json.WriteString("fileIccid", FileIccid);
        json.WriteString("imsi", Imsi);
        json.WriteString("algorithm", Algorithm);
        json.WriteNumber("size", _of.Package.Length);
        json.WriteObjects("applications", Applications, application => application.WriteMembers(json));
        json.WriteStrings("mandatoryServices", MandatoryServices);
        json.WriteStrings("mandatoryTemplates", MandatoryTemplates);
        json.WriteStrings("mandatoryLibraries", MandatoryLibraries);
        json.WriteObjects("pinStates", PinStates, pin =>
        {
            json.WriteString("name", pin.Name);
            json.WriteBoolean("enabled", pin.IsEnabled);
            json.WriteStrings("directories", pin.Directories);
        });
        json.WriteStrings("securityDomains", _applications.SecurityDomains.Select(one => one.Instance.InstanceAID.ToString()));
        json.WriteStrings("loadPackages", _applications.Code.Select(one => one.Code.Load.LoadPackageAID.ToString()));
        json.WriteStrings("instances", _applications.Instances.Select(one => one.Instance.InstanceAID.ToString()));
        json.WriteStrings("remoteFileManagement", _applications.RemoteFileManagement.Select(one => one.Application.InstanceAID.ToString()));
        json.WriteObjects("elements", _of.Elements, element => element.WriteMembers(json));
        json.WriteStrings("faults", _of.Faults);
    }

    private ViewSection Profile
    {
        get
        {
            SectionBuilder facts = new("");
            facts.Fact("type", ProfileType).Fact("SAIP", Version ?? "unknown: the package has no header").Fact("ICCID", IccidWords);
            int directories = _of.Files.All.Count(file => file.Definition.IsDirectory);
            return facts.Fact("size", string.Create(CultureInfo.InvariantCulture, $"{_of.Package.Length} octets, {_of.Elements.Count} elements, {_of.Files.All.Count - directories} files in {directories} directories")).Section;
        }
    }

    private string? IccidWords
    {
        get
        {
            string check = Iccid is { HasWrongCheckDigit: true } odd ? $" (the check digit is wrong: {Identifiers.Iccid.WithCheckDigit(odd.Digits[..^1])} is right)" : "";
            string other = IccidText is not null && FileIccid is { } file && file != IccidText ? $"; EF.ICCID has another, {file}" : "";
            return IccidText is null ? FileIccid is null ? null : $"{FileIccid} (in EF.ICCID)" : IccidText + check + other;
        }
    }

    /// <summary>Each PIN once in each state; those of a directory with the directories.</summary>
    private IEnumerable<(string Name, bool IsEnabled, IReadOnlyList<string> Directories)> PinStates => Pins
        .GroupBy(pin => (pin.Reference, pin.IsEnabled))
        .Select(one => (one.Key.Reference.Short, one.Key.IsEnabled, (IReadOnlyList<string>)[.. one.Select(pin => pin.Directory).Where(place => place != Uicc.FileNames.Mf).Distinct()]));

    private ViewSection ElementTable
    {
        get
        {
            SectionBuilder table = new("Elements", new("#", true), new("kind"), new("id", true), new("octets", true), new("files", true), new("template"));
            foreach (InspectedElement one in _of.Elements)
            {
                string template = one.TemplateName ?? one.Template ?? "";
                table.Row(0, PinFacts.Invariant(one.Number), one.Kind, one.Identification is { } id ? PinFacts.Invariant(id) : "", PinFacts.Invariant(one.Encoded.Length),
                    one.FileCount == 0 ? "" : PinFacts.Invariant(one.FileCount),
                    one.Fault is not null ? "cannot be read" : one.Value is ProfileElement.Unknown ? "of a later version of SAIP" : template);
            }
            return table.Section;
        }
    }
}

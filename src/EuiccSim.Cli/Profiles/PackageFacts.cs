using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Demo;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using Spectre.Console;

namespace EuiccSim.Cli.Profiles;

/// <summary>What is in a package. No key is shown.</summary>
internal sealed record PackageFacts : VerbResult
{
    private readonly ProfilePackage _package;
    private readonly ProfileHeader _header;
    private readonly int _size;
    private readonly PackageFiles _files;

    internal PackageFacts(ProfilePackage package)
    {
        _package = package;
        _header = package.Header ?? throw CommandFailure.Missing("noHeader", "The package does not begin with a profile header.");
        _size = package.Write().Length;
        _files = PackageFiles.Read(package, out SequenceOf<ProfileFault> notMade);
        NotMade = notMade;
    }

    /// <summary>What a card would not make.</summary>
    internal SequenceOf<ProfileFault> NotMade { get; }

    /// <summary>The header's; null if it holds other than decimal digits.</summary>
    internal Iccid? Iccid => _header.TryReadIccid(out Iccid iccid) ? iccid : null;

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("profileType", _header.ProfileType);
        json.WriteString("version", Version);
        json.WriteString("iccid", Iccid?.Digits ?? _header.Iccid.ToString());
        json.WriteString("imsi", SubscriberFiles.ImsiOf(_files));
        json.WriteString("algorithm", Algorithm);
        json.WriteNumber("size", _size);
        json.WriteStartArray("elements");
        foreach (Signed<ProfileElement> element in _package.Elements)
        {
            json.WriteStartObject();
            json.WriteString("kind", StandardName.Of(element.Value.Kind));
            if (element.Value.PeHeader is { } header) json.WriteNumber("identification", header.Identification);
            json.WriteNumber("size", element.Encoded.Length);
            if (Template(element.Value) is { } template) json.WriteString("template", template);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal override void Show(IAnsiConsole console)
    {
        console.Write(Tables.OfFacts(
            ("type", _header.ProfileType),
            ("SAIP", Version),
            ("ICCID", Iccid?.Digits ?? _header.Iccid.ToString()),
            ("IMSI", SubscriberFiles.ImsiOf(_files)),
            ("algorithm", Algorithm),
            ("size", $"{_size} octets")));
        Table table = Tables.Of("element", "kind", "octets", "template");
        foreach (Signed<ProfileElement> element in _package.Elements)
        {
            table.Row(
                element.Value.PeHeader?.Identification.ToString(CultureInfo.InvariantCulture),
                StandardName.Of(element.Value.Kind),
                element.Encoded.Length.ToString(CultureInfo.InvariantCulture),
                Template(element.Value));
        }
        console.Write(table);
    }

    private string Version => string.Create(CultureInfo.InvariantCulture, $"{_header.MajorVersion}.{_header.MinorVersion}");

    private string? Algorithm => SubscriberFiles.UsimOf(_files) is { } usim && SubscriberFacts.AlgorithmOf(usim) is { } algorithm
        ? StandardName.Of(algorithm.AlgorithmID)
        : null;

    private static string? Template(ProfileElement element) => element is ProfileElement.FileSystem files ? files.Value.TemplateId.Value : null;
}

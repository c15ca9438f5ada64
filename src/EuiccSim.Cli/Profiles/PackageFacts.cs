using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Demo;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using Spectre.Console;

namespace EuiccSim.Cli.Profiles;

/// <summary>What is in a package. No key is shown.</summary>
internal sealed record PackageFacts : VerbResult
{
    private readonly ProfilePackage _package;
    private readonly ProfileHeader _header;
    private readonly int _size;
    private readonly SubscriberFacts? _subscriber;

    internal PackageFacts(ProfilePackage package)
    {
        _package = package;
        _header = package.Header ?? throw CommandFailure.Missing("noHeader", "The package does not begin with a profile header.");
        Octets upp = package.Write();
        _size = upp.Length;
        _subscriber = Subscriber(upp);
    }

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("profileType", _header.ProfileType);
        json.WriteString("version", Version);
        json.WriteString("iccid", _subscriber?.Iccid.Digits ?? _header.Iccid.ToString());
        json.WriteString("imsi", _subscriber?.Imsi);
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
            ("ICCID", _subscriber?.Iccid.Digits ?? _header.Iccid.ToString()),
            ("IMSI", _subscriber?.Imsi),
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

    private string? Algorithm => _subscriber is null ? null : StandardName.Of(_subscriber.Algorithm.AlgorithmID);

    private static string? Template(ProfileElement element) => element is ProfileElement.FileSystem files ? files.Value.TemplateId.Value : null;

    /// <summary>Packages without a USIM are packages too.</summary>
    private static SubscriberFacts? Subscriber(Octets upp)
    {
        try
        {
            return SubscriberFacts.Read(upp);
        }
        catch (CommandFailure)
        {
            return null;
        }
    }
}

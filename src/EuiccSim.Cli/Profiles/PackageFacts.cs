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
    internal PackageFacts(ProfilePackage package)
    {
        Package = package;
        Header = package.Header ?? throw CommandFailure.Missing("noHeader", "The package does not begin with a profile header.");
        Size = package.Write().Length;
        Files = PackageFiles.Read(package, out SequenceOf<ProfileFault> notMade);
        NotMade = notMade;
    }

    /// <summary>What a card would not make.</summary>
    internal SequenceOf<ProfileFault> NotMade { get; }

    /// <summary>The header's; null if it holds other than decimal digits.</summary>
    internal Iccid? Iccid => Header.TryReadIccid(out Iccid iccid) ? iccid : null;

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("profileType", Header.ProfileType);
        json.WriteString("version", Version);
        json.WriteString("iccid", Iccid?.Digits ?? Header.Iccid.ToString());
        json.WriteString("imsi", SubscriberFiles.ImsiOf(Files));
        json.WriteString("algorithm", Algorithm);
        json.WriteNumber("size", Size);
        json.WriteStartArray("elements");
        foreach (Signed<ProfileElement> element in Package.Elements)
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
            ("type", Header.ProfileType),
            ("SAIP", Version),
            ("ICCID", Iccid?.Digits ?? Header.Iccid.ToString()),
            ("IMSI", SubscriberFiles.ImsiOf(Files)),
            ("algorithm", Algorithm),
            ("size", $"{Size} octets")));
        Table table = Tables.Of("element", "kind", "octets", "template");
        foreach (Signed<ProfileElement> element in Package.Elements)
        {
            table.Row(
                element.Value.PeHeader?.Identification.ToString(CultureInfo.InvariantCulture),
                StandardName.Of(element.Value.Kind),
                element.Encoded.Length.ToString(CultureInfo.InvariantCulture),
                Template(element.Value));
        }
        console.Write(table);
    }

    private ProfilePackage Package { get; }

    private ProfileHeader Header { get; }

    private int Size { get; }

    private PackageFiles Files { get; }

    private string Version => string.Create(CultureInfo.InvariantCulture, $"{Header.MajorVersion}.{Header.MinorVersion}");

    private string? Algorithm => SubscriberFiles.UsimOf(Files) is { } usim && SubscriberFacts.AlgorithmOf(usim) is { } algorithm
        ? StandardName.Of(algorithm.AlgorithmID)
        : null;

    private static string? Template(ProfileElement element) => element is ProfileElement.FileSystem files ? files.Value.TemplateId.Value : null;
}

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
    internal PackageFacts(ProfilePackage package)
    {
        Package = package;
        Header = package.Header ?? throw CommandFailure.Missing("noHeader", "The package does not begin with a profile header.");
        Octets upp = package.Write();
        Size = upp.Length;
        Subscriber = SubscriberOf(upp);
    }

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("profileType", Header.ProfileType);
        json.WriteString("version", Version);
        json.WriteString("iccid", Subscriber?.Iccid.Digits ?? Header.Iccid.ToString());
        json.WriteString("imsi", Subscriber?.Imsi);
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
            ("ICCID", Subscriber?.Iccid.Digits ?? Header.Iccid.ToString()),
            ("IMSI", Subscriber?.Imsi),
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

    private SubscriberFacts? Subscriber { get; }

    private string Version => string.Create(CultureInfo.InvariantCulture, $"{Header.MajorVersion}.{Header.MinorVersion}");

    private string? Algorithm => Subscriber is null ? null : StandardName.Of(Subscriber.Algorithm.AlgorithmID);

    private static string? Template(ProfileElement element) => element is ProfileElement.FileSystem files ? files.Value.TemplateId.Value : null;

    /// <summary>Packages without a USIM are packages too.</summary>
    private static SubscriberFacts? SubscriberOf(Octets upp)
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

using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Cli.Profiles;

/// <summary>What is in a package. No key is shown.</summary>
internal sealed record ShownPackage(PackageFacts Facts) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json) => Facts.WriteMembers(json);

    internal override void Show(IAnsiConsole console)
    {
        console.Write(Tables.OfFacts(
            ("type", Facts.ProfileType),
            ("SAIP", Facts.Version),
            ("ICCID", Facts.IccidText),
            ("IMSI", Facts.Imsi),
            ("algorithm", Facts.Algorithm),
            ("size", $"{Facts.Size} octets")));
        console.Write(Tables.Of("element", "kind", "octets", "template").Rows(Facts.Elements, element =>
            [element.Identification?.ToString(CultureInfo.InvariantCulture), element.Kind, element.Size.ToString(CultureInfo.InvariantCulture), element.Template]));
    }
}

using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;
using Spectre.Console;

namespace EuiccSim.Cli.Uicc;

/// <summary>The files that are there.</summary>
internal sealed record FileListing(IReadOnlyList<PresentFile> Files) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("files", Files, file =>
    {
        json.WriteString("path", file.File.Address.ToString());
        json.WriteString("name", file.File.Name);
        json.WriteString("type", StandardName.Of(file.Control.Type));
        if (!file.Control.IsDirectory) json.WriteNumber("size", file.Control.Size);
        if (file.Control.RecordCount == 0) return;
        json.WriteNumber("records", file.Control.RecordCount);
        json.WriteNumber("recordLength", file.Control.RecordLength);
    });

    internal override void Show(IAnsiConsole console) => console.Write(Tables.Of("path", "name", "type", "size").Rows(Files, file =>
        [file.File.Address.ToString(), file.File.Name, StandardName.Of(file.Control.Type), Size(file.Control)]));

    private static string Size(FileControlParameters file) => file switch
    {
        { IsDirectory: true } => "",
        { RecordCount: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{file.RecordCount} x {file.RecordLength}"),
        _ => file.Size.ToString(CultureInfo.InvariantCulture),
    };
}

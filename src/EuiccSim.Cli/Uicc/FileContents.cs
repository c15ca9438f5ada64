using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;
using Spectre.Console;

namespace EuiccSim.Cli.Uicc;

/// <summary>What is in a file.</summary>
internal sealed record FileContents(FileAddress File, FileControlParameters Control, IReadOnlyList<Octets> Parts) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("path", File.ToString());
        json.WriteString("name", File.Name);
        json.WriteString("type", StandardName.Of(Control.Type));
        if (IsWhole) json.WriteString("data", Parts[0].ToString());
        else json.WriteStrings("records", Parts.Select(record => record.ToString()));
    }

    internal override void Show(IAnsiConsole console)
    {
        for (int i = 0; i < Parts.Count; i++) console.Line(IsWhole ? Parts[i].ToString() : string.Create(CultureInfo.InvariantCulture, $"{i + 1,3} {Parts[i]}"));
    }

    private bool IsWhole => Control.Type == FileType.Transparent;
}

using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;
using Spectre.Console;

namespace EuiccSim.Cli.Uicc;

/// <summary>What is in a file.</summary>
internal sealed record FileContents(FileAddress File, FileControl Control, IReadOnlyList<Octets> Parts) : VerbResult
{
    internal static async Task<FileContents> ReadAsync(Sim sim, FileAddress file, CancellationToken cancellationToken)
    {
        FileControl control = await sim.SelectAsync(file.PathFromMf, cancellationToken)
            ?? throw new CommandFailure(ExitCode.SaidNo, "SELECT", "fileNotFound", $"There is no file {file}.", "6A82");
        List<Octets> parts = [];
        switch (control.Type)
        {
            case FileType.Transparent:
                parts.Add(await sim.ReadBinaryAsync(control.Size, cancellationToken));
                break;
            case FileType.LinearFixed or FileType.Cyclic:
                for (int record = 1; record <= control.RecordCount; record++) parts.Add(await sim.ReadRecordAsync(record, control.RecordLength, cancellationToken));
                break;
            default:
                throw CommandFailure.Missing("fileType", $"{file} is a {StandardName.Of(control.Type)}; transparent files and records can be read.");
        }
        return new(file, control, parts);
    }

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("path", File.ToString());
        json.WriteString("name", KnownFiles.NameOf(File.Root, File.Path));
        json.WriteString("type", StandardName.Of(Control.Type));
        if (Control.Type == FileType.Transparent)
        {
            json.WriteString("data", Parts[0].ToString());
            return;
        }
        json.WriteStartArray("records");
        foreach (Octets record in Parts) json.WriteStringValue(record.ToString());
        json.WriteEndArray();
    }

    internal override void Show(IAnsiConsole console)
    {
        if (Control.Type == FileType.Transparent)
        {
            console.Line(Parts[0].ToString());
            return;
        }
        for (int i = 0; i < Parts.Count; i++) console.Line(string.Create(CultureInfo.InvariantCulture, $"{i + 1,3} {Parts[i]}"));
    }
}

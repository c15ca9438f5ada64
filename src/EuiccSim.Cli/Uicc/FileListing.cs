using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using Spectre.Console;

namespace EuiccSim.Cli.Uicc;

/// <summary>The files that are there.</summary>
internal sealed record FileListing(IReadOnlyList<FileListing.Entry> Files) : VerbResult
{
    /// <summary>Asks for every file that the standards know under a root, in directories that are there.</summary>
    internal static async Task<List<Entry>> ListAsync(Sim sim, string root, CancellationToken cancellationToken)
    {
        List<Entry> files = [];
        HashSet<Octets> directories = [Octets.Empty];
        foreach (KnownFile file in KnownFiles.All)
        {
            if (file.Root != root || !directories.Contains(file.Directory)) continue;
            if (await sim.SelectAsync(new FileAddress(root, file.Path).PathFromMf, cancellationToken) is not { } control) continue;
            if (control.IsDirectory) directories.Add(file.Path);
            files.Add(new(KnownFiles.Write(root, file.Path), file.Name, control));
        }
        return files;
    }

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteStartArray("files");
        foreach (Entry file in Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("name", file.Name);
            json.WriteString("type", StandardName.Of(file.Control.Type));
            if (!file.Control.IsDirectory) json.WriteNumber("size", file.Control.Size);
            if (file.Control.RecordCount > 0) json.WriteNumber("records", file.Control.RecordCount);
            if (file.Control.RecordCount > 0) json.WriteNumber("recordLength", file.Control.RecordLength);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal override void Show(IAnsiConsole console)
    {
        Table table = Tables.Of("path", "name", "type", "size");
        foreach (Entry file in Files) table.Row(file.Path, file.Name, StandardName.Of(file.Control.Type), Size(file.Control));
        console.Write(table);
    }

    private static string Size(FileControl file) => file switch
    {
        { IsDirectory: true } => "",
        { RecordCount: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{file.RecordCount} x {file.RecordLength}"),
        _ => file.Size.ToString(CultureInfo.InvariantCulture),
    };

    internal sealed record Entry(string Path, string Name, FileControl Control);
}

using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <content>What files there are. A card cannot be asked: each file that the standards know is selected.</content>
public sealed partial class Sim
{
    /// <summary>Asks for every file that the standards know under a root, in directories that are there.</summary>
    /// <param name="root">"MF", or the application that is open: "USIM", "ISIM", "CSIM".</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">The card rejects SELECT with another status word than '6A82'.</exception>
    /// <exception cref="Protocol.Asn1.Asn1ContentException">An answer to SELECT is no FCP template.</exception>
    public async ValueTask<IReadOnlyList<PresentFile>> ListFilesAsync(string root, CancellationToken cancellationToken = default)
    {
        List<PresentFile> files = [];
        HashSet<FileAddress> directories = [new(root, default)];
        foreach (KnownFile file in KnownFiles.All)
        {
            if (file.Address.Root != root || !directories.Contains(new(root, file.Directory))) continue;
            if (await TrySelectAsync(file.Address, cancellationToken).ConfigureAwait(false) is not { } control) continue;
            if (control.IsDirectory) directories.Add(file.Address);
            files.Add(new(file, control));
        }
        return files;
    }

    /// <summary>Asks for every file that the standards know, in all applications. Those after the USIM may be absent.</summary>
    /// <param name="channels">Opens channels.</param>
    /// <param name="keys">What is verified in each application first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">The PIN is wrong, or the card rejects SELECT with another status word than '6A82'.</exception>
    /// <exception cref="CardException">No free channel, or no USIM ('6A82'): no profile is enabled, perhaps.</exception>
    /// <exception cref="Protocol.Asn1.Asn1ContentException">An answer to SELECT is no FCP template.</exception>
    public static async ValueTask<IReadOnlyList<PresentFile>> ListAllFilesAsync(IChannelOpener channels, IReadOnlyList<SimKey> keys, CancellationToken cancellationToken = default)
    {
        List<PresentFile> files = [];
        foreach ((string root, Aid aid) in UiccApplication.All)
        {
            try
            {
                await using Sim sim = await OpenAsync(channels, aid, keys, cancellationToken).ConfigureAwait(false);
                if (root == "USIM") files.AddRange(await sim.ListFilesAsync("MF", cancellationToken).ConfigureAwait(false));
                files.AddRange(await sim.ListFilesAsync(root, cancellationToken).ConfigureAwait(false));
            }
            catch (CardException e) when (e is not SimException && e.Status == StatusWord.FileNotFound && root != "USIM")
            {
                // Not there.
            }
        }
        return files;
    }
}

/// <summary>A file that is there.</summary>
/// <param name="File">Where, and what the standards call it.</param>
/// <param name="Control">What the card says of it.</param>
public sealed record PresentFile(KnownFile File, FileControlParameters Control)
{
    /// <summary>"transparent", "linearFixed", "df".</summary>
    public string TypeName => StandardName.Of(Control.Type);

    /// <summary>"9", or "3 x 26" of a file with records; empty for a directory.</summary>
    public string SizeText => Control switch
    {
        { IsDirectory: true } => "",
        { RecordCount: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{Control.RecordCount} x {Control.RecordLength}"),
        _ => Control.Size.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("path", File.Address.ToString());
        json.WriteString("name", File.Name);
        json.WriteString("type", TypeName);
        if (!Control.IsDirectory) json.WriteNumber("size", Control.Size);
        if (Control.RecordCount == 0) return;
        json.WriteNumber("records", Control.RecordCount);
        json.WriteNumber("recordLength", Control.RecordLength);
    }
}

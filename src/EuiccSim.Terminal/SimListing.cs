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
}

/// <summary>A file that is there.</summary>
/// <param name="File">Where, and what the standards call it.</param>
/// <param name="Control">What the card says of it.</param>
public sealed record PresentFile(KnownFile File, FileControlParameters Control);

using System.Globalization;
using EuiccSim.Card.Profiles;

namespace EuiccSim.Card.Store.Images;

/// <summary>
/// Names a file of a tree by file identifiers: "MF/2FE2", "MF/7F10/6F3A", and in an ADF "7FF1/6F07", where the first is the temporary
/// identifier that the profile package has for the ADF. Numbers of files would not outlive a change of the installer.
/// </summary>
internal static class FilePath
{
    internal static string Of(FileNode file)
    {
        if (file.Parent is null) return Mf;
        string name = file.Fid.ToString("X4", CultureInfo.InvariantCulture);
        return file.Kind == FileKind.Adf ? name : $"{Of(file.Parent)}/{name}";
    }

    /// <summary>The file at a path, or null.</summary>
    internal static FileNode? Find(FileTree files, string path)
    {
        string[] steps = path.Split('/');
        FileNode? at = steps[0] == Mf ? files.Mf : IsFid(steps[0], out int temporary) ? files.FindAdf(temporary) : null;
        for (int i = 1; i < steps.Length && at is not null; i++) at = IsFid(steps[i], out int fid) ? at.FindChild(fid) : null;
        return at;
    }

    private static bool IsFid(string step, out int fid) =>
        int.TryParse(step, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out fid) && step.Length == 4;

    private const string Mf = "MF";
}

using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Uicc;

/// <summary>
/// The files of a profile package as people name them: "MF/EF.ICCID", "ADF.USIM/EF.IMSI", "ADF.USIM#2/DF.5GS/EF.OPL5G". A name may be an
/// identifier ("3F00/2FE2", "ADF.USIM/6F07"; of an ADF its temporary one, "7FD0/6F07", or "ADF." and its AID), may lack its "EF.", "DF." or
/// "ADF.", and may be in capitals or not. A path that begins elsewhere than at the MF or an application is looked for, <see cref="Find"/>.
/// </summary>
public sealed class PackagePaths
{
    private readonly PackageFiles _files;
    private readonly Dictionary<PackageFile, string> _names = [];

    /// <param name="files">The files of the package. What is added to them later is not seen.</param>
    public PackagePaths(PackageFiles files)
    {
        _files = files;
        if (files.Mf is { } mf) _names.Add(mf, FileNames.Mf);
        foreach (IGrouping<string, PackageFile> kind in files.Adfs.GroupBy(NameOfAdf)) Number(kind.Key, [.. kind]);
        foreach (PackageFile directory in files.All.Where(file => file.Definition.IsDirectory)) NameChildren(directory);
    }

    /// <summary>The path in names, from the MF or the application on; <see cref="Find"/> leads back from it.</summary>
    /// <param name="file">A file of the package.</param>
    public string TextOf(PackageFile file) => file.Parent is not { } parent || IsAdf(file) ? _names[file] : $"{TextOf(parent)}/{_names[file]}";

    /// <summary>The name of a file in its directory, "EF.IMSI"; its identifier, where it has none or shares it with another one.</summary>
    /// <param name="file">A file of the package.</param>
    public string NameOf(PackageFile file) => _names[file];

    /// <summary>True for a file that holds keys, or shares the content of one.</summary>
    /// <param name="file">A file of the package.</param>
    public bool IsSecret(PackageFile file) => SecretContents.IsFile(NameOf(file)) || (file.Target is { } target && IsSecret(target));

    /// <summary>
    /// The file at a path. If its first name is neither the MF nor an application, it is looked for where <see cref="FileAddress"/> has it, then
    /// in the first USIM, below the MF, and anywhere, in directories that are nearer to the top first.
    /// </summary>
    /// <exception cref="PackagePathException">The package makes no such file, or several.</exception>
    public PackageFile Find(string path)
    {
        string[] steps = path.Split('/', StringSplitOptions.TrimEntries);
        if (steps is [var root, ..] && FindRoot(root) is { } top && Below(top, steps.AsSpan(1)) is { } there) return there;
        List<(int Rank, PackageFile File)> found = [];
        foreach (PackageFile first in _files.All)
        {
            if (IsNamed(first, steps[0]) && Below(first, steps.AsSpan(1)) is { } file) found.Add((Rank(first, steps[0]), file));
        }
        if (found.Count == 0) throw NotThere(path);
        int best = found.Min(one => one.Rank);
        PackageFile[] nearest = [.. found.Where(one => one.Rank == best).Select(one => one.File)];
        return nearest.Length == 1 ? nearest[0] : throw new PackagePathException("ambiguousFile", $"'{path}' can be several files: {string.Join(", ", nearest.Select(TextOf))}.");
    }

    /// <summary>The directory that a path leads to but for its last name, and that name, for a file that is not there yet.</summary>
    /// <exception cref="PackagePathException">The package makes no such directory, or several; or a file where the path has a directory.</exception>
    public (PackageFile Directory, string Name) FindPlace(string path)
    {
        int at = path.LastIndexOf('/');
        if (at < 0) throw new PackagePathException("noSuchFile", $"'{path}' has no directory: write MF/{path} or ADF.USIM/{path}.");
        PackageFile directory = Find(path[..at]);
        return directory.Definition.IsDirectory ? (directory, path[(at + 1)..].Trim()) : throw new PackagePathException("noSuchFile", $"{TextOf(directory)} is no directory.");
    }

    private PackageFile? FindRoot(string step)
    {
        if (Same(step, FileNames.Mf) || Same(step, MasterFile)) return _files.Mf;
        if (Same(step, CurrentApplication)) return SubscriberFiles.UsimOf(_files);
        string name = step.EndsWith(First, StringComparison.Ordinal) ? step[..^First.Length] : step;
        if (_files.Adfs.FirstOrDefault(adf => IsNamed(adf, name) || Same(adf.Definition.DfName?.ToString() ?? "", WithoutKind(name))) is { } adf) return adf;
        return IdentifierOf(step) is { } id && _files.Mf is { } mf ? Child(mf, id) : null;
    }

    private PackageFile? Below(PackageFile at, ReadOnlySpan<string> steps)
    {
        foreach (string step in steps)
        {
            PackageFile[] named = [.. at.Children.Where(child => IsNamed(child, step))];
            PackageFile? next = named.Length == 1 ? named[0] : IdentifierOf(step) is { } id ? Child(at, id) : null;
            if (next is null) return null;
            at = next;
        }
        return at;
    }

    /// <summary>Below the MF also an ADF, by its temporary identifier.</summary>
    private PackageFile? Child(PackageFile directory, int id) =>
        directory.Find(id) ?? (directory == _files.Mf ? _files.Adfs.FirstOrDefault(adf => adf.Definition.FileId == id) : null);

    private bool IsNamed(PackageFile file, string step)
    {
        string name = _names[file];
        return Same(name, step) || Same(WithoutKind(name), step)
            || (!IsAdf(file) && IdentifierOf(step) == file.Definition.FileId);
    }

    /// <summary>Which of the files with one name is meant; of two with the same rank neither.</summary>
    private int Rank(PackageFile file, string step)
    {
        PackageFile root = file;
        while (root is { Parent: { } parent } && !IsAdf(root)) root = parent;
        bool isUsual = IdentifierOf(step) is null && file.Parent is { } directory && KnownFiles.Find(null, _names[file]) is { } known
            && RootName(root) == known.Address.Root && known.FileId == file.Definition.FileId && directory.Level - root.Level == (known.Directory.Length / 2);
        int place = isUsual ? 0 : root == SubscriberFiles.UsimOf(_files) ? 1 : root == _files.Mf ? 2 : 3;
        return (place * PackageRoom.MostLevels) + file.Level - root.Level;
    }

    private string RootName(PackageFile root) => IsAdf(root) ? WithoutKind(_names[root]) : FileNames.Mf;

    private void Number(string name, PackageFile[] adfs)
    {
        for (int i = 0; i < adfs.Length; i++) _names.Add(adfs[i], i == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}#{i + 1}"));
    }

    private void NameChildren(PackageFile directory)
    {
        string inside = _names[directory] is var own && IsAdf(directory) ? own.Split('#')[0] : own;
        (PackageFile File, string? Name)[] named = [.. directory.Children.Select(child => (child, FileNames.Find(inside, child.Definition.FileId)?.Name))];
        foreach ((PackageFile file, string? name) in named)
            _names.Add(file, name is not null && named.Count(other => other.Name is not null && Same(other.Name, name)) == 1 ? name : Identifier(file));
    }

    private static string NameOfAdf(PackageFile adf) => adf.Definition.DfName switch
    {
        { } aid when UiccApplication.NameOf(aid) is { } name => name.StartsWith("ADF.", StringComparison.Ordinal) ? name : $"ADF.{name}",
        _ when adf.Kind is PeKind.Usim or PeKind.Iot => FileNames.Usim,
        _ when adf.Kind == PeKind.Isim => FileNames.Isim,
        _ when adf.Kind == PeKind.Csim => FileNames.Csim,
        { } aid => $"ADF.{aid}",
        _ => Identifier(adf),
    };

    private PackagePathException NotThere(string path)
    {
        string last = path[(path.LastIndexOf('/') + 1)..];
        return new("noSuchFile", $"The package has no file '{path}'.{NearWords.Question(last.Length == 0 ? [] : Near(path, last))}");
    }

    /// <summary>Files with this last name elsewhere; else those whose path is near; else those whose name is.</summary>
    private string[] Near(string path, string last)
    {
        string[] near = [.. _files.All.Where(file => IsNamed(file, last)).Select(TextOf).Take(Most)];
        if (near.Length == 0) near = [.. NearWords.Of(path, _files.All.Select(TextOf))];
        if (near.Length > 0) return near;
        string[] names = [.. NearWords.Of(last, _names.Values.Concat(_names.Values.Select(WithoutKind)))];
        return [.. _files.All.Where(file => Array.Exists(names, name => IsNamed(file, name))).Select(TextOf).Take(Most)];
    }

    private static string WithoutKind(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static bool IsAdf(PackageFile file) => file.Definition.Type == FileType.Adf;

    private static string Identifier(PackageFile file) => file.Definition.FileId.ToString("X4", CultureInfo.InvariantCulture);

    private static int? IdentifierOf(string step) =>
        step.Length == 4 && int.TryParse(step, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int id) ? id : null;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private const int Most = 3;
    private const string First = "#1";
    private const string MasterFile = "3F00";
    private const string CurrentApplication = "7FFF";
}

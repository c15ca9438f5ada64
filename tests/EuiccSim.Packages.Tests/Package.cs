using System.IO.Compression;
using System.Xml.Linq;

namespace EuiccSim.Packages.Tests;

/// <summary>A packed package, read.</summary>
internal sealed class Package(string path) : IDisposable
{
    private readonly ZipArchive _zip = ZipFile.OpenRead(path);

    /// <summary>Every file, but for what the container itself needs.</summary>
    internal string[] Files =>
    [
        .. _zip.Entries.Select(entry => entry.FullName)
            .Where(name => name is not ("_rels/.rels" or "[Content_Types].xml") && !name.StartsWith("package/", StringComparison.Ordinal)
                && !name.EndsWith(".nuspec", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    internal byte[] Read(string name)
    {
        using Stream stream = _zip.GetEntry(name)!.Open();
        using MemoryStream all = new();
        stream.CopyTo(all);
        return all.ToArray();
    }

    internal string ReadText(string name) => System.Text.Encoding.UTF8.GetString(Read(name)).TrimStart('\uFEFF');

    /// <summary>What a package says of itself.</summary>
    internal XElement Metadata =>
        XDocument.Parse(ReadText(_zip.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).FullName))
            .Root!.Elements().Single(element => element.Name.LocalName == "metadata");

    /// <summary>The value of one element of the metadata; null where it is absent.</summary>
    internal string? Say(string name) => Metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    /// <summary>Every element of that name, at any depth.</summary>
    internal IEnumerable<XElement> All(string name) => Metadata.Descendants().Where(element => element.Name.LocalName == name);

    internal void ExtractTo(string folder) => _zip.ExtractToDirectory(folder);

    public void Dispose() => _zip.Dispose();
}

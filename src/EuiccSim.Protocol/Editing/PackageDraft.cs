using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Editing;

/// <summary>A package while one change is made to it: as it was, and its TLVs, which change.</summary>
internal sealed class PackageDraft
{
    private readonly Octets _package;
    private PackageFiles? _files;
    private PackagePaths? _paths;

    /// <exception cref="Asn1ContentException">No profile package.</exception>
    internal PackageDraft(Octets package)
    {
        _package = package;
        Read = ProfilePackage.Read(package);
        Elements = EditableTlv.ReadAll(package);
        Names = new(Read);
    }

    /// <summary>As it was.</summary>
    internal ProfilePackage Read { get; }

    /// <summary>The elements, which may be changed.</summary>
    internal List<EditableTlv> Elements { get; }

    internal ElementNames Names { get; }

    /// <summary>What the change brought with it, in sentences.</summary>
    internal List<string> Notes { get; } = [];

    /// <summary>The files as they were.</summary>
    internal PackageFiles Files => _files ??= PackageFiles.Read(Read, out _);

    internal PackagePaths Paths => _paths ??= new(Files);

    /// <summary>The profile header.</summary>
    internal EditableTlv Header => Read.HasHeader ? Elements[0] : throw new Asn1ContentException("the first profile element is no header");

    /// <summary>The elements of a kind as they are now, those that were inserted as well.</summary>
    internal IEnumerable<EditableTlv> OfKind(PeKind kind) => Elements.Where(element => element.TagNumber == (int)kind);

    /// <summary>The package as it is now.</summary>
    internal Octets Encode() => EditableTlv.Concat(Elements);

    /// <summary>The steps of a file that has its own content; a component is made where the template makes the file unasked.</summary>
    internal FileSteps StepsOf(PackageFile file)
    {
        EditableTlv element = Elements[file.Source.Element];
        if (FileSteps.Of(file, element) is { } steps) return steps;
        element.Set(ComponentTag(file.Source.Item), Octets.Empty);
        return FileSteps.Of(file, element)!;
    }

    /// <summary>The component of a template's file, made if it is not there.</summary>
    internal static EditableTlv ComponentOf(EditableTlv element, int number)
    {
        int tag = ComponentTag(number);
        if (element.Find(tag) is null) element.Set(tag, Octets.Empty);
        return element.Find(tag)!;
    }

    internal static int ComponentTag(int number) => number < LongTag ? ShortTags | number : (LongTags << 8) | number;

    /// <summary>The octets that it began with.</summary>
    internal Octets Package => _package;

    private const int LongTag = 31;
    private const int ShortTags = 0xA0;
    private const int LongTags = 0xBF;
}

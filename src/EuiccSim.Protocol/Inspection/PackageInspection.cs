using System.Formats.Asn1;
using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Inspection;

/// <summary>
/// What is in a profile package, as far as it can be read: an element at fault leaves the others as they are. Secrets are in
/// <see cref="Keys"/>, and elsewhere only where they are asked for.
/// </summary>
public sealed class PackageInspection
{
    private PackageInspection(Octets package, SequenceOf<InspectedElement> elements, PackageFiles files, SequenceOf<string> faults)
    {
        (Package, Elements, Files, Faults) = (package, elements, files, faults);
        Paths = new(files);
    }

    /// <summary>The package's octets.</summary>
    public Octets Package { get; }

    /// <summary>Its elements in their order.</summary>
    public SequenceOf<InspectedElement> Elements { get; }

    /// <summary>The files that it makes, also those of which an eUICC would not take all.</summary>
    public PackageFiles Files { get; }

    /// <summary>The names of these files.</summary>
    public PackagePaths Paths { get; }

    /// <summary>What cannot be read, or would not be made by an eUICC: a line each.</summary>
    public SequenceOf<string> Faults { get; }

    /// <summary>Operator, subscriber, algorithm, applications, versions, sizes. No secret is among it.</summary>
    public PackageSummary Summary => new(this);

    /// <summary>The files as a tree, with kinds, sizes and access rules.</summary>
    public PackageTree Tree => new(this);

    /// <summary>PINs, PUKs, and keys of applications and security domains, with their values.</summary>
    public PackageKeys Keys => new(this);

    /// <summary>Security domains, code and its instances, remote file management.</summary>
    public PackageApplications Applications => new(this);

    /// <summary>What is in files.</summary>
    /// <param name="hasSecrets">True for the contents of files with keys, too.</param>
    /// <param name="paths">Which, as <see cref="PackagePaths.Find"/> takes them; none: all. A directory stands for what is in it.</param>
    /// <exception cref="PackagePathException">The package makes no such file, or several.</exception>
    public PackageContents Contents(bool hasSecrets = false, params ReadOnlySpan<string> paths) => new(this, hasSecrets, paths);

    /// <summary>Elements with all their fields.</summary>
    /// <param name="hasSecrets">True for the values of keys and PINs.</param>
    /// <param name="selectors">Of each its place from 1 on, "8"; or its kind, "usim", and which of them, "usim 2".</param>
    /// <exception cref="IncompletePackageException">"noSuchElement".</exception>
    public PackageElements Fields(bool hasSecrets, params IEnumerable<string> selectors) =>
        new(selectors.Select(selector => new ElementFields(this, Find(selector), hasSecrets)));

    /// <summary>Reads a package.</summary>
    /// <param name="package">Its octets.</param>
    /// <exception cref="Asn1ContentException">Not one profile element can be cut from it.</exception>
    public static PackageInspection Read(Octets package)
    {
        List<string> faults = [];
        List<Octets> cut = Cut(package, faults);
        List<InspectedElement> elements = [];
        PackageFiles files = new();
        for (int i = 0; i < cut.Count; i++)
        {
            (ProfileElement value, string? fault) = Decode(cut[i]);
            ProfileFault? notMade = files.Add(value);
            InspectedElement element = new(i + 1, value, cut[i], fault) { Place = (files.Directory, files.Adf) };
            elements.Add(element);
            if (fault is not null) faults.Add(Told(element, $"it cannot be read: {fault}"));
            if (notMade is not null) faults.Add(Told(element, $"broken rule: {notMade.Rule}"));
        }
        if (elements[0].Value.Kind != PeKind.Header) faults.Insert(0, "the package does not begin with a profile header: it is a part of one");
        ILookup<int, PackageFile> made = files.All.ToLookup(file => file.Source.Element);
        return new(package, SequenceOf.From(elements.Select(one => one with { FileCount = made[one.Number - 1].Count() })), files, SequenceOf.From(faults));
    }

    private InspectedElement Find(string selector)
    {
        string[] words = selector.Split([' ', '#'], StringSplitOptions.RemoveEmptyEntries);
        if (words is [var one] && Number(one) is { } number)
            return number >= 1 && number <= Elements.Count ? Elements[number - 1] : throw NotThere($"The package has elements 1 to {Elements.Count}, and no element {one}.");
        if (words.Length is 1 or 2 && (words.Length == 1 ? 1 : Number(words[1])) is { } which)
        {
            string name = words[0];
            InspectedElement[] ofKind = [.. Elements.Where(element => Plain(element.Kind) == Plain(name))];
            if (ofKind.Length > 0 && which >= 1 && which <= ofKind.Length) return ofKind[which - 1];
            if (ofKind.Length > 0) throw NotThere($"The package has {ofKind.Length} of the kind {ofKind[0].Kind}, and none with the number {words[^1]}.");
        }
        throw NotThere($"The package has no element '{selector}'. It has {string.Join(", ", Elements.Select(element => element.Kind).Distinct())}.");
    }

    private static (ProfileElement Value, string? Fault) Decode(Octets element)
    {
        try
        {
            return (ProfileElement.Decode(new AsnReader(element.Memory, AsnEncodingRules.BER)), null);
        }
        catch (Asn1ContentException fault)
        {
            return (ProfileElement.Unread(element), FaultWords.Of(fault));
        }
    }

    private static List<Octets> Cut(Octets package, List<string> faults)
    {
        List<Octets> elements = [];
        int at = 0;
        try
        {
            AsnReader reader = new(package.Memory, AsnEncodingRules.BER);
            while (reader.HasData && reader.PeekTag() is { TagClass: TagClass.ContextSpecific, IsConstructed: true })
            {
                elements.Add(Octets.Wrap(reader.ReadEncodedValue()));
                at += elements[^1].Length;
            }
        }
        catch (AsnContentException)
        {
            // Told below, with the place.
        }
        if (elements.Count == 0) throw new Asn1ContentException("not one profile element can be read");
        if (at < package.Length) faults.Add(string.Create(CultureInfo.InvariantCulture, $"after element {elements.Count} come {package.Length - at} octets that are no whole element"));
        return elements;
    }

    private static string Told(InspectedElement element, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"element {element.Number} ({element.Kind}): {what}");

    private static IncompletePackageException NotThere(string message) => new IncompletePackageException("noSuchElement", message);

    private static string Plain(string kind) => kind.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}

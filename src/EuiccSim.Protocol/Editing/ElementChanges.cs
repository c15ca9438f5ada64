using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Editing;

/// <summary>Elements out and in; the header follows, and EF.DIR.</summary>
internal static class ElementChanges
{
    internal static void Remove(PackageDraft draft, IReadOnlySet<int> elements, bool withDependents)
    {
        HashSet<int> gone = [.. elements];
        ElementReferences references = new(draft.Read);
        IReadOnlyList<int> dependents = references.DependentsOf(gone);
        foreach (int one in gone) RequireRemovable(draft, one);
        if (dependents.Count > 0 && !withDependents)
        {
            string[] names = [.. dependents.Select(draft.Names.Describe)];
            throw new ProfileEditException("hasDependents", $"Others need {Join(gone.Order().Select(draft.Names.Describe))}: {Join(names)}.")
            {
                Dependents = SequenceOf.From(names),
            };
        }
        gone.UnionWith(dependents);
        if (withDependents) dependents = [.. dependents.Concat(RemoveKeyless(draft, references, gone)).Order()];
        foreach (PackageFile adf in Keyless(draft, references, gone))
            draft.Notes.Add($"{draft.Paths.TextOf(adf)} has no authentication key any more{(IsRemovable(draft, adf) ? $": --with-dependents removes {draft.Names.Describe(adf.Source.Element)} as well" : "")}.");
        if (dependents.Count > 0) draft.Notes.Add($"Removed as well: {Join(dependents.Select(draft.Names.Describe))}.");
        DirectoryEntries.Remove(draft, draft.Files.Adfs.Where(adf => gone.Contains(adf.Source.Element)).Select(adf => adf.Definition.DfName).OfType<Octets>());
        foreach (int one in gone.OrderDescending()) draft.Elements.RemoveAt(one);
        HeaderNeeds.Follow(draft);
    }

    /// <summary>An application whose key goes is of no use; it goes with all that needs it, of which another one's key may be a part.</summary>
    private static HashSet<int> RemoveKeyless(PackageDraft draft, ElementReferences references, HashSet<int> gone)
    {
        HashSet<int> more = [];
        while (Keyless(draft, references, gone).Where(adf => IsRemovable(draft, adf)).Select(adf => adf.Source.Element).ToArray() is { Length: > 0 } keyless)
        {
            more.UnionWith(keyless);
            gone.UnionWith(keyless);
            IReadOnlyList<int> dependents = references.DependentsOf(gone);
            more.UnionWith(dependents);
            gone.UnionWith(dependents);
        }
        return more;
    }

    private static IEnumerable<PackageFile> Keyless(PackageDraft draft, ElementReferences references, HashSet<int> gone) => references.KeylessWithout(gone).Select(adf => draft.Files.All[adf]);

    private static bool IsRemovable(PackageDraft draft, PackageFile adf) => adf.Source.Element != draft.Files.Mf?.Source.Element;

    /// <param name="draft">The package.</param>
    /// <param name="elements">What comes.</param>
    /// <param name="at">The position of the first of them, from 0 on; null: before the end.</param>
    /// <param name="aid">The AID that the application among them shall have; null: its own.</param>
    internal static void Insert(PackageDraft draft, Octets elements, int? at, Octets? aid)
    {
        ProfilePackage come = ProfilePackage.Read(elements);
        if (come.Elements.Count == 0) throw new ProfileEditException("badValue", "There is no element to insert.");
        foreach (Signed<ProfileElement> element in come.Elements)
        {
            if (element.Value.Kind is PeKind.Header or PeKind.End)
                throw new ProfileEditException("alreadyThere", $"What is inserted has the element {ElementNames.NameOf(element.Value.Kind)}, and the package has its own.");
        }
        int end = draft.Read.Elements.Count(element => element.Value.Kind != PeKind.End);
        int place = at ?? end;
        if (place < 1 || place > end)
            throw new ProfileEditException("badValue", string.Create(CultureInfo.InvariantCulture, $"An element can be inserted at 2, after the header, to {end + 1}, before the end, not at {place + 1}."));
        List<EditableTlv> fresh = EditableTlv.ReadAll(elements);
        ComingApplications applications = new(draft, come, fresh);
        if (aid is { } name) applications.Rename(name);
        applications.RequireFreeAids();
        applications.FreeIdentifiers();
        foreach (EditableTlv element in fresh) Renumber(draft, element, fresh);
        draft.Elements.InsertRange(place, fresh);
        HeaderNeeds.Follow(draft);
    }

    internal static void Replace(PackageDraft draft, int at, Octets element)
    {
        ProfilePackage come = ProfilePackage.Read(element);
        PeKind kind = draft.Read.Elements[at].Value.Kind;
        if (come.Elements.Count != 1 || come.Elements[0].Value.Kind != kind)
            throw new ProfileEditException("badValue", $"Only one element of its kind can take the place of {draft.Names.Describe(at)}.");
        EditableTlv fresh = EditableTlv.ReadAll(element)[0];
        ComingApplications applications = new(draft, come, [fresh], at);
        applications.RequireFreeAids();
        applications.FreeIdentifiers();
        draft.Elements.RemoveAt(at);
        Renumber(draft, fresh, [fresh]);
        draft.Elements.Insert(at, fresh);
        if (kind != PeKind.Header) HeaderNeeds.Follow(draft);
    }

    /// <summary>An identification that no element has.</summary>
    internal static int FreeIdentification(IEnumerable<EditableTlv> elements) => elements.Select(IdentificationOf).OfType<int>().DefaultIfEmpty(0).Max() + 1;

    internal static string Join(IEnumerable<string> names) => string.Join(", ", names);

    private static void RequireRemovable(PackageDraft draft, int element)
    {
        PeKind kind = draft.Read.Elements[element].Value.Kind;
        bool isNeeded = kind is PeKind.Header or PeKind.End || draft.Files.Mf?.Source.Element == element;
        if (isNeeded) throw new ProfileEditException("cannotBeRemoved", $"No package is one without {draft.Names.Describe(element)}.");
    }

    /// <summary>Gives an element that comes a number of its own, if another one has its number.</summary>
    private static void Renumber(PackageDraft draft, EditableTlv element, List<EditableTlv> fresh)
    {
        if (IdentificationOf(element) is not { } number) return;
        EditableTlv[] others = [.. draft.Elements, .. fresh.Where(one => one != element)];
        if (!others.Any(other => IdentificationOf(other) == number)) return;
        int free = FreeIdentification([.. others, element]);
        element.Find(PeHeaderTag)!.Set(IdentificationTag, EditableTlv.Integer(free));
        draft.Notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"{ElementNames.NameOf((PeKind)element.TagNumber)} has the identification {free}, as {number} was taken."));
    }

    private static int? IdentificationOf(EditableTlv element)
    {
        if (element.TagNumber == (int)PeKind.Header || element.Find(PeHeaderTag)?.Find(IdentificationTag) is not { } tlv) return null;
        int number = 0;
        foreach (byte octet in tlv.Value.Span) number = (number << 8) | octet;
        return number;
    }

    // PEHeader, SAIP §8.1.3, the first component of each element but the header
    private const int PeHeaderTag = 0xA0;
    private const int IdentificationTag = 0x81;
}

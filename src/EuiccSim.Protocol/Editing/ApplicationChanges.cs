using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Protocol.Editing;

/// <summary>Applications by AID: a USIM and the like with all that is in it, security domains, load packages and instances, remote file management.</summary>
internal static class ApplicationChanges
{
    /// <summary>The elements of an application: those that make it, and for a USIM and the like those that belong to it.</summary>
    internal static IReadOnlyList<int> ElementsOf(PackageDraft draft, Octets aid)
    {
        HashSet<int> found = [.. draft.Files.Adfs.Where(adf => adf.Definition.DfName == aid).Select(adf => adf.Source.Element)];
        if (found.Count > 0) return new ElementReferences(draft.Read).Within(found);
        for (int i = 0; i < draft.Read.Elements.Count; i++) if (AidsOf(draft.Read.Elements[i].Value).Contains(aid)) found.Add(i);
        if (found.Count == 0) throw NotThere(draft, aid);
        return [.. found.Order()];
    }

    internal static void Remove(PackageDraft draft, Octets aid, bool withDependents)
    {
        IReadOnlyList<int> elements = ElementsOf(draft, aid);
        if (elements is [var one] && draft.Read.Elements[one].Value is ProfileElement.Application { Value: { } application } && application.LoadBlock?.LoadPackageAID != aid
            && (application.LoadBlock is not null || application.InstanceList?.Count > 1))
        {
            RemoveInstance(draft, one, aid);
            return;
        }
        ElementChanges.Remove(draft, new HashSet<int>(elements), withDependents);
    }

    /// <summary>An element that has something else as well keeps it.</summary>
    private static void RemoveInstance(PackageDraft draft, int element, Octets aid)
    {
        EditableTlv instances = draft.Elements[element].Find(InstanceListTag)!;
        instances.Children.RemoveAll(instance => instance.All(AidTag).ElementAtOrDefault(InstanceAid)?.Value == aid);
        if (instances.Children.Count == 0) draft.Elements[element].Children.Remove(instances);
        draft.Notes.Add($"{draft.Names.Describe(element)} keeps what else is in it.");
        HeaderNeeds.Follow(draft);
    }

    /// <summary>AIDs that an element gives: of a security domain, a load package, instances, remote file management.</summary>
    internal static IEnumerable<Octets> AidsOf(ProfileElement element) => element switch
    {
        ProfileElement.SecurityDomain domain => [domain.Value.Instance.InstanceAID],
        ProfileElement.Rfm rfm => [rfm.Value.InstanceAID],
        ProfileElement.Application application =>
        [
            .. application.Value.LoadBlock is { } block ? new[] { block.LoadPackageAID } : [],
            .. (application.Value.InstanceList ?? []).Select(instance => instance.InstanceAID),
        ],
        _ => [],
    };

    private static ProfileEditException NotThere(PackageDraft draft, Octets aid)
    {
        IEnumerable<string> all = draft.Files.Adfs.Select(adf => adf.Definition.DfName).OfType<Octets>()
            .Concat(draft.Read.Elements.SelectMany(element => AidsOf(element.Value))).Select(one => one.ToString()).Distinct();
        return new ProfileEditException("noSuchApplication", $"The package has no application {aid}; it has {ElementChanges.Join(all)}.");
    }

    // PE-Application, SAIP §8.7
    private const int InstanceListTag = 0xA2;
    private const int AidTag = 0x4F;
    private const int InstanceAid = 2;
}

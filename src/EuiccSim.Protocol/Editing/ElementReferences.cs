using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Editing;

/// <summary>
/// Which elements of a package need which: files need their directory, keys and PINs the application that they follow, links their target,
/// instances their load package and their security domain, PINs their PUK. SAIP §8.3 to §8.8.
/// </summary>
internal sealed class ElementReferences
{
    private readonly SequenceOf<Signed<ProfileElement>> _elements;
    private readonly HashSet<(int From, int To)> _all = [];
    private readonly HashSet<(int From, int To)> _within = [];
    private readonly Dictionary<PackageFile, int> _keys = [];
    private readonly List<(PackageFile Adf, int Element)> _keyElements = [];

    internal ElementReferences(ProfilePackage package)
    {
        _elements = package.Elements;
        PackageFiles files = new();
        for (int i = 0; i < _elements.Count; i++)
        {
            Add(i, RefersTo(_elements[i].Value, files, i));
            PackageFile? owner = OwnerOf(_elements[i].Value, files);
            AddWithin(i, owner?.Source.Element);
            if (owner is not null && _elements[i].Value is (ProfileElement.AkaParameter or ProfileElement.CdmaParameter)) _keyElements.Add((owner, i));
            int before = files.All.Count;
            files.Add(_elements[i].Value);
            foreach (PackageFile file in files.All.Skip(before))
            {
                Add(i, [file.Target?.Source.Element]);
                AddWithin(i, file.Parent?.Source.Element);
            }
        }
    }

    /// <summary>Those that need others, directly or through one another, in their order; the others are not among them.</summary>
    internal IReadOnlyList<int> DependentsOf(IReadOnlySet<int> others)
    {
        HashSet<int> found = [.. others];
        for (int before = 0; before != found.Count;)
        {
            before = found.Count;
            foreach ((int from, int to) in _all) if (found.Contains(to)) found.Add(from);
        }
        return [.. found.Where(one => !others.Contains(one)).Order()];
    }

    /// <summary>Applications that would stay, without the key that they have: their positions among the files.</summary>
    internal IEnumerable<int> KeylessWithout(IReadOnlySet<int> others) => _keyElements.GroupBy(one => one.Adf)
        .Where(adf => !others.Contains(adf.Key.Source.Element) && adf.All(key => others.Contains(key.Element))).Select(adf => adf.Key.Index);

    /// <summary>Those that have a place in others and nowhere else, with these, in their order.</summary>
    internal IReadOnlyList<int> Within(IEnumerable<int> others)
    {
        HashSet<int> found = [.. others];
        ILookup<int, int> places = _within.ToLookup(one => one.From, one => one.To);
        for (int before = 0; before != found.Count;)
        {
            before = found.Count;
            found.UnionWith(places.Where(one => one.All(found.Contains)).Select(one => one.Key));
        }
        return [.. found.Order()];
    }

    private void AddWithin(int from, int? to)
    {
        if (to is not { } place || place == from) return;
        _within.Add((from, place));
        _all.Add((from, place));
    }

    /// <summary>The directory that keys and PINs belong to.</summary>
    private static PackageFile? OwnerOf(ProfileElement element, PackageFiles files) => element switch
    {
        ProfileElement.PinCodes => files.Directory,
        ProfileElement.AkaParameter => files.Adf,
        ProfileElement.CdmaParameter => files.Adfs.LastOrDefault(adf => adf.Kind == PeKind.Csim),
        _ => null,
    };

    private void Add(int from, IEnumerable<int?> to)
    {
        foreach (int? one in to) if (one is { } element && element != from) _all.Add((from, element));
    }

    private IEnumerable<int?> RefersTo(ProfileElement element, PackageFiles files, int at) => element switch
    {
        ProfileElement.PinCodes { Value.PinCodes: PinCodes.Pinconfig pins } => PuksOf(pins.Value),
        ProfileElement.PinCodes { Value.PinCodes: PinCodes.FilePath path } => [files.Find(path.Value)?.Source.Element],
        ProfileElement.AkaParameter aka => KeyOf(aka.Value, files, at),
        ProfileElement.Rfm rfm => [DomainOf(rfm.Value.SecurityDomainAID), ApplicationOf(files, rfm.Value.AdfRfmAccess?.AdfAID)],
        ProfileElement.SecurityDomain domain => [DomainOf(domain.Value.Instance.ExtraditeSecurityDomainAID), LoadPackageOf(domain.Value.Instance)],
        ProfileElement.Application application =>
        [
            application.Value.LoadBlock is { } block ? DomainOf(block.SecurityDomainAID) : null,
            .. (application.Value.InstanceList ?? []).SelectMany(instance => new[] { DomainOf(instance.ExtraditeSecurityDomainAID), LoadPackageOf(instance) }),
        ],
        _ => [],
    };

    private int?[] KeyOf(PeAkaParameter aka, PackageFiles files, int at)
    {
        if (files.Adf is not { } adf) return [];
        _keys[adf] = at;
        if (aka.AlgoConfiguration is not AlgoConfiguration.Mapping { Value.MappingSource: var source }) return [];
        PackageFile? owner = files.FindAuthenticating(source);
        return [owner?.Source.Element, owner is not null && _keys.TryGetValue(owner, out int key) ? key : null];
    }

    private IEnumerable<int?> PuksOf(SequenceOf<PinConfiguration> pins)
    {
        HashSet<PukKeyReference> wanted = [.. pins.Select(pin => pin.UnblockingPINReference).OfType<PukKeyReference>()];
        return Positions(element => element is ProfileElement.PukCodes puks && puks.Value.PukCodes.Any(puk => wanted.Contains(puk.KeyReference)));
    }

    /// <summary>What names no security domain is under the first one, the operator's. SAIP §8.6.</summary>
    private int? DomainOf(Octets? aid) => Positions(element => DomainsOf(element).Any(instance => aid is null || instance.InstanceAID == aid)).FirstOrDefault();

    private static IEnumerable<ApplicationInstance> DomainsOf(ProfileElement element) => element switch
    {
        ProfileElement.SecurityDomain domain => [domain.Value.Instance],
        ProfileElement.Application application => (application.Value.InstanceList ?? []).Where(instance => instance.IsSecurityDomain),
        _ => [],
    };

    private int? LoadPackageOf(ApplicationInstance instance) =>
        Positions(element => element is ProfileElement.Application { Value.LoadBlock: { } block } && block.LoadPackageAID == instance.ApplicationLoadPackageAID).FirstOrDefault();

    private static int? ApplicationOf(PackageFiles files, Octets? aid) =>
        aid is null ? null : files.Adfs.FirstOrDefault(adf => adf.Definition.DfName == aid)?.Source.Element;

    private IEnumerable<int?> Positions(Func<ProfileElement, bool> isWanted)
    {
        for (int i = 0; i < _elements.Count; i++) if (isWanted(_elements[i].Value)) yield return i;
    }
}

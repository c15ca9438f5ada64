using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Protocol.Editing;

/// <summary>
/// What elements make a profile header ask of the eUICC: services, templates and libraries. Where elements come and go, their entries do, too;
/// an entry that no element explains stays. SAIP §8.2.
/// </summary>
internal sealed class HeaderNeeds
{
    private readonly HashSet<int> _services = [];
    private readonly HashSet<Octets> _templates = [];
    private readonly HashSet<Octets> _libraries = [];

    private HeaderNeeds(ProfilePackage package)
    {
        ProfileElement[] elements = [.. package.Elements.Select(element => element.Value)];
        foreach (ProfileElement element in elements)
        {
            bool isAsked = element.PeHeader?.Mandated == true;
            if (element is ProfileElement.FileSystem files) _templates.Add(ContentOf(files.Value.TemplateId));
            foreach (int service in ServicesOf(element)) if (isAsked) _services.Add(service);
        }
        foreach ((PeKind kind, int service) in s_multiple) if (elements.Count(element => element.Kind == kind) > 1) _services.Add(service);
        _libraries.UnionWith(elements.SelectMany(InstancesOf).Select(instance => instance.ApplicationLoadPackageAID));
        _libraries.ExceptWith(elements.OfType<ProfileElement.Application>().Select(application => application.Value.LoadBlock?.LoadPackageAID).OfType<Octets>());
    }

    /// <summary>Changes the header by what became of the elements since the draft began.</summary>
    internal static void Follow(PackageDraft draft)
    {
        if (!draft.Read.HasHeader) return;
        HeaderNeeds before = new(draft.Read), after = new(ProfilePackage.Read(draft.Encode()));
        Services(draft, before, after);
        Templates(draft, before, after);
        Libraries(draft, before, after);
    }

    private static void Services(PackageDraft draft, HeaderNeeds before, HeaderNeeds after)
    {
        EditableTlv services = ServicesIn(draft);
        foreach (int gone in before._services.Except(after._services).Order())
            if (services.Children.RemoveAll(service => service.Tag == Tag(gone)) > 0) draft.Notes.Add($"The header no longer asks for the service {s_names[gone]}.");
        foreach (int come in after._services.Except(before._services).Order().Where(service => services.Find(Tag(service)) is null))
        {
            services.Set(Tag(come), Octets.Empty);
            draft.Notes.Add($"The header asks for the service {s_names[come]}.");
        }
    }

    private static void Templates(PackageDraft draft, HeaderNeeds before, HeaderNeeds after)
    {
        EditableTlv templates = TemplatesIn(draft);
        foreach (Octets gone in before._templates.Except(after._templates))
            if (templates.Children.RemoveAll(template => template.Value == gone) > 0) draft.Notes.Add($"The header no longer asks for the template {Text(gone)}.");
        foreach (Octets come in after._templates.Except(before._templates).Where(template => !templates.Children.Exists(one => one.Value == template)))
        {
            templates.Children.Add(EditableTlv.Create(ObjectIdentifierTag, come));
            draft.Notes.Add($"The header asks for the template {Text(come)}.");
        }
    }

    private static void Libraries(PackageDraft draft, HeaderNeeds before, HeaderNeeds after)
    {
        if (draft.Header.Find(LibrariesTag) is not { } libraries) return;
        foreach (Octets gone in before._libraries.Except(after._libraries))
            if (libraries.Children.RemoveAll(library => library.Find(AidTag)?.Value == gone) > 0) draft.Notes.Add($"The header no longer asks for the library {gone}.");
        if (libraries.Children.Count == 0) draft.Header.Children.Remove(libraries);
    }

    /// <summary>The header's list of services.</summary>
    internal static EditableTlv ServicesIn(PackageDraft draft) =>
        draft.Header.Find(ServicesTag) ?? throw new Asn1ContentException("the header has no eUICC-Mandatory-services");

    /// <summary>The header's list of templates.</summary>
    internal static EditableTlv TemplatesIn(PackageDraft draft) =>
        draft.Header.Find(TemplatesTag) ?? throw new Asn1ContentException("the header has no eUICC-Mandatory-GFSTEList");

    /// <summary>The services by the numbers of their tags.</summary>
    internal static IReadOnlyList<string> ServiceNames => s_names;

    internal static int Tag(int service) => 0x80 | service;

    internal static Octets ContentOf(ObjectIdentifier id)
    {
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(id.Value);
        return Octets.Wrap(writer.Encode()).Slice(2);
    }

    private static string Text(Octets id)
    {
        Octets tlv = Octets.Concat(Octets.Of([ObjectIdentifierTag, (byte)id.Length]), id);
        return new System.Formats.Asn1.AsnReader(tlv.Memory, System.Formats.Asn1.AsnEncodingRules.BER).ReadObjectIdentifier();
    }

    private static IEnumerable<ApplicationInstance> InstancesOf(ProfileElement element) =>
        element is ProfileElement.Application { Value.InstanceList: { } instances } ? instances : [];

    private static int[] ServicesOf(ProfileElement element) => element switch
    {
        { Kind: PeKind.Usim or PeKind.Iot } => [Usim],
        { Kind: PeKind.Isim } => [Isim],
        { Kind: PeKind.Csim } => [Csim],
        { Kind: PeKind.Eap } => [Eap],
        ProfileElement.AkaParameter { Value.AlgoConfiguration: AlgoConfiguration.Algo algo } => AlgorithmService(algo.Value.AlgorithmID, algo.Value.Key.Length) is { } service ? [service] : [],
        _ => [],
    };

    /// <summary>The service that an algorithm with such a key takes; null for one that is not known.</summary>
    internal static int? AlgorithmService(AlgorithmId algorithm, int keyLength) => algorithm switch
    {
        AlgorithmId.Milenage => Milenage,
        AlgorithmId.Tuak => keyLength == LongKey ? Tuak256 : Tuak128,
        AlgorithmId.UsimTestAlgorithm => TestAlgorithm,
        _ => null,
    };

    // ProfileHeader, SAIP §8.2
    private const int ServicesTag = 0xA5;
    private const int TemplatesTag = 0xA6;
    private const int LibrariesTag = 0xA8;
    private const int AidTag = 0x80;
    private const int ObjectIdentifierTag = 0x06;

    // ServicesList, SAIP §8.2
    private const int Usim = 1;
    private const int Isim = 2;
    private const int Csim = 3;
    private const int Milenage = 4;
    private const int Tuak128 = 5;
    private const int Eap = 10;
    private const int Tuak256 = 16;
    private const int TestAlgorithm = 17;
    private const int LongKey = 32;
    private static readonly (PeKind Kind, int Service)[] s_multiple = [(PeKind.Usim, 13), (PeKind.Isim, 14), (PeKind.Csim, 15)];
    private static readonly string[] s_names = [.. Asn1Shape.Of<ServicesList>().Components.Select(component => component.Name)];
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Editing;

/// <summary>Where an element has identifiers of applications: what makes an ADF, paths, AIDs. SAIP §8.3 to §8.8.</summary>
internal static class IdentifierPlaces
{
    /// <summary>The attributes of the ADFs that an element makes.</summary>
    internal static IEnumerable<EditableTlv> AdfsOf(ProfileElement value, EditableTlv element) => value switch
    {
        ProfileElement.GenericFileManagement => AttributesOf(value, element).Where(fcp => fcp.Find(DfNameTag) is not null),
        ProfileElement.FileSystem files when TemplateTable.Find(files.Value.TemplateId) is { } template =>
            template.Files.Where(row => row.Type == FileType.Adf).Select(row => element.Find(PackageDraft.ComponentTag(row.Tag))?.Find(FileSteps.DescriptorTag)).OfType<EditableTlv>(),
        _ => [],
    };

    /// <summary>Its paths, which begin below the MF: where files go, what links lead to, whose PINs are shared.</summary>
    internal static IEnumerable<EditableTlv> PathsOf(ProfileElement value, EditableTlv element)
    {
        IEnumerable<EditableTlv> links = AttributesOf(value, element).Select(fcp => fcp.Find(LinkPathTag)).OfType<EditableTlv>();
        return value switch
        {
            ProfileElement.GenericFileManagement => links.Concat(StepsOf(element, FileSteps.FilePathTag)),
            ProfileElement.PinCodes { Value.PinCodes: PinCodes.FilePath } => element.Find(PinsTag)?.Find(SharedPinsTag) is { } shared ? [shared] : [],
            _ => links,
        };
    }

    /// <summary>All AIDs in it, its own and those of others.</summary>
    internal static IEnumerable<EditableTlv> AidsOf(ProfileElement value, EditableTlv element) => value switch
    {
        ProfileElement.FileSystem or ProfileElement.GenericFileManagement => AttributesOf(value, element).Select(fcp => fcp.Find(DfNameTag)).OfType<EditableTlv>(),
        ProfileElement.AkaParameter { Value.AlgoConfiguration: AlgoConfiguration.Mapping } => element.Find(AlgorithmTag)?.Find(MappingTag)?.Find(MappingSourceTag) is { } source ? [source] : [],
        ProfileElement.Rfm => element.All(AidTag).Concat(element.All(SequenceTag).Select(access => access.Find(AdfAidTag)).OfType<EditableTlv>()),
        ProfileElement.SecurityDomain => (element.Find(InstanceTag) ?? element).All(AidTag),
        ProfileElement.Application => element.Children.Where(part => part.Tag is LoadBlockTag or InstanceListTag)
            .SelectMany(part => part.Tag == LoadBlockTag ? [part] : part.Children).SelectMany(part => part.All(AidTag)),
        _ => [],
    };

    private static IEnumerable<EditableTlv> AttributesOf(ProfileElement value, EditableTlv element) => value switch
    {
        ProfileElement.GenericFileManagement => StepsOf(element, FileSteps.CreateTag),
        ProfileElement.FileSystem => element.Children.Skip(HeaderAndTemplate).Select(file => file.Find(FileSteps.DescriptorTag)).OfType<EditableTlv>(),
        _ => [],
    };

    private static IEnumerable<EditableTlv> StepsOf(EditableTlv element, int tag) =>
        element.Find(FileSteps.CommandsTag) is { } lists ? lists.Children.SelectMany(list => list.All(tag)) : [];

    // The first two components of an element with a template, SAIP §8.3.
    private const int HeaderAndTemplate = 2;

    // Fcp, SAIP §8.3.1
    internal const int FileIdTag = 0x83;
    internal const int DfNameTag = 0x84;
    private const int LinkPathTag = 0xC7;

    // PE-PINCodes, SAIP §8.4
    private const int PinsTag = 0xA1;
    private const int SharedPinsTag = 0x81;

    // PE-AKAParameter, SAIP §8.5
    private const int AlgorithmTag = 0xA1;
    private const int MappingTag = 0xA0;
    private const int MappingSourceTag = 0x81;

    // PE-SecurityDomain, PE-Application, PE-RFM, SAIP §8.6 to §8.8
    private const int AidTag = 0x4F;
    private const int InstanceTag = 0xA1;
    private const int LoadBlockTag = 0xA1;
    private const int InstanceListTag = 0xA2;
    private const int SequenceTag = 0x30;
    private const int AdfAidTag = 0x80;
}

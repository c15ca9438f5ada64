using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>Finds the files of a package that hold a subscriber's data, and puts the data in.</summary>
/// <param name="data">The data.</param>
internal sealed class FileEdit(Personalisation data)
{
    private readonly FileValues _values = new(data);
    private readonly Dictionary<int, Place> _applications = [];
    private readonly HashSet<FileRole> _found = [];

    /// <summary>Reads what must be known before the first change: the IMSI that is replaced.</summary>
    internal void Learn(List<EditableTlv> elements)
    {
        foreach (EditableTlv element in elements.Where(element => PeLayout.IsFileSystem((PeKind)element.TagNumber)))
        {
            foreach ((FileTemplate row, EditableTlv file) in Files(element, (PeKind)element.TagNumber))
            {
                if (row.Field == "ef-imsi" && Steps(row, file) is { } steps) _values.OldImsi ??= FileValues.ImsiIn(steps.Content);
            }
        }
    }

    /// <summary>Changes the files of a template.</summary>
    internal void ApplyTemplate(EditableTlv element, PeKind kind)
    {
        foreach ((FileTemplate row, EditableTlv file) in Files(element, kind))
        {
            Place place = PlaceOf(kind, row);
            if (row.Type == FileType.Adf && DescriptorOf(file) is { FileID: { } temporary }) _applications[Number(temporary)] = place;
            if (RoleOf(place, row.FileId) is { } role && Steps(row, file) is { } steps) Put(role, steps);
        }
    }

    /// <summary>Changes the files of generic file management.</summary>
    internal void ApplyGeneric(EditableTlv element)
    {
        if (element.Find(CommandsTag) is not { } commands) return;
        // The MF is the current directory at the start of the element, not of each list.
        Place? place = Place.Mf;
        foreach (EditableTlv list in commands.Children)
        {
            for (int i = 0; i < list.Children.Count; i++)
            {
                EditableTlv step = list.Children[i];
                if (step.Tag == FilePathTag) place = PlaceOf(step.Value);
                else if (step.Tag == CreateTag) ApplyGeneric(list, i, place);
            }
        }
    }

    /// <summary>Makes sure that no value was given in vain.</summary>
    /// <exception cref="ArgumentException">One was.</exception>
    internal void RequirePlaces()
    {
        foreach (FileRole role in _values.Given)
            if (!_found.Contains(role)) throw new ArgumentException($"the template has no {FileValues.NameOf(role)}");
    }

    private void ApplyGeneric(EditableTlv list, int at, Place? place)
    {
        Fcp fcp = Fcp.Decode(new AsnReader(list.Children[at].Encode().Memory, AsnEncodingRules.BER), s_create);
        if (fcp.FileID is not { } id) return;
        if (fcp.DfName is { } aid && aid.Span.StartsWith(s_usim.Span)) _applications[Number(id)] = Place.Usim;
        if (RoleOf(place, Number(id)) is not { } role) return;
        int count = list.Children.Skip(at + 1).TakeWhile(step => step.Tag is not (FilePathTag or CreateTag)).Count();
        bool isFile = FileResolver.Resolve(fcp, out FileDefinition? file) == PeStatusCode.Ok && IsOwn(file!);
        if (isFile) Put(role, new(file!, list.Children, at + 1, count, FileSteps.StepTags.Generic));
    }

    private void Put(FileRole role, FileSteps steps)
    {
        _values.Put(role, steps);
        _found.Add(role);
    }

    private static IEnumerable<(FileTemplate Row, EditableTlv File)> Files(EditableTlv element, PeKind kind)
    {
        ProfileTemplate template = PeLayout.Of(kind).Newest;
        if (element.Find(TemplateIdTag) is { } id)
            template = TemplateTable.Find(new(AsnDecoder.ReadObjectIdentifier(id.Encode().Span, AsnEncodingRules.BER, out _, s_templateId))) ?? template;
        foreach (EditableTlv file in element.Children)
            if (file.TagNumber > 1 && template.Find(file.TagNumber) is { } row) yield return (row, file);
    }

    // Null for a file that is not made, or shares the content of another one.
    private static FileSteps? Steps(FileTemplate row, EditableTlv file)
    {
        if (file.Find(DoNotCreateTag) is not null) return null;
        bool isFile = FileResolver.Resolve(row, DescriptorOf(file), out FileDefinition? definition) == PeStatusCode.Ok && IsOwn(definition!);
        if (!isFile) return null;
        int first = file.Find(DescriptorTag) is null ? 0 : 1;
        return new(definition!, file.Children, first, file.Children.Count - first, FileSteps.StepTags.Template);
    }

    private static Fcp? DescriptorOf(EditableTlv file) => file.Find(DescriptorTag) is { } descriptor
        ? Fcp.Decode(new AsnReader(descriptor.Encode().Memory, AsnEncodingRules.BER), s_descriptor)
        : null;

    private static bool IsOwn(FileDefinition file) => file.LinkPath is null && file.Size > 0;

    private static Place PlaceOf(PeKind kind, FileTemplate row) => kind switch
    {
        PeKind.Usim or PeKind.OptUsim => Place.Usim,
        PeKind.Isim or PeKind.OptIsim => Place.Isim,
        PeKind.Telecom => Place.Telecom,
        PeKind.Iot => row.Parent is { Type: FileType.Adf } ? Place.Usim : Place.Mf,
        PeKind.OptIot => Place.Usim,
        PeKind.Mf => Place.Mf,
        _ => Place.Elsewhere,
    };

    private Place? PlaceOf(Octets path)
    {
        if (path.IsEmpty) return Place.Mf;
        if (path.Length != 2) return null;
        return Number(path) switch
        {
            DfTelecom => Place.Telecom,
            DfGsm => Place.Gsm,
            var directory => _applications.TryGetValue(directory, out Place place) ? place : null,
        };
    }

    private static FileRole? RoleOf(Place? place, int? fileId) => (place, fileId) switch
    {
        (Place.Mf, 0x2FE2) => FileRole.Iccid,
        (Place.Usim or Place.Gsm, 0x6F07) => FileRole.Imsi,
        (Place.Usim or Place.Gsm, 0x6F46) => FileRole.ServiceProviderName,
        (Place.Usim or Place.Telecom, 0x6F40) => FileRole.Msisdn,
        (Place.Isim, 0x6F02) => FileRole.Impi,
        (Place.Isim, 0x6F04) => FileRole.Impu,
        _ => null,
    };

    private static int Number(Octets two) => (two[0] << 8) | two[1];

    private enum Place
    {
        Mf,
        Telecom,
        Usim,
        Isim,
        Gsm,
        Elsewhere,
    }

    private const int DfTelecom = 0x7F10;
    private const int DfGsm = 0x7F20;
    private static readonly Octets s_usim = Octets.FromHex("A0000000871002");

    // SAIP §8.3: a file of a template
    private const int TemplateIdTag = 0x81;
    private const int DoNotCreateTag = 0x80;
    private const int DescriptorTag = 0xA1;
    private static readonly Asn1Tag s_templateId = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag s_descriptor = new(TagClass.ContextSpecific, 1);

    // SAIP §8.3.5: generic file management
    private const int CommandsTag = 0xA1;
    private const int FilePathTag = 0x80;
    private const int CreateTag = 0x62;
    private static readonly Asn1Tag s_create = new(TagClass.Application, 2);
}

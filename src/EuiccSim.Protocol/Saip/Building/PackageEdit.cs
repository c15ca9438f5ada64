using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>Puts a subscriber's data into the elements of a package.</summary>
/// <param name="data">The data; complete.</param>
internal sealed class PackageEdit(Personalisation data)
{
    private readonly FileEdit _files = new(data);

    internal void Apply(List<EditableTlv> elements)
    {
        _files.Learn(elements);
        foreach (EditableTlv element in elements)
        {
            PeKind kind = (PeKind)element.TagNumber;
            if (PeLayout.IsFileSystem(kind)) _files.ApplyTemplate(element, kind);
            else if (s_edits.TryGetValue(kind, out Action<PackageEdit, EditableTlv>? edit)) edit(this, element);
        }
        _files.RequirePlaces();
    }

    private void Header(EditableTlv element)
    {
        if (data.ProfileType is { } name) element.Set(ProfileTypeTag, SimContents.Text(name));
        EditableTlv iccid = element.Find(HeaderIccid) ?? throw new Asn1ContentException("the header has no ICCID");
        // In reading order as in TS.48, or swapped as in EF.ICCID: as the template has it.
        bool isSwapped = iccid.Value is [SwappedIndustryIdentifier, ..];
        iccid.Value = isSwapped ? data.Iccid.Ef : HalfOctets.Swap(data.Iccid.Ef);
        Services(element.Find(HeaderServices) ?? throw new Asn1ContentException("the header has no eUICC-Mandatory-services"));
    }

    // What a package demands of the eUICC must fit the algorithm it has.
    private void Services(EditableTlv services)
    {
        int wanted = data.Algorithm switch
        {
            AlgorithmId.Milenage => ServiceMilenage,
            AlgorithmId.Tuak => data.Key!.Value.Length == 16 ? ServiceTuak128 : ServiceTuak256,
            _ => ServiceTestAlgorithm,
        };
        int removed = services.Children.RemoveAll(service => service.Tag != wanted && s_algorithmServices.Contains(service.Tag));
        if (removed > 0) services.Set(wanted, Octets.Empty);
    }

    private void Pins(EditableTlv element)
    {
        if (element.Find(PinCodesTag)?.Find(PinConfigTag) is { } pins) Replace(pins, PinOf);
    }

    private void Puks(EditableTlv element)
    {
        if (element.Find(PukCodesTag) is { } puks) Replace(puks, PukOf);
    }

    private static void Replace(EditableTlv list, Func<int, string?> valueOf)
    {
        foreach (EditableTlv code in list.Children)
        {
            if (code.Find(KeyReferenceTag) is { } reference && valueOf(reference.Value[^1]) is { } digits)
                code.Set(CodeValueTag, SimContents.Pin(digits));
        }
    }

    private string? PinOf(int reference) => (PinKeyReference)reference switch
    {
        PinKeyReference.PinAppl1 => data.Pin1,
        PinKeyReference.SecondPINAppl1 => data.Pin2,
        PinKeyReference.Adm1 => data.Adm1,
        _ => null,
    };

    private string? PukOf(int reference) => (PukKeyReference)reference switch
    {
        PukKeyReference.PukAppl1 => data.Puk1,
        PukKeyReference.SecondPUKAppl1 => data.Puk2,
        _ => null,
    };

    private void Aka(EditableTlv element)
    {
        // A mapping takes the parameters of another application, which are replaced there.
        if (element.Find(AlgoConfigurationTag)?.Find(AlgoParameterTag) is not { } parameter) return;
        byte algorithm = (byte)data.Algorithm!.Value;
        bool isOther = parameter.Find(AlgorithmTag)?.Value is not [var known] || known != algorithm;
        if (isOther)
        {
            parameter.Set(AlgorithmTag, Octets.Of([algorithm]));
            parameter.Set(AlgorithmOptionsTag, Octets.Of([data.Algorithm == AlgorithmId.UsimTestAlgorithm ? TestAlgorithmOptions : UsualOptions]));
        }
        parameter.Set(KeyTag, data.Key!.Value);
        parameter.Set(OpcTag, data.Opc!.Value);
    }

    private static readonly Dictionary<PeKind, Action<PackageEdit, EditableTlv>> s_edits = new()
    {
        [PeKind.Header] = static (edit, element) => edit.Header(element),
        [PeKind.GenericFileManagement] = static (edit, element) => edit._files.ApplyGeneric(element),
        [PeKind.PinCodes] = static (edit, element) => edit.Pins(element),
        [PeKind.PukCodes] = static (edit, element) => edit.Puks(element),
        [PeKind.AkaParameter] = static (edit, element) => edit.Aka(element),
    };

    private const byte SwappedIndustryIdentifier = 0x98;

    // ProfileHeader, SAIP §8.2, and ServicesList
    private const int ProfileTypeTag = 0x82;
    private const int HeaderIccid = 0x83;
    private const int HeaderServices = 0xA5;
    private const int ServiceMilenage = 0x84;
    private const int ServiceTuak128 = 0x85;
    private const int ServiceTuak256 = 0x90;
    private const int ServiceTestAlgorithm = 0x91;
    private static readonly int[] s_algorithmServices = [ServiceMilenage, ServiceTuak128, ServiceTuak256, ServiceTestAlgorithm];

    // PE-PINCodes and PE-PUKCodes, SAIP §8.4
    private const int PinCodesTag = 0xA1;
    private const int PinConfigTag = 0xA0;
    private const int PukCodesTag = 0xA1;
    private const int KeyReferenceTag = 0x80;
    private const int CodeValueTag = 0x81;

    // PE-AKAParameter, SAIP §8.5
    private const int AlgoConfigurationTag = 0xA1;
    private const int AlgoParameterTag = 0xA1;
    private const int AlgorithmTag = 0x80;
    private const int AlgorithmOptionsTag = 0x81;
    private const int KeyTag = 0x82;
    private const int OpcTag = 0x83;
    private const byte UsualOptions = 1;
    private const byte TestAlgorithmOptions = 2;
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>Puts a subscriber's data into the elements of a package.</summary>
/// <param name="data">The data; complete.</param>
/// <param name="files">Puts them into files.</param>
internal sealed class PackageEdit(Personalisation data, FileEdit files)
{
    private readonly HashSet<int> _codes = [];
    private bool _hasSecurityDomain;

    internal void Apply(List<EditableTlv> elements)
    {
        files.Apply();
        foreach (EditableTlv element in elements)
        {
            if (s_edits.TryGetValue((PeKind)element.TagNumber, out Action<PackageEdit, EditableTlv>? edit)) edit(this, element);
        }
    }

    /// <summary>The data without what was drawn and has no place.</summary>
    /// <param name="given">What was asked for.</param>
    /// <exception cref="SubscriberDataException">A value was given in vain.</exception>
    internal Personalisation Used(Personalisation given)
    {
        RequirePlace("pin1", given.Pin1, (int)PinKeyReference.PinAppl1);
        RequirePlace("pin2", given.Pin2, (int)PinKeyReference.SecondPINAppl1);
        RequirePlace("adm1", given.Adm1, (int)PinKeyReference.Adm1);
        RequirePlace("puk1", given.Puk1, PukCode | (int)PukKeyReference.PukAppl1);
        RequirePlace("puk2", given.Puk2, PukCode | (int)PukKeyReference.SecondPUKAppl1);
        RequirePlace("pins.pin1", given.Pin1State, (int)PinKeyReference.PinAppl1);
        RequirePlace("pins.pin2", given.Pin2State, (int)PinKeyReference.SecondPINAppl1);
        RequirePlace("pins.adm1", given.Adm1State, (int)PinKeyReference.Adm1);
        if (given.OtaKeys is { Count: > 0 } && !_hasSecurityDomain) throw new SubscriberDataException("otaKeys", "the template has no security domain");
        return data with
        {
            Adm1 = _codes.Contains((int)PinKeyReference.Adm1) ? data.Adm1 : null,
            Puk1 = _codes.Contains(PukCode | (int)PukKeyReference.PukAppl1) ? data.Puk1 : null,
            Puk2 = _codes.Contains(PukCode | (int)PukKeyReference.SecondPUKAppl1) ? data.Puk2 : null,
        };
    }

    private void RequirePlace(string field, object? value, int code)
    {
        if (value is not null && !_codes.Contains(code)) throw new SubscriberDataException(field, "the template has none");
    }

    private void Header(EditableTlv element)
    {
        if (data.ProfileType is { } name) element.Set(ProfileTypeTag, FileOctets.Text(name));
        SetIccid(element, data.Iccid);
        Services(element.Find(ServicesTag) ?? throw new Asn1ContentException("the header has no eUICC-Mandatory-services"));
    }

    /// <summary>In reading order as in TS.48, or swapped as in EF.ICCID: as the header has it.</summary>
    internal static void SetIccid(EditableTlv header, Iccid number)
    {
        EditableTlv iccid = header.Find(HeaderIccid) ?? throw new Asn1ContentException("the header has no ICCID");
        bool isSwapped = iccid.Value is [SwappedIndustryIdentifier, ..];
        iccid.Value = isSwapped ? number.Ef : HalfOctets.Swap(number.Ef);
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
        if (data.MandatoryServices is { } named) HeaderServices.Apply(services, named);
    }

    private void Pins(EditableTlv element)
    {
        if (element.Find(PinCodesTag)?.Find(PinConfigTag) is { } pins) Replace(pins, PinOf, 0);
    }

    private void Puks(EditableTlv element)
    {
        if (element.Find(PukCodesTag) is { } puks) Replace(puks, PukOf, PukCode);
    }

    private void Replace(EditableTlv list, Func<int, string?> valueOf, int kind)
    {
        foreach (EditableTlv code in list.Children)
        {
            if (code.Find(KeyReferenceTag) is not { } reference) continue;
            if (kind == 0) StateOf(reference.Value[^1])?.Apply(code);
            if (valueOf(reference.Value[^1]) is { } digits) code.Set(CodeValueTag, PinDigits.Write(digits));
            _codes.Add(kind | reference.Value[^1]);
        }
    }

    private string? PinOf(int reference) => (PinKeyReference)reference switch
    {
        PinKeyReference.PinAppl1 => data.Pin1,
        PinKeyReference.SecondPINAppl1 => data.Pin2,
        PinKeyReference.Adm1 => data.Adm1,
        _ => null,
    };

    private PinState? StateOf(int reference) => (PinKeyReference)reference switch
    {
        PinKeyReference.PinAppl1 => data.Pin1State,
        PinKeyReference.SecondPINAppl1 => data.Pin2State,
        PinKeyReference.Adm1 => data.Adm1State,
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
        bool isOther = SetAlgorithm(parameter, data.Algorithm!.Value);
        parameter.Set(KeyTag, data.Key!.Value);
        // The test algorithm has no OPc: what stands there has no meaning, and of another algorithm's nothing shall stay.
        if (data.Opc is { } opc) parameter.Set(OpcTag, opc);
        else if (isOther) parameter.Set(OpcTag, s_noOpc);
        data.Aka?.Apply(element, parameter);
    }

    private void SecurityDomain(EditableTlv element)
    {
        // The first one is the issuer's.
        if (_hasSecurityDomain) return;
        _hasSecurityDomain = true;
        foreach (OtaKeySet keys in data.OtaKeys ?? []) keys.Apply(element);
    }

    /// <summary>Another algorithm, with the lengths that it usually has.</summary>
    /// <returns>False if it is there.</returns>
    internal static bool SetAlgorithm(EditableTlv parameter, AlgorithmId algorithm)
    {
        if (parameter.Find(AlgorithmTag)?.Value is [var known] && known == (byte)algorithm) return false;
        parameter.Set(AlgorithmTag, Octets.Of([(byte)algorithm]));
        parameter.Set(AlgorithmOptionsTag, Octets.Of([algorithm == AlgorithmId.UsimTestAlgorithm ? TestAlgorithmOptions : UsualOptions]));
        return true;
    }

    private static readonly Dictionary<PeKind, Action<PackageEdit, EditableTlv>> s_edits = new()
    {
        [PeKind.Header] = static (edit, element) => edit.Header(element),
        [PeKind.PinCodes] = static (edit, element) => edit.Pins(element),
        [PeKind.PukCodes] = static (edit, element) => edit.Puks(element),
        [PeKind.AkaParameter] = static (edit, element) => edit.Aka(element),
        [PeKind.SecurityDomain] = static (edit, element) => edit.SecurityDomain(element),
    };

    private const byte SwappedIndustryIdentifier = 0x98;

    // ProfileHeader, SAIP §8.2, and ServicesList
    private const int ProfileTypeTag = 0x82;
    private const int HeaderIccid = 0x83;
    private const int ServicesTag = 0xA5;
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
    private static readonly Octets s_noOpc = Octets.FromHex("00000000000000000000000000000000");

    // Tells PUKs from PINs with the same key reference.
    private const int PukCode = 0x100;
}

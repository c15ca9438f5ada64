using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>
/// The rules of order and number, one element after the other, as an eUICC sees them. SAIP §8.1 (which status answers which breach is from
/// memory).
/// </summary>
public sealed class ElementOrder
{
    private readonly HashSet<int> _identifications = [];
    private readonly HashSet<PeKind> _seen = [];
    private readonly HashSet<PeKind> _seenUnderAdf = [];
    private readonly HashSet<PukKeyReference> _puks = [];
    private ServicesList _services = new();
    private int _count;

    /// <summary>True once PE-End has been seen.</summary>
    public bool IsComplete => _seen.Contains(PeKind.End);

    /// <summary>Takes the next element.</summary>
    /// <returns>The first rule it breaks, or null.</returns>
    public ProfileFault? Next(ProfileElement element)
    {
        string? broken = Position(element) ?? Number(element) ?? Context(element.Kind);
        PeStatusCode code = PeStatusCode.BadValues;
        if (broken is null && (broken = References(element)) is not null) code = PeStatusCode.InvalidParameter;
        int position = _count;
        Remember(element);
        return broken is null ? null : ProfileFault.Of(code, element, broken, position);
    }

    private string? Position(ProfileElement element)
    {
        if (IsComplete) return "nothing follows PE-End";
        if (_count == 0) return element.Kind == PeKind.Header ? null : "the profile header is the first element";
        if (element.Kind == PeKind.Header) return "there is one profile header";
        if (_count == 1 && !CreatesMf(element)) return "the element after the profile header creates the MF";
        if (element.PeHeader is not { } header) return null;
        if (header.Identification is < 0 or > 32767) return "an identification is 0 to 32767";
        return _identifications.Contains(header.Identification) ? "an identification is unique in the profile" : null;
    }

    private static bool CreatesMf(ProfileElement element) => element switch
    {
        ProfileElement.FileSystem { Kind: PeKind.Mf or PeKind.Iot } => true,
        ProfileElement.GenericFileManagement files => files.Value.FileManagementCMD.Any(
            command => command.Any(step => step is FileManagementStep.CreateFCP { Value.FileID: { } id } && id == s_mf)),
        _ => false,
    };

    private string? Number(ProfileElement element) => element.Kind switch
    {
        PeKind.Mf or PeKind.Cd or PeKind.Telecom or PeKind.Iot when _seen.Contains(element.Kind) =>
            "PE-MF, PE-CD, PE-TELECOM and PE-IoT come once",
        PeKind.Usim when _seen.Contains(PeKind.Usim) && !_services.MultipleUsim => "more than one PE-USIM takes the service multiple-usim",
        PeKind.Isim when _seen.Contains(PeKind.Isim) && !_services.MultipleIsim => "more than one PE-ISIM takes the service multiple-isim",
        PeKind.Csim when _seen.Contains(PeKind.Csim) && !_services.MultipleCsim => "more than one PE-CSIM takes the service multiple-csim",
        _ => null,
    };

    private string? Context(PeKind kind)
    {
        bool isAfterIts = kind switch
        {
            PeKind.OptUsim or PeKind.Phonebook or PeKind.GsmAccess or PeKind.Df5gs or PeKind.DfSaip or PeKind.DfSnpn or PeKind.Df5gprose =>
                _seen.Contains(PeKind.Usim) || _seen.Contains(PeKind.Iot),
            PeKind.OptIsim => _seen.Contains(PeKind.Isim),
            PeKind.OptCsim or PeKind.CdmaParameter => _seen.Contains(PeKind.Csim),
            PeKind.OptIot => _seen.Contains(PeKind.Iot),
            PeKind.Eap => _seen.Overlaps(s_applications),
            PeKind.AkaParameter => _seen.Contains(PeKind.Usim) || _seen.Contains(PeKind.Isim) || _seen.Contains(PeKind.Iot),
            _ => true,
        };
        if (!isAfterIts) return "an element follows the one whose application it belongs to";
        return IsOncePerAdf(kind) && _seenUnderAdf.Contains(kind) ? "a directory comes once in its application" : null;
    }

    private string? References(ProfileElement element)
    {
        if (element is not ProfileElement.PinCodes { Value.PinCodes: PinCodes.Pinconfig pins }) return null;
        HashSet<PinKeyReference> references = [];
        foreach (PinConfiguration pin in pins.Value)
        {
            if (!references.Add(pin.KeyReference)) return "a key reference comes once in a PE-PINCodes";
            if (pin.UnblockingPINReference is { } puk && !_puks.Contains(puk)) return "a PIN's PUK is defined before it";
        }
        return null;
    }

    private void Remember(ProfileElement element)
    {
        _count++;
        if (s_applications.Contains(element.Kind)) _seenUnderAdf.RemoveWhere(kind => IsUnder(kind, element.Kind));
        if (element is not ProfileElement.Unknown) _seen.Add(element.Kind);
        if (IsOncePerAdf(element.Kind)) _seenUnderAdf.Add(element.Kind);
        if (element.PeHeader is { } header) _identifications.Add(header.Identification);
        if (element is ProfileElement.Header first) _services = first.Value.EuiccMandatoryServices;
        if (element is not ProfileElement.PukCodes puks) return;
        foreach (PukConfiguration puk in puks.Value.PukCodes) _puks.Add(puk.KeyReference);
    }

    private static bool IsOncePerAdf(PeKind kind) =>
        kind is PeKind.OptUsim or PeKind.OptIsim or PeKind.OptCsim or PeKind.OptIot or PeKind.Phonebook or PeKind.GsmAccess
            or (>= PeKind.Df5gs and <= PeKind.Df5gprose);

    private static bool IsUnder(PeKind kind, PeKind application) => application switch
    {
        PeKind.Isim => kind == PeKind.OptIsim,
        PeKind.Csim => kind == PeKind.OptCsim,
        _ => kind is not (PeKind.OptIsim or PeKind.OptCsim),
    };

    private static readonly Octets s_mf = Octets.FromHex("3F00");
    private static readonly HashSet<PeKind> s_applications = [PeKind.Usim, PeKind.Isim, PeKind.Csim, PeKind.Iot];
}

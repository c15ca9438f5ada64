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
        ProfileRule? broken = Position(element) ?? Number(element) ?? Context(element.Kind) ?? References(element);
        int position = _count;
        Remember(element);
        return broken is null ? null : ProfileFault.Of(broken, element, position) with { Absent = AbsentBy(broken, element.Kind) };
    }

    private ProfileRule? Position(ProfileElement element)
    {
        if (IsComplete) return OrderRules.NothingAfterEnd;
        if (_count == 0) return element.Kind == PeKind.Header ? null : OrderRules.HeaderFirst;
        if (element.Kind == PeKind.Header) return OrderRules.HeaderOnce;
        if (_count == 1 && _seen.Contains(PeKind.Header) && !CreatesMf(element)) return OrderRules.MfSecond;
        if (element.PeHeader is not { } header) return null;
        if (header.Identification is < 0 or > 32767) return OrderRules.IdentificationRange;
        return _identifications.Contains(header.Identification) ? OrderRules.IdentificationUnique : null;
    }

    private static bool CreatesMf(ProfileElement element) => element switch
    {
        ProfileElement.FileSystem { Kind: PeKind.Mf or PeKind.Iot } => true,
        ProfileElement.GenericFileManagement files => files.Value.FileManagementCMD.Any(
            command => command.Any(step => step is FileManagementStep.CreateFCP { Value.FileID: { } id } && id == s_mf)),
        _ => false,
    };

    private ProfileRule? Number(ProfileElement element) => element.Kind switch
    {
        PeKind.Mf or PeKind.Cd or PeKind.Telecom or PeKind.Iot when _seen.Contains(element.Kind) => OrderRules.ElementOnce,
        PeKind.Usim when _seen.Contains(PeKind.Usim) && !_services.MultipleUsim => OrderRules.MultipleUsim,
        PeKind.Isim when _seen.Contains(PeKind.Isim) && !_services.MultipleIsim => OrderRules.MultipleIsim,
        PeKind.Csim when _seen.Contains(PeKind.Csim) && !_services.MultipleCsim => OrderRules.MultipleCsim,
        _ => null,
    };

    private ProfileRule? Context(PeKind kind)
    {
        if (ApplicationsOf(kind) is { Length: > 0 } applications && !_seen.Overlaps(applications)) return OrderRules.AfterApplication;
        return IsOncePerAdf(kind) && _seenUnderAdf.Contains(kind) ? OrderRules.OnceInApplication : null;
    }

    /// <summary>What an element belongs to, the usual one first; nothing for one that stands alone.</summary>
    private static PeKind[] ApplicationsOf(PeKind kind) => kind switch
    {
        PeKind.OptUsim or PeKind.Phonebook or PeKind.GsmAccess or PeKind.Df5gs or PeKind.DfSaip or PeKind.DfSnpn or PeKind.Df5gprose => [PeKind.Usim, PeKind.Iot],
        PeKind.OptIsim => [PeKind.Isim],
        PeKind.OptCsim or PeKind.CdmaParameter => [PeKind.Csim],
        PeKind.OptIot => [PeKind.Iot],
        PeKind.Eap => s_applications,
        PeKind.AkaParameter => [PeKind.Usim, PeKind.Isim, PeKind.Iot],
        _ => [],
    };

    private static PeKind? AbsentBy(ProfileRule broken, PeKind kind) => broken switch
    {
        _ when broken == OrderRules.AfterApplication => ApplicationsOf(kind)[0],
        _ when broken == OrderRules.MfSecond => PeKind.Mf,
        _ when broken == CodeRules.PukDefined => PeKind.PukCodes,
        _ => null,
    };

    private ProfileRule? References(ProfileElement element)
    {
        if (element is not ProfileElement.PinCodes { Value.PinCodes: PinCodes.Pinconfig pins }) return null;
        HashSet<PinKeyReference> references = [];
        foreach (PinConfiguration pin in pins.Value)
        {
            if (!references.Add(pin.KeyReference)) return CodeRules.PinOnce;
            if (pin.UnblockingPINReference is { } puk && !_puks.Contains(puk)) return CodeRules.PukDefined;
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
    private static readonly PeKind[] s_applications = [PeKind.Usim, PeKind.Isim, PeKind.Csim, PeKind.Iot];
}

using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Inspection;

/// <summary>The secrets of a package: keys of applications, PINs and PUKs, keys of security domains.</summary>
public sealed class PackageKeys : PackageView
{
    internal PackageKeys(PackageInspection of)
    {
        List<AuthenticationKey> keys = [];
        List<PinFacts> pins = [];
        List<PukFacts> puks = [];
        List<CdmaKeys> cdma = [];
        List<DomainKey> domains = [];
        foreach (InspectedElement element in of.Elements)
        {
            string Place(PackageFile? file) => file is null ? "" : of.Paths.TextOf(file);
            switch (element.Value)
            {
                case ProfileElement.AkaParameter aka:
                    keys.Add(new(element.Number, Place(element.Place.Adf), aka.Value));
                    break;
                case ProfileElement.CdmaParameter parameter:
                    cdma.Add(new(element.Number, Place(element.Place.Adf), parameter.Value));
                    break;
                case ProfileElement.PukCodes codes:
                    puks.AddRange(codes.Value.PukCodes.Select(puk => new PukFacts(element.Number, puk)));
                    break;
                case ProfileElement.PinCodes { Value.PinCodes: PinCodes.Pinconfig list }:
                    pins.AddRange(list.Value.Select(pin => new PinFacts(element.Number, Place(PlaceOf(of.Files, element, pin)), pin)));
                    break;
                case ProfileElement.SecurityDomain { Value: var domain }:
                    domains.AddRange((domain.KeyList ?? []).Select(key => new DomainKey(element.Number, domain.Instance.InstanceAID, key)));
                    break;
            }
        }
        (Authentication, Pins, Puks) = (SequenceOf.From(keys), SequenceOf.From(pins), SequenceOf.From(puks));
        (Cdma, SecurityDomains) = (SequenceOf.From(cdma), SequenceOf.From(domains));
    }

    /// <summary>Keys of USIMs and ISIMs.</summary>
    public SequenceOf<AuthenticationKey> Authentication { get; }

    /// <summary>PINs and administrative keys.</summary>
    public SequenceOf<PinFacts> Pins { get; }

    /// <summary>PUKs.</summary>
    public SequenceOf<PukFacts> Puks { get; }

    /// <summary>Keys of CSIMs.</summary>
    public SequenceOf<CdmaKeys> Cdma { get; }

    /// <summary>Keys of security domains, those of OTA among them.</summary>
    public SequenceOf<DomainKey> SecurityDomains { get; }

    /// <inheritdoc/>
    public override IEnumerable<ViewSection> Sections
    {
        get
        {
            foreach (AuthenticationKey key in Authentication) yield return key.Section;
            foreach (CdmaKeys key in Cdma) yield return key.Section;
            if (Pins.Count > 0) yield return PinFacts.Table(Pins);
            if (Puks.Count > 0) yield return PukFacts.Table(Puks);
            if (SecurityDomains.Count > 0) yield return DomainKey.Table(SecurityDomains);
        }
    }

    /// <inheritdoc/>
    public override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteStartObject("keys");
        json.WriteObjects("authentication", Authentication, key => key.WriteMembers(json));
        json.WriteObjects("cdma", Cdma, key => key.WriteMembers(json));
        json.WriteObjects("pins", Pins, pin => pin.WriteMembers(json));
        json.WriteObjects("puks", Puks, puk => puk.WriteMembers(json));
        json.WriteObjects("securityDomains", SecurityDomains, key => key.WriteMembers(json));
        json.WriteEndObject();
    }

    // TS 102 221 §9.5.1: up to '7F' a PIN holds everywhere.
    private static PackageFile? PlaceOf(PackageFiles files, InspectedElement element, PinConfiguration pin) =>
        ((int)pin.KeyReference & 0x80) == 0 ? files.Mf : element.Place.Directory;
}

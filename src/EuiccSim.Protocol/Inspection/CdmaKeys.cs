using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Inspection;

/// <summary>The keys of a CSIM. SAIP §8.5.</summary>
/// <param name="Element">The place of its element, from 1 on.</param>
/// <param name="Application">The path of the application before it.</param>
/// <param name="Parameters">What the element says.</param>
public sealed record CdmaKeys(int Element, string Application, PeCdmaParameter Parameters)
{
    internal ViewSection Section
    {
        get
        {
            SectionBuilder facts = new($"Keys of {Application} (element {PinFacts.Invariant(Element)})");
            foreach ((_, string label, Octets? value) in All) facts.Fact(label, value?.ToString());
            return facts.Section;
        }
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("element", Element);
        json.WriteString("application", Application);
        foreach ((string name, _, Octets? value) in All)
            if (value is { } octets) json.WriteString(name, octets.ToString());
    }

    private (string Name, string Label, Octets? Value)[] All =>
    [
        ("authenticationKey", "A-Key", Parameters.AuthenticationKey),
        ("ssd", "SSD A and B", Parameters.Ssd),
        ("hrpdAccessAuthenticationData", "HRPD", Parameters.HrpdAccessAuthenticationData),
        ("simpleIPAuthenticationData", "simple IP", Parameters.SimpleIPAuthenticationData),
        ("mobileIPAuthenticationData", "mobile IP", Parameters.MobileIPAuthenticationData),
    ];
}

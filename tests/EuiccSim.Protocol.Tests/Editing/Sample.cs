using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Protocol.Tests.Editing;

/// <summary>A package to change, and the octets of what is in it, found without the code under test.</summary>
internal static class Sample
{
    internal static readonly Octets Built = ProfileBuilder.Build(new()
    {
        Iccid = Iccid.FromDigits("8949000000000000018"),
        Imsi = "001010123456063",
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
    }).Write();

    internal static ProfileEditor Editor => new(Built);

    /// <summary>The elements by their tags and lengths alone.</summary>
    internal static Octets[] Elements(Octets package) => [.. BerTlv.ReadAll(package).Select(element => element.Encoded)];

    /// <summary>Each primitive TLV with the tags around it, in order: what a change of one field changes one of.</summary>
    internal static List<string> Leaves(Octets package)
    {
        List<string> leaves = [];
        Collect(package, "", leaves);
        return leaves;
    }

    /// <summary>The leaves that are in one package and not in the other, as often.</summary>
    internal static (string[] Gone, string[] Come) Changed(Octets before, Octets after)
    {
        List<string> gone = Leaves(before), come = Leaves(after);
        foreach (string leaf in gone.ToArray()) if (come.Remove(leaf)) gone.Remove(leaf);
        return ([.. gone], [.. come]);
    }

    internal static int Faults(Octets package) => ProfileChecks.Check(ProfilePackage.Read(package)).Count;

    private static void Collect(Octets octets, string around, List<string> leaves)
    {
        foreach (BerTlv tlv in BerTlv.ReadAll(octets))
        {
            bool isConstructed = (tlv.Encoded[0] & 0x20) != 0;
            string path = $"{around}/{tlv.Tag:X2}";
            if (isConstructed) Collect(tlv.Value, path, leaves);
            else leaves.Add($"{path}={tlv.Value}");
        }
    }
}

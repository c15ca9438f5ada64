using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Saip;

/// <summary>The GSMA TS.48 generic test profiles.</summary>
internal static class Ts48
{
    /// <summary>Names of the files that are there.</summary>
    internal static IEnumerable<string> Names => SharedData.Files("ts48", "*.der").Select(Path.GetFileName)!;

    internal static Octets Load(string name) => Octets.Wrap(File.ReadAllBytes(SharedData.Require($"ts48/{name}")));

    internal static ProfilePackage Read(string name) => ProfilePackage.Read(Load(name));

    /// <summary>All packages; skips the test where there are none.</summary>
    internal static IEnumerable<(string Name, ProfilePackage Package)> All()
    {
        SharedData.Require("ts48");
        return Names.Select(name => (name, Read(name)));
    }
}

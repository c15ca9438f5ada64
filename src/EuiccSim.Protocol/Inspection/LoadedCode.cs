using System.Globalization;
using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Inspection;

/// <summary>Code that a package loads: its load file, and what the CAP file in it says of itself (Java Card VM Specification §6).</summary>
public sealed record LoadedCode
{
    internal LoadedCode(ApplicationLoadPackage load)
    {
        Load = load;
        Octets code = load.LoadBlockObject;
        for (int at = 0; at + 3 <= code.Length;)
        {
            int length = Math.Min((code[at + 1] << 8) | code[at + 2], code.Length - at - 3);
            Read(code[at], code.Slice(at + 3, length));
            at += 3 + length;
        }
    }

    /// <summary>What the element says.</summary>
    public ApplicationLoadPackage Load { get; private init; }

    /// <summary>The version of the Java package, "1.0"; null where it is not in a CAP file.</summary>
    public string? PackageVersion { get; private set; }

    /// <summary>The format of the CAP file, "2.1".</summary>
    public string? CapVersion { get; private set; }

    /// <summary>AIDs of the applets in it.</summary>
    public SequenceOf<Octets> Applets { get; private set; } = [];

    /// <summary>The packages that it needs, AID and version.</summary>
    public SequenceOf<string> Imports { get; private set; } = [];

    internal ViewSection Section(int element)
    {
        SectionBuilder facts = new($"Code {Load.LoadPackageAID} (element {PinFacts.Invariant(element)})");
        facts.Fact("version", PackageVersion).Fact("CAP file", CapVersion).Fact("into", Load.SecurityDomainAID?.ToString());
        facts.Fact("size", string.Create(CultureInfo.InvariantCulture, $"{Load.LoadBlockObject.Length} octets")).Fact("hash", Load.HashValue?.ToString());
        facts.Fact("code limit", Load.NonVolatileCodeLimitC6?.ToString()).Fact("volatile limit", Load.VolatileDataLimitC7?.ToString());
        facts.Fact("data limit", Load.NonVolatileDataLimitC8?.ToString());
        return facts.Facts("applets", Applets.Select(aid => aid.ToString())).Facts("needs", Imports).Section;
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("loadPackageAid", Load.LoadPackageAID.ToString());
        json.WriteString("securityDomainAid", Load.SecurityDomainAID?.ToString());
        json.WriteNumber("size", Load.LoadBlockObject.Length);
        json.WriteString("hash", Load.HashValue?.ToString());
        json.WriteString("packageVersion", PackageVersion);
        json.WriteString("capVersion", CapVersion);
        json.WriteStrings("applets", Applets.Select(aid => aid.ToString()));
        json.WriteStrings("imports", Imports);
    }

    private void Read(int component, Octets info)
    {
        if (component == HeaderComponent && info is [0xDE, 0xCA, 0xFF, 0xED, var minor, var major, _, var packageMinor, var packageMajor, ..])
            (CapVersion, PackageVersion) = (Version(major, minor), Version(packageMajor, packageMinor));
        // What does not begin as a CAP file has no components.
        if (CapVersion is null || info.IsEmpty) return;
        if (component == AppletComponent) Applets = SequenceOf.From(Entries(info, 0, 2).Select(one => one.Aid));
        if (component == ImportComponent) Imports = SequenceOf.From(Entries(info, 2, 0).Select(one => $"{one.Aid} {Version(one.Before[1], one.Before[0])}"));
    }

    /// <summary>A count, then of each: octets before it, an AID with its length before it, octets behind it.</summary>
    private static IEnumerable<(Octets Before, Octets Aid)> Entries(Octets info, int before, int behind)
    {
        int at = 1;
        for (int i = 0; i < info[0] && at + before < info.Length && at + before + 1 + info[at + before] <= info.Length; i++)
        {
            int length = info[at + before];
            yield return (info.Slice(at, before), info.Slice(at + before + 1, length));
            at += before + 1 + length + behind;
        }
    }

    private static string Version(int major, int minor) => string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}");

    private const int HeaderComponent = 1;
    private const int AppletComponent = 3;
    private const int ImportComponent = 4;
}

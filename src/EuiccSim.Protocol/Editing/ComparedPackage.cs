using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Forms;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Editing;

/// <summary>One of two packages: its elements with what tells which of the other's they go with.</summary>
internal sealed class ComparedPackage
{
    private readonly ProfilePackage _package;
    private readonly List<string> _marks = [];

    internal ComparedPackage(ProfilePackage package)
    {
        _package = package;
        Names = new ElementNames(package).All;
        Files = PackageFiles.Read(package, out _);
        Paths = new(Files);
        PackageFiles soFar = new();
        foreach (Signed<ProfileElement> element in package.Elements)
        {
            string mark = MarkOf(element.Value, soFar) ?? "";
            int before = soFar.Adfs.Count;
            soFar.Add(element.Value);
            if (soFar.Adfs.Count > before) mark = soFar.Adfs[before].Definition.DfName?.ToString() ?? mark;
            _marks.Add($"{element.Value.Kind} {mark}");
        }
    }

    internal int Count => _package.Elements.Count;

    internal IReadOnlyList<string> Names { get; }

    internal PackageFiles Files { get; }

    internal PackagePaths Paths { get; }

    internal Octets Encoded(int element) => _package.Elements[element].Encoded;

    internal bool IsFiles(int element) => _package.Elements[element].Value is ProfileElement.FileSystem or ProfileElement.GenericFileManagement;

    /// <summary>True if a field is of a file, which is compared as a file.</summary>
    internal bool IsFile(int element, string field) => _package.Elements[element].Value switch
    {
        ProfileElement.GenericFileManagement => field.StartsWith("fileManagementCMD", StringComparison.Ordinal),
        ProfileElement.FileSystem files => PeLayout.Of(files.Kind).Newest.Find(field.Split('.', '[')[0]) is not null,
        _ => false,
    };

    /// <summary>The fields of an element by the standard's names; its octets if they are no such fields.</summary>
    internal Asn1Description Describe(int element)
    {
        Octets encoded = Encoded(element);
        try
        {
            DescriptionWriter description = new("");
            new ShapeWriter(description).Write(encoded, ElementShape.ProfileElement);
            // The choice of the element is told by its name.
            return description.Written!.Parts[0];
        }
        catch (Asn1ContentException)
        {
            return Asn1Description.Of("", encoded);
        }
    }

    /// <summary>Which element of the second goes with which of the first: those with the same mark, then those of the same kind, each in their order.</summary>
    internal static Dictionary<int, int> Pair(ComparedPackage first, ComparedPackage second)
    {
        Dictionary<int, int> pairs = [];
        HashSet<int> taken = [];
        PairBy(pairs, taken, first._marks, second._marks);
        PairBy(pairs, taken, [.. first._marks.Select(KindOf)], [.. second._marks.Select(KindOf)]);
        return pairs;
    }

    private static void PairBy(Dictionary<int, int> pairs, HashSet<int> taken, List<string> first, List<string> second)
    {
        for (int i = 0; i < first.Count; i++)
        {
            if (pairs.ContainsKey(i)) continue;
            int other = Enumerable.Range(0, second.Count).FirstOrDefault(at => second[at] == first[i] && !taken.Contains(at), -1);
            if (other < 0) continue;
            pairs.Add(i, other);
            taken.Add(other);
        }
    }

    private static string KindOf(string mark) => mark[..mark.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>The application or directory that an element belongs to; null where its kind says enough.</summary>
    private static string? MarkOf(ProfileElement element, PackageFiles files) => element switch
    {
        ProfileElement.PinCodes => Owner(files.Directory),
        ProfileElement.AkaParameter or ProfileElement.CdmaParameter or ProfileElement.FileSystem { Kind: not (PeKind.Mf or PeKind.Usim or PeKind.Isim or PeKind.Csim or PeKind.Cd or PeKind.Telecom) } => Owner(files.Adf),
        ProfileElement.SecurityDomain domain => domain.Value.Instance.InstanceAID.ToString(),
        ProfileElement.Rfm rfm => rfm.Value.InstanceAID.ToString(),
        ProfileElement.Application application => (application.Value.LoadBlock?.LoadPackageAID ?? application.Value.InstanceList?[0].InstanceAID)?.ToString(),
        _ => null,
    };

    private static string? Owner(PackageFile? directory) => directory?.Definition.DfName?.ToString() ?? directory?.Path;
}

using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Personalising;

/// <summary>A service of the USIM that somebody names needs its file. TS 31.102 §4.2.8.</summary>
internal static class ServiceFiles
{
    /// <exception cref="SpecException">A service that comes has no file.</exception>
    internal static void Check(Octets package, string services)
    {
        PackageFiles files = PackageFiles.Read(ProfilePackage.Read(package), out _);
        PackagePaths paths = new(files);
        HashSet<string> there = [.. files.All.Where(file => !file.Definition.IsDirectory).Select(paths.TextOf)
            .Where(path => path.StartsWith(FileNames.Usim, StringComparison.Ordinal)).Select(path => path[(path.LastIndexOf('/') + 1)..])];
        foreach (string service in services.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (service[0] == '-' || UsimServices.Find(service.TrimStart('+')) is not { } number) continue;
            if (s_files.GetValueOrDefault(number) is { } file && !there.Contains(file))
                throw new SpecException(string.Create(CultureInfo.InvariantCulture, $"\"services.usim\": service {number} needs {file}, which the package does not have"));
        }
    }

    private static readonly Dictionary<int, string> s_files = new()
    {
        [2] = "EF.FDN",
        [4] = "EF.SDN",
        [12] = "EF.SMSP",
        [17] = "EF.GID1",
        [18] = "EF.GID2",
        [19] = "EF.SPN",
        [20] = "EF.PLMNwAcT",
        [21] = "EF.MSISDN",
        [34] = "EF.EST",
        [35] = "EF.ACL",
        [42] = "EF.OPLMNwAcT",
        [43] = "EF.HPLMNwAcT",
        [45] = "EF.PNN",
        [46] = "EF.OPL",
        [51] = "EF.SPDI",
        [71] = "EF.EHPLMN",
        [73] = "EF.EHPLMNPI",
        [85] = "EF.EPSLOCI",
        [122] = "EF.5GS3GPPLOCI",
        [124] = "EF.SUCI_Calc_Info",
        [126] = "EF.UAC_AIC",
        [129] = "EF.OPL5G",
    };
}

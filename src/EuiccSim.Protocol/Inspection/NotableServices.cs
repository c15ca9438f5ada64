using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Inspection;

/// <summary>Services of a USIM or ISIM that decide what a phone does with it. TS 31.102 §4.2.8, TS 31.103 §4.2.7.</summary>
internal static class NotableServices
{
    internal static IEnumerable<string> Of(DirectoryReader application, string path)
    {
        if (application.Content("EF.UST") is { } ust)
        {
            HashSet<int> on = [.. UsimServices.Numbers(ust)];
            foreach ((int[] numbers, string name) in s_usim)
                if (Array.TrueForAll(numbers, on.Contains)) yield return name;
            if (on.Contains(SuciPrivacy)) yield return on.Contains(SuciByUsim) ? $"SUCI by the USIM{Schemes(application.Directory("DF.SAIP"))}" : $"SUCI by the device{Schemes(application.Directory("DF.5GS"))}";
        }
        if (application.Content("EF.IST") is { } ist && UsimServices.Numbers(ist).Contains(GbaOfIsim)) yield return "GBA";
    }

    /// <summary>" (profile A, profile B)".</summary>
    private static string Schemes(DirectoryReader? directory)
    {
        if (directory is null) return "";
        Asn1Description? calculation = directory.Records("EF.SUCI_Calc_Info").Concat(directory.Records("EF.SUCICalcInfo")).FirstOrDefault();
        IEnumerable<string> schemes = calculation?.Parts.FirstOrDefault(part => part.Name == "protectionSchemes")?.Parts.Select(scheme => DirectoryReader.Part(scheme, "scheme")).OfType<string>() ?? [];
        return schemes.Any() ? $" ({string.Join(", ", schemes)})" : "";
    }

    private static readonly (int[] Numbers, string Name)[] s_usim = [([27], "GSM access"), ([85], "EPS"), ([122], "5GS"), ([68], "GBA")];

    private const int SuciPrivacy = 124;
    private const int SuciByUsim = 125;
    private const int GbaOfIsim = 2;
}

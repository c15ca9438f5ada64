using static EuiccSim.Protocol.Saip.PeStatusCode;

namespace EuiccSim.Protocol.Saip;

/// <summary>What header and elements say of one thing, and what other eUICCs may read otherwise. SAIP §8.1, §8.2, §8.3.5.</summary>
internal static class ConsistencyRules
{
    internal static readonly ProfileRule Usim = Service("usim", "the service usim comes with a PE-USIM");
    internal static readonly ProfileRule Isim = Service("isim", "the service isim comes with a PE-ISIM");
    internal static readonly ProfileRule Csim = Service("csim", "the service csim comes with a PE-CSIM");
    internal static readonly ProfileRule UsimExtras = Service("usim-extras", "gba-usim and multiple-usim come with the service usim");
    internal static readonly ProfileRule IsimExtras = Service("isim-extras", "gba-isim and multiple-isim come with the service isim");
    internal static readonly ProfileRule Identity = Service("identity", "get-identity, profile-a-x25519 and profile-b-p256 come with the service usim or isim");
    internal static readonly ProfileRule Milenage = Service("milenage", "the service milenage comes with a PE-AKAParameter for it");
    internal static readonly ProfileRule Tuak128 = Service("tuak128", "the service tuak128 comes with a PE-AKAParameter for it");
    internal static readonly ProfileRule Tuak256 = Service("tuak256", "the service tuak256 comes with a PE-AKAParameter for it");
    internal static readonly ProfileRule TestAlgorithm = Service("test-algorithm", "the service usim-test-algorithm comes with a PE-AKAParameter for it");
    internal static readonly ProfileRule Cave = Service("cave", "the service cave comes with a PE-CDMAParameter");

    internal static readonly ProfileRule Iccid = ProfileRule.Refused(BadValues, "iccid-same", "SAIP §8.2", "EF.ICCID and the profile header hold the same ICCID",
        "Device and server would know the profile by different numbers. The header has the digits in reading order, EF.ICCID has them swapped in each octet.");

    internal static readonly ProfileRule CheckDigit = ProfileRule.Warning("iccid-check-digit", "ITU-T E.118, ISO/IEC 7812-1 annex B", "the last digit of an ICCID of 19 or 20 digits checks the others",
        "Tools and ordering systems refuse a number that does not check. Correct the last digit.");

    internal static readonly ProfileRule PathAfterDirectory = ProfileRule.Warning("gfm-path-after-directory", "SAIP §8.3.5", "after a directory is made, a path says where the next file goes",
        "Some eUICCs go into a directory that they make, others do not. Write filePath before the next file.");

    internal static readonly ProfileRule PathInList = ProfileRule.Warning("gfm-path-in-list", "SAIP §8.3.5", "each list of steps begins with a path",
        "Some eUICCs go back to the MF at each list, others do not. Write filePath first.");

    internal static IReadOnlyList<ProfileRule> All { get; } =
    [
        Usim, Isim, Csim, UsimExtras, IsimExtras, Identity, Milenage, Tuak128, Tuak256, TestAlgorithm, Cave, Iccid, CheckDigit, PathAfterDirectory, PathInList,
    ];

    // Our card takes it; the validators of others do not.
    private static ProfileRule Service(string name, string statement)
    {
        const string help = "The header asks for what no element uses, and an eUICC without it refuses the profile in vain. Take the service out, or add what is missing.";
        return ProfileRule.Warning($"service-{name}", "SAIP §8.2", statement, help) with { Status = BadValues };
    }
}

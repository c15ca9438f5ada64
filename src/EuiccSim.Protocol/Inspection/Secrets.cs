using System.Globalization;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Inspection;

/// <summary>What is shown only to who asks for keys.</summary>
internal static class Secrets
{
    /// <summary>True for a file that holds keys: TS 31.102 §4.2.3, §4.2.4, §4.2.92, §4.4.3, §4.4.11; TS 102 310; 3GPP2 C.S0065.</summary>
    internal static bool IsFile(PackagePaths paths, PackageFile file) =>
        IsFileName(paths.NameOf(file)) || (file.Target is { } target && IsFile(paths, target));

    /// <summary>The same by its name.</summary>
    internal static bool IsFileName(string name) => s_files.Contains(name);

    /// <summary>True for a component of an element that is a key or a PIN, or data that may have one in it.</summary>
    internal static bool IsField(string name) => s_fields.Contains(name);

    /// <summary>What stands in the place of octets.</summary>
    internal static string Masked(int octets) => string.Create(CultureInfo.InvariantCulture, $"(secret: {octets} octets, --keys shows them)");

    private static readonly HashSet<string> s_files =
    [
        "EF.Keys", "EF.KeysPS", "EF.Kc", "EF.KcGPRS", "EF.5GAUTHKEYS", "EF.EPSNSC", "EF.5GS3GPPNSC", "EF.5GSN3GPPNSC", "EF.DCK", "EF.EAPKEYS",
        "EF.SPC", "EF.3GCIK", "EF.HIDDEN_KEY", "EF.HiddenKey",
    ];

    private static readonly HashSet<string> s_fields =
    [
        "pinValue", "pukValue", "key", "opc", "authenticationKey", "ssd", "hrpdAccessAuthenticationData", "simpleIPAuthenticationData",
        "mobileIPAuthenticationData", "keyData", "sdPersoData", "processData", "connectivityParameters", "content",
    ];
}

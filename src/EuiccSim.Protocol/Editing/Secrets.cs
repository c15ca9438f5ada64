namespace EuiccSim.Protocol.Editing;

/// <summary>Which fields and files hold keys and PINs.</summary>
internal static class Secrets
{
    internal static bool IsField(string name) => s_fields.Contains(name);

    internal static bool IsFile(string name) => s_files.Contains(name);

    private static readonly HashSet<string> s_fields =
    [
        "pinValue", "pukValue", "key", "opc", "keyData", "sdPersoData", "authenticationKey", "ssd", "hrpdAccessAuthenticationData", "simpleIPAuthenticationData",
        "mobileIPAuthenticationData",
    ];

    private static readonly HashSet<string> s_files =
    [
        "EF.Keys", "EF.KeysPS", "EF.KEYS", "EF.KEYSPS", "EF.Kc", "EF.KcGPRS", "EF.EPSNSC", "EF.5GS3GPPNSC", "EF.5GSN3GPPNSC", "EF.5GAUTHKEYS", "EF.EAPKEYS", "EF.GBABP", "EF.DCK",
    ];
}

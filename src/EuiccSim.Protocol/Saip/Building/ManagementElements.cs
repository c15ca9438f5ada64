using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>The issuer's security domain and remote file management of a built profile.</summary>
internal static class ManagementElements
{
    internal static ProfileElement.SecurityDomain SecurityDomain(SubscriberData data, PeHeader header) => new(new()
    {
        SdHeader = header,
        Instance = new()
        {
            ApplicationLoadPackageAID = Octets.FromHex("A0000001515350"),
            ClassAID = Octets.FromHex("A000000151535041"),
            InstanceAID = Octets.FromHex("A000000151000000"),
            ApplicationPrivileges = Octets.FromHex("82FC80"),
            LifeCycleState = Octets.FromHex("0F"),
            // SCP80, then who may extradite to, delete under and load by the domain (GlobalPlatform UICC Configuration).
            ApplicationSpecificParametersC9 = Octets.FromHex("81028000" + "8201F0" + "8701F0"),
            ApplicationParameters = new()
            {
                // Priority 01; no timer, menu entry or channel; security level '12' (CC and counter); TAR B20100 (TS 102 226 §8.2.1.3.2.2).
                UiccToolkitApplicationSpecificParametersField = Octets.FromHex("0100000000" + "020112" + "03B20100" + "00"),
            },
        },
        KeyList = [Key(0x18, 1, data.OtaKeys[0]), Key(0x14, 2, data.OtaKeys[1]), Key(0x48, 3, data.OtaKeys[2])],
    });

    internal static ProfileElement.Rfm Rfm(string aid, string tar, Octets? adf, PeHeader header) => new(new()
    {
        RfmHeader = header,
        InstanceAID = Octets.FromHex(aid),
        TarList = [Octets.FromHex(tar)],
        MinimumSecurityLevel = Octets.FromHex("12"),
        UiccAccessDomain = s_fullAccess,
        UiccAdminAccessDomain = s_fullAccess,
        AdfRfmAccess = adf is { } known
            ? new() { AdfAID = known, AdfAccessDomain = s_fullAccess, AdfAdminAccessDomain = s_fullAccess }
            : null,
    });

    private static KeyObject Key(byte usage, byte identifier, Octets value) => new()
    {
        KeyUsageQualifier = Octets.Of([usage]),
        KeyIdentifier = Octets.Of([identifier]),
        KeyVersionNumber = Octets.Of([KeyVersion]),
        KeyComponents = [new() { KeyType = Octets.FromHex("88"), KeyData = value }],
    };

    /// <summary>That of the one key set, of SCP80.</summary>
    internal const int KeyVersion = 0x01;

    private static readonly Octets s_fullAccess = Octets.FromHex("00");
}

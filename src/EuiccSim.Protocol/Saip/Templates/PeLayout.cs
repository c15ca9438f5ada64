namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>How a file system element is laid out on the wire, whichever template its object identifier names.</summary>
/// <param name="Kind">The element.</param>
/// <param name="Name">Its name as an alternative of ProfileElement, "opt-usim".</param>
/// <param name="HeaderField">The name of its first component, "optusim-header".</param>
/// <param name="Newest">The newest version of its template; it has every component.</param>
public sealed record PeLayout(PeKind Kind, string Name, string HeaderField, ProfileTemplate Newest)
{
    /// <summary>The layout of a file system element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a file system element.</exception>
    public static PeLayout Of(PeKind kind) => IsFileSystem(kind)
        ? s_layouts[kind - PeKind.Mf]
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a file system element");

    /// <summary>True for the elements that create files from templates.</summary>
    public static bool IsFileSystem(PeKind kind) => kind is >= PeKind.Mf and <= PeKind.OptIot;

    private static readonly PeLayout[] s_layouts =
    [
        new(PeKind.Mf, "mf", "mf-header", MfTemplates.Mf),
        new(PeKind.Cd, "cd", "cd-header", MfTemplates.Cd),
        new(PeKind.Telecom, "telecom", "telecom-header", TelecomTemplates.V2),
        new(PeKind.Usim, "usim", "usim-header", UsimTemplates.V2),
        new(PeKind.OptUsim, "opt-usim", "optusim-header", OptUsimTemplates.V3),
        new(PeKind.Isim, "isim", "isim-header", IsimTemplates.Isim),
        new(PeKind.OptIsim, "opt-isim", "optisim-header", IsimTemplates.OptIsimV2),
        new(PeKind.Phonebook, "phonebook", "phonebook-header", UsimDirectoryTemplates.Phonebook),
        new(PeKind.GsmAccess, "gsm-access", "gsm-access-header", UsimDirectoryTemplates.GsmAccess),
        new(PeKind.Csim, "csim", "csim-header", CsimTemplates.V2),
        new(PeKind.OptCsim, "opt-csim", "optcsim-header", OptCsimTemplates.V2),
        new(PeKind.Eap, "eap", "eap-header", EapTemplates.Eap),
        new(PeKind.Df5gs, "df-5gs", "df-5gs-header", Usim5gTemplates.Df5gsV4),
        new(PeKind.DfSaip, "df-saip", "df-saip-header", Usim5gTemplates.DfSaip),
        new(PeKind.DfSnpn, "df-snpn", "df-snpn-header", Usim5gTemplates.DfSnpn),
        new(PeKind.Df5gprose, "df-5gprose", "df-5g-prose-header", Usim5gTemplates.Df5gprose),
        new(PeKind.Iot, "iot", "iot-header", IotTemplates.Iot),
        new(PeKind.OptIot, "opt-iot", "optiot-header", IotTemplates.OptIot),
    ];
}

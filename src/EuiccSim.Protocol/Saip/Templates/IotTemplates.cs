using static EuiccSim.Protocol.Saip.Templates.Rows;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>The files of an IoT minimal profile. SAIP 3.3 §7.5.</summary>
/// <remarks>The standard makes some of the files smaller than in the templates they come from; by how much is not known here.</remarks>
internal static class IotTemplates
{
    /// <summary>MF and USIM.</summary>
    internal static readonly ProfileTemplate Iot = new("17", PeKind.Iot, BaseDirectory.None, createdByDefault: true,
        Same(2, MfTemplates.Mf, "mf"),
        Same(3, MfTemplates.Mf, "ef-pl"),
        Same(4, MfTemplates.Mf, "ef-iccid"),
        Same(5, MfTemplates.Mf, "ef-dir"),
        Same(6, MfTemplates.Mf, "ef-arr"),
        Same(7, MfTemplates.Mf, "ef-umpc"),
        Same(8, UsimTemplates.V1, "adf-usim"),
        Same(9, UsimTemplates.V1, "ef-imsi", mandatory: true),
        Same(10, UsimTemplates.V1, "ef-arr", "ef-arr-usim"),
        Same(11, UsimTemplates.V1, "ef-keys"),
        Same(12, UsimTemplates.V1, "ef-keysPS"),
        Same(13, UsimTemplates.V1, "ef-hpplmn"),
        Same(14, UsimTemplates.V1, "ef-ust"),
        Same(15, UsimTemplates.V1, "ef-start-hfn"),
        Same(16, UsimTemplates.V1, "ef-threshold"),
        Same(17, UsimTemplates.V1, "ef-psloci"),
        Same(18, UsimTemplates.V1, "ef-acc", mandatory: true),
        Same(19, UsimTemplates.V1, "ef-fplmn"),
        Same(20, UsimTemplates.V1, "ef-loci"),
        Same(21, UsimTemplates.V1, "ef-ad"),
        Same(22, UsimTemplates.V1, "ef-ecc"),
        Same(23, UsimTemplates.V1, "ef-netpar"));

    /// <summary>Optional files.</summary>
    internal static readonly ProfileTemplate OptIot = new("18", PeKind.OptIot, BaseDirectory.Usim, createdByDefault: false,
        Same(2, UsimTemplates.V1, "ef-fdn"),
        Same(3, UsimTemplates.V1, "ef-sms"),
        Same(4, UsimTemplates.V1, "ef-smsp"),
        Same(5, UsimTemplates.V1, "ef-smss"),
        Same(6, UsimTemplates.V1, "ef-spn"),
        Same(7, UsimTemplates.V1, "ef-est"),
        Same(8, OptUsimTemplates.V1, "ef-oplmnwact"),
        Same(9, OptUsimTemplates.V1, "ef-hplmnwact"),
        Same(10, OptUsimTemplates.V1, "ef-ehplmn"),
        Same(11, UsimTemplates.V1, "ef-epsloci"),
        Same(12, UsimTemplates.V1, "ef-epsnsc"),
        Same(13, Usim5gTemplates.Df5gsV4, "df-df-5gs"),
        Same(14, Usim5gTemplates.Df5gsV4, "ef-5gs3gpploci"),
        Same(15, Usim5gTemplates.Df5gsV4, "ef-5gsn3gpploci"),
        Same(16, Usim5gTemplates.Df5gsV4, "ef-5gs3gppnsc"),
        Same(17, Usim5gTemplates.Df5gsV4, "ef-5gsn3gppnsc"),
        Same(18, Usim5gTemplates.Df5gsV4, "ef-5gauthkeys"),
        Same(19, Usim5gTemplates.Df5gsV4, "ef-uac-aic"),
        Same(20, Usim5gTemplates.Df5gsV4, "ef-suci-calc-info"),
        Same(21, Usim5gTemplates.Df5gsV4, "ef-opl5g"),
        Same(22, Usim5gTemplates.Df5gsV4, "ef-supinai", "ef-supi-nai"),
        Same(23, Usim5gTemplates.Df5gsV4, "ef-routing-indicator"),
        Same(24, Usim5gTemplates.Df5gsV4, "ef-ursp"),
        Same(25, Usim5gTemplates.Df5gsV4, "ef-tn3gppsnn"),
        Same(26, Usim5gTemplates.DfSaip, "df-df-saip"),
        Same(27, Usim5gTemplates.DfSaip, "ef-suci-calc-info-usim"));
}

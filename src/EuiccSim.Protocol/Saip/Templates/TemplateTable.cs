using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>All templates of SAIP 1.0 to 3.3. SAIP annex A.</summary>
public static class TemplateTable
{
    private static readonly ProfileTemplate[] s_all =
    [
        MfTemplates.Mf, MfTemplates.Cd,
        TelecomTemplates.V1, TelecomTemplates.V2,
        UsimTemplates.V1, UsimTemplates.V2,
        OptUsimTemplates.V1, OptUsimTemplates.V2, OptUsimTemplates.V3,
        UsimDirectoryTemplates.Phonebook, UsimDirectoryTemplates.GsmAccess,
        IsimTemplates.Isim, IsimTemplates.OptIsim, IsimTemplates.OptIsimV2,
        CsimTemplates.V1, CsimTemplates.V2, OptCsimTemplates.V1, OptCsimTemplates.V2,
        EapTemplates.Eap,
        Usim5gTemplates.Df5gs, Usim5gTemplates.Df5gsV2, Usim5gTemplates.Df5gsV3, Usim5gTemplates.Df5gsV4,
        Usim5gTemplates.DfSaip, Usim5gTemplates.DfSnpn, Usim5gTemplates.Df5gprose,
        IotTemplates.Iot, IotTemplates.OptIot,
    ];

    private static readonly FrozenDictionary<string, ProfileTemplate> s_byId = s_all.ToFrozenDictionary(template => template.Id.Value);

    /// <summary>Every template; the versions of one follow each other, the newest last.</summary>
    public static SequenceOf<ProfileTemplate> All { get; } = SequenceOf.Create<ProfileTemplate>(s_all);

    /// <summary>The element whose templates have a file at the top of a directory; null if none has.</summary>
    /// <param name="directory">Whether that is the MF, or an ADF.</param>
    /// <param name="kind">The element that makes the directory.</param>
    /// <param name="fileId">The identifier.</param>
    internal static PeKind? KindOf(FileType directory, PeKind kind, int fileId)
    {
        BaseDirectory? place = (directory, kind) switch
        {
            (FileType.Mf, _) => BaseDirectory.Mf,
            (FileType.Adf, PeKind.Usim) => BaseDirectory.Usim,
            (FileType.Adf, PeKind.Isim) => BaseDirectory.Isim,
            (FileType.Adf, PeKind.Csim) => BaseDirectory.Csim,
            _ => null,
        };
        return s_all.FirstOrDefault(template => template.Base == place && template.Files.Any(row => row.Parent is null && row.FileId <= fileId && fileId <= (row.LastFileId ?? row.FileId)))?.Kind;
    }

    /// <summary>The template of an object identifier; null if it is not known.</summary>
    public static ProfileTemplate? Find(ObjectIdentifier id) => s_byId.GetValueOrDefault(id.Value);
}

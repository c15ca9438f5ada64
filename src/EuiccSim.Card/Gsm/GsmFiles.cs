using System.Collections.Immutable;
using EuiccSim.Card.Profiles;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Gsm;

/// <summary>
/// The files of a SIM, found in the enabled Profile. Profiles for eUICCs have a USIM and no DF GSM: where the MF has none, DF GSM is the
/// first USIM, and so is what DF TELECOM lacks. Only files are shown whose coding is the same in both. TS 51.011 §10, TS 31.102 §4.
/// </summary>
internal static class GsmFiles
{
    internal const ushort MasterFile = 0x3F00;
    internal const ushort DfGsm = 0x7F20;
    internal const ushort DfTelecom = 0x7F10;

    /// <summary>True for an identifier that SELECT takes as a directory.</summary>
    internal static bool IsDirectory(ushort fid) => fid is MasterFile or DfGsm or DfTelecom;

    /// <summary>The directory that stands for one of the three, or null.</summary>
    internal static FileNode? FindDirectory(ushort fid, UiccPort port)
    {
        FileNode mf = port.Uicc.Files.Mf;
        return fid == MasterFile ? mf : mf.FindChild(fid) ?? FindUsim(port);
    }

    /// <summary>The EF with an identifier in one of the three directories, or null.</summary>
    internal static GsmFile? FindFile(ushort directory, ushort fid, UiccPort port)
    {
        FileNode mf = port.Uicc.Files.Mf;
        FileNode? own = directory == MasterFile ? mf : mf.FindChild(directory);
        if (own?.FindChild(fid) is { } file) return file.Kind is FileKind.BerTlv || file.Kind.IsDirectory() ? null : new(fid, file, default);
        if (directory == MasterFile || FindUsim(port) is not { } usim) return null;
        if (directory == DfGsm && own is not null) return null;
        if (directory == DfGsm && Make(fid, usim, port) is { } made) return new(fid, null, made);
        ImmutableArray<Row> rows = directory == DfGsm ? s_gsm : s_telecom;
        foreach (Row row in rows)
        {
            if (row.Fid == fid) return FindIn(usim, row) is { } node ? new(fid, node, default) : null;
        }
        return null;
    }

    /// <summary>The USIM that was created first, or null.</summary>
    internal static FileNode? FindUsim(UiccPort port)
    {
        foreach (FileNode adf in port.Uicc.Files.Adfs)
        {
            if (adf.DfName.Span.StartsWith(UsimName)) return adf;
        }
        return null;
    }

    private static FileNode? FindIn(FileNode usim, Row row)
    {
        FileNode? directory = row.Directory == 0 ? usim : usim.FindChild(row.Directory);
        return directory?.FindChild(row.Usim == 0 ? row.Fid : row.Usim) is { } file && !file.Kind.IsDirectory() ? file : null;
    }

    /// <summary>What a SIM has to have and a USIM has not: EF SST, from the USIM's services, and EF Phase.</summary>
    private static Octets? Make(ushort fid, FileNode usim, UiccPort port) => fid switch
    {
        SimServiceTable when usim.FindChild(SimServiceTable) is { Kind: FileKind.Transparent } ust => GsmServices.Of(port.Uicc.ContentOf(ust).Span),
        Phase => Octets.Of([PhaseTwoPlus]),
        _ => null,
    };

    /// <summary>One EF: its identifier in the SIM, and where the USIM has it, if elsewhere.</summary>
    private readonly record struct Row(ushort Fid, ushort Directory = 0, ushort Usim = 0)
    {
        public static implicit operator Row(ushort fid) => new(fid);
    }

    // IMSI, HPLMN, ACMmax, ACM, GID1, GID2, PUCT, CBMI, SPN, CBMID, CBMIR, PLMNwAcT, OPLMNwAcT, HPLMNwAcT, ACC, FPLMN, LOCI, AD, VGCS,
    // VGCSS, VBS, VBSS, eMLPP, AAeM, PNN, OPL, MBDN, EXT6, MBI, MWIS, CFIS, EXT7, SPDI, MMSN, EXT8, MMSICP, MMSUP, MMSUCP; then Kc, KcGPRS,
    // CPBCCH and InvScan, which the USIM has in DF GSM-ACCESS, and LOCIGPRS, which it calls PSLOCI.
    private static readonly ImmutableArray<Row> s_gsm =
    [
        0x6F07, 0x6F31, 0x6F37, 0x6F39, 0x6F3E, 0x6F3F, 0x6F41, 0x6F45, 0x6F46, 0x6F48, 0x6F50, 0x6F60, 0x6F61, 0x6F62, 0x6F78, 0x6F7B, 0x6F7E,
        0x6FAD, 0x6FB1, 0x6FB2, 0x6FB3, 0x6FB4, 0x6FB5, 0x6FB6, 0x6FC5, 0x6FC6, 0x6FC7, 0x6FC8, 0x6FC9, 0x6FCA, 0x6FCB, 0x6FCC, 0x6FCD, 0x6FCE,
        0x6FCF, 0x6FD0, 0x6FD1, 0x6FD2,
        new(0x6F20, DfGsmAccess, 0x4F20), new(0x6F52, DfGsmAccess, 0x4F52), new(0x6F63, DfGsmAccess, 0x4F63), new(0x6F64, DfGsmAccess, 0x4F64),
        new(0x6F53, 0, 0x6F73),
    ];

    // FDN, SMS, MSISDN, SMSP, SMSS, SMSR, SDN, EXT2, EXT3, BDN, EXT4, CMI.
    private static readonly ImmutableArray<Row> s_telecom =
        [0x6F3B, 0x6F3C, 0x6F40, 0x6F42, 0x6F43, 0x6F47, 0x6F49, 0x6F4B, 0x6F4C, 0x6F4D, 0x6F55, 0x6F58];

    private static ReadOnlySpan<byte> UsimName => [0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x02];

    private const ushort SimServiceTable = 0x6F38;
    private const ushort Phase = 0x6FAE;
    private const byte PhaseTwoPlus = 0x03;
    private const ushort DfGsmAccess = 0x5F3B;
}

/// <summary>An EF as a SIM shows it: one of the Profile's, or a content that was made.</summary>
internal readonly record struct GsmFile(ushort Fid, FileNode? Node, Octets Made);

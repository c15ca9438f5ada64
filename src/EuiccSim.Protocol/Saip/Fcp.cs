using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>Fcp: attributes of a file, as in CREATE FILE of TS 102 222; what is absent comes from the template. SAIP §8.3.1.</summary>
[Asn1Sequence]
public sealed partial record Fcp
{
    /// <summary>File descriptor octet and data coding octet; for record files the record length follows, 2 octets.</summary>
    [Tag("[2]")]
    [Size(2, 4)]
    public Octets? FileDescriptor { get; init; }

    /// <summary>File identifier, 2 octets; for an ADF a temporary one, for paths within the package.</summary>
    [Tag("[3]")]
    [Size(2)]
    public Octets? FileID { get; init; }

    /// <summary>AID of an ADF.</summary>
    [Tag("[4]")]
    [Size(5, 16)]
    public Octets? DfName { get; init; }

    /// <summary>Life cycle status, TS 102 222 §6.3.2.2.2; one octet.</summary>
    [Tag("[10]")]
    [Size(1)]
    [Default("05")]
    public Octets Lcsi { get; init; } = s_defaultLcsi;

    /// <summary>Record of EF.ARR with the access rules, before it, if given, the file identifier of EF.ARR.</summary>
    [Tag("[11]")]
    [Size(1, 3)]
    public Octets? SecurityAttributesReferenced { get; init; }

    /// <summary>Size of the file in octets, as a number in as few octets as possible.</summary>
    [Tag("[0]")]
    public Octets? EfFileSize { get; init; }

    /// <summary>Key references of the PINs of a DF or ADF.</summary>
    [Tag("[PRIVATE 6]")]
    public Octets? PinStatusTemplateDO { get; init; }

    /// <summary>Short file identifier in bits 8 to 4; empty: the file has none.</summary>
    [Tag("[8]")]
    [Size(0, 1)]
    public Octets? ShortEFID { get; init; }

    /// <summary>More attributes of an EF.</summary>
    [Tag("[5]")]
    public ProprietaryInfo? ProprietaryEFInfo { get; init; }

    /// <summary>Path of the file this one shares its content with; empty: a link of the template becomes a file of its own.</summary>
    [Tag("[PRIVATE 7]")]
    [Size(0, 8)]
    public Octets? LinkPath { get; init; }
}

/// <summary>ProprietaryInfo: more attributes of an EF. SAIP §8.3.1.</summary>
[Asn1Sequence]
public sealed partial record ProprietaryInfo
{
    /// <summary>'80': often updated; '40': readable and updatable while deactivated; one octet.</summary>
    [Tag("[PRIVATE 0]")]
    [Size(1)]
    [Default("00")]
    public Octets SpecialFileInformation { get; init; } = s_defaultSpecialFileInformation;

    /// <summary>Initial content: these octets, then the last of them again and again. TS 102 222 §6.3.2.2.2.</summary>
    [Tag("[PRIVATE 1]")]
    [Size(1, 200)]
    public Octets? FillPattern { get; init; }

    /// <summary>Initial content: these octets again and again.</summary>
    [Tag("[PRIVATE 2]")]
    [Size(1, 200)]
    public Octets? RepeatPattern { get; init; }

    /// <summary>Largest size of a BER-TLV file in octets.</summary>
    [Tag("[6]")]
    public Octets? MaximumFileSize { get; init; }

    /// <summary>File details of a BER-TLV file, one octet.</summary>
    [Tag("[4]")]
    [Size(1)]
    [Default("01")]
    public Octets FileDetails { get; init; } = s_defaultFileDetails;
}

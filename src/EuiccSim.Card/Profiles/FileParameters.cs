using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>What is fixed about a file when it is created. TS 102 221 §11.1.1.4, TS 102 222 §6.3.2.2.</summary>
internal sealed record FileParameters
{
    internal required FileKind Kind { get; init; }

    /// <summary>The file identifier; of an ADF the temporary one that the profile package names it by.</summary>
    internal required ushort Fid { get; init; }

    /// <summary>Short EF identifier, 1 to 30; 0 for none.</summary>
    internal byte Sfi { get; init; }

    /// <summary>The size of the body in octets: of a file with records, all records; of a BER-TLV file, what is reserved.</summary>
    internal int Size { get; init; }

    /// <summary>The length of one record; 0 for a file without records.</summary>
    internal int RecordLength { get; init; }

    /// <summary>A BER-TLV file may grow up to this size; 0 if nobody said.</summary>
    internal int MaximumSize { get; init; }

    /// <summary>The most octets that a BER-TLV file can have; without any size, what two octets of FCP can say.</summary>
    internal int Room => Math.Max(Size, MaximumSize == 0 ? 0xFFFF : MaximumSize);

    /// <summary>Life cycle status integer: '05' activated, '04' deactivated. TS 102 221 §11.1.1.4.9.</summary>
    internal byte LifeCycle { get; init; } = Activated;

    /// <summary>The FID of the EF.ARR with the access rules (2F06 or 6F06); 0 for none, which allows nothing.</summary>
    internal ushort ArrFid { get; init; }

    /// <summary>The record of that EF.ARR, from 1.</summary>
    internal byte ArrRecord { get; init; }

    /// <summary>The AID of an ADF.</summary>
    internal Octets DfName { get; init; }

    /// <summary>The key references of the PIN status template of a directory, in order, such as '01 81 0A'.</summary>
    internal Octets PinReferences { get; init; }

    /// <summary>The file may be current on several channels.</summary>
    internal bool Shareable { get; init; } = true;

    /// <summary>Special file information: '80' high update activity, '40' readable and updatable when deactivated.</summary>
    internal byte SpecialInformation { get; init; }

    internal const byte Activated = 0x05;
    internal const byte Deactivated = 0x04;
}

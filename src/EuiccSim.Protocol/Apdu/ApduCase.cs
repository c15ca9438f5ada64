namespace EuiccSim.Protocol.Apdu;

/// <summary>The shape of a command. ISO/IEC 7816-3 §12.1.3; S is short, E is extended length.</summary>
public enum ApduCase
{
    /// <summary>Header only.</summary>
    Case1,
    /// <summary>Le of one octet.</summary>
    Case2S,
    /// <summary>Lc of one octet, data.</summary>
    Case3S,
    /// <summary>Lc of one octet, data, Le of one octet.</summary>
    Case4S,
    /// <summary>Le of three octets, the first '00'.</summary>
    Case2E,
    /// <summary>Lc of three octets, the first '00', data.</summary>
    Case3E,
    /// <summary>Lc of three octets, the first '00', data, Le of two octets.</summary>
    Case4E,
}

namespace EuiccSim.Protocol.Apdu;

/// <summary>What a class byte says besides the channel. ISO/IEC 7816-4 §5.4.1, TS 102 221 §10.1.1.</summary>
public static class ClassByte
{
    /// <summary>True for 2X, 3X, AX and BX (TS 102 221 has no meaning for them) and for 'FF', which is no class byte.</summary>
    public static bool IsReserved(byte cla) => (cla & 0x60) == 0x20 || cla == 0xFF;

    /// <summary>True if bit 8 is set: 8X, 9X, CX, DX, EX.</summary>
    public static bool IsProprietary(byte cla) => (cla & 0x80) != 0;

    /// <summary>True if the command is secured: bits 4 and 3 of 0X and 8X, bit 6 of 6X and EX.</summary>
    public static bool UsesSecureMessaging(byte cla) => (cla & 0x40) == 0 ? (cla & 0x0C) != 0 : (cla & 0x20) != 0;

    /// <summary>True if more commands of a chain follow (bit 5).</summary>
    public static bool IsChained(byte cla) => (cla & 0x10) != 0;
}

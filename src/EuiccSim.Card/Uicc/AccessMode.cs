namespace EuiccSim.Card.Uicc;

/// <summary>The bits of an access mode byte that a command asks for. TS 102 221 §9.2.3, ISO/IEC 7816-4 §5.4.3.2.</summary>
internal static class AccessMode
{
    /// <summary>READ, SEARCH, RETRIEVE DATA.</summary>
    internal const byte Read = 0x01;
    /// <summary>UPDATE, SET DATA.</summary>
    internal const byte Update = 0x02;
    internal const byte Deactivate = 0x08;
    internal const byte Activate = 0x10;
    /// <summary>Commands that only a command header description ('81' to '8F') can name, such as INCREASE.</summary>
    internal const byte HeaderOnly = 0x00;
}

using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Gsm;

/// <summary>Status words of a SIM. TS 51.011 §9.4.</summary>
internal static class GsmStatus
{
    /// <summary>'9400': no EF is selected.</summary>
    internal static readonly StatusWord NoEfSelected = new(0x9400);
    /// <summary>'9402': outside of the file.</summary>
    internal static readonly StatusWord OutOfRange = new(0x9402);
    /// <summary>'9404': no such file.</summary>
    internal static readonly StatusWord FileNotFound = new(0x9404);
    /// <summary>'9408': the command does not fit the file.</summary>
    internal static readonly StatusWord Inconsistent = new(0x9408);
    /// <summary>'9802': there is no such CHV.</summary>
    internal static readonly StatusWord NoChv = new(0x9802);
    /// <summary>'9804': an access condition is not met, or the CHV was wrong.</summary>
    internal static readonly StatusWord AccessConditionNotMet = new(0x9804);
    /// <summary>'9808': it contradicts the state of the CHV.</summary>
    internal static readonly StatusWord ContradictsChv = new(0x9808);
    /// <summary>'9810': the file is invalidated.</summary>
    internal static readonly StatusWord Invalidated = new(0x9810);
    /// <summary>'9840': the CHV is blocked.</summary>
    internal static readonly StatusWord Blocked = new(0x9840);

    /// <summary>'9FXX': this many octets wait for GET RESPONSE.</summary>
    internal static StatusWord ResponseAvailable(int length) => new((ushort)(0x9F00 | (length & 0xFF)));

    /// <summary>'67XX': P3 is wrong, and XX would be right.</summary>
    internal static StatusWord WrongLength(int right) => new((ushort)(0x6700 | (right & 0xFF)));

    /// <summary>What a SIM says where the UICC has said this about a file or a PIN.</summary>
    internal static StatusWord From(StatusWord uicc, bool isChv) => uicc.Value switch
    {
        0x6981 => Inconsistent,
        0x6982 => AccessConditionNotMet,
        0x6983 or 0x63C0 => Blocked,
        0x6984 => isChv ? ContradictsChv : Invalidated,
        0x6985 => ContradictsChv,
        0x6986 => NoEfSelected,
        0x6A83 or 0x6B00 => OutOfRange,
        0x6A86 => StatusWord.WrongOffset,
        0x6A88 => NoChv,
        0x9850 => uicc,
        _ when uicc.Sw1 == 0x63 => AccessConditionNotMet,
        _ when uicc.Sw1 == 0x6C => WrongLength(uicc.Sw2),
        _ => uicc,
    };
}
